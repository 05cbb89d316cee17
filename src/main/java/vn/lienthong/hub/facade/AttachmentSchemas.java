package vn.lienthong.hub.facade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.soap.SoapAttachment;

/** What a message with attachments looks like in JSON: the body, and what comes beside it in Base64. */
final class AttachmentSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AttachmentSchemas() {}

    static ObjectNode schema(@Nullable ObjectNode body, List<SoapAttachment> attachments) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        if (body != null) {
            properties.set("body", body);
            ArrayNode required = schema.putArray("required");
            required.add("body");
        }
        ObjectNode beside = properties.putObject("attachments").put("type", "object");
        ObjectNode named = beside.putObject("properties");
        for (SoapAttachment one : attachments) {
            ObjectNode octets =
                    named.putObject(one.name()).put("type", "string").put("contentEncoding", "base64");
            if (!one.mediaType().isEmpty() && !one.mediaType().contains("*")) {
                octets.put("contentMediaType", one.mediaType());
            }
        }
        beside.putObject("additionalProperties").put("type", "string").put("contentEncoding", "base64");
        return schema;
    }

    /** A message of parts: the JSON, and octets that it refers to. */
    static ObjectNode parts(JsonNode json) {
        ObjectNode content = NODES.objectNode();
        ObjectNode schema = content.putObject("schema").put("type", "object");
        schema.put(
                "description",
                "The JSON first, in which the text cid: and the name of a part stand for the octets of that part.");
        schema.putObject("properties").set("json", json.deepCopy());
        schema.putArray("required").add("json");
        schema.putObject("additionalProperties").put("contentMediaType", "application/octet-stream");
        content.putObject("encoding").putObject("json").put("contentType", "application/json");
        return content;
    }

    static ObjectNode example(@Nullable JsonNode body, List<SoapAttachment> attachments) {
        ObjectNode example = NODES.objectNode();
        if (body != null) {
            example.set("body", body);
        }
        ObjectNode beside = example.putObject("attachments");
        attachments.forEach(one -> beside.put(one.name(), "QUJD"));
        return example;
    }
}

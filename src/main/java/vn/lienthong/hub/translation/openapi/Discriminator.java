package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the values of a discriminator stand for. */
final class Discriminator {
    private Discriminator() {}

    /** The values by what they stand for, which is told by its key. */
    static Map<String, String> values(ApiDocuments documents, ApiNode discriminator) {
        Map<String, String> by = new LinkedHashMap<>();
        discriminator.get("mapping").members().forEach((value, target) -> {
            String reference = target.json().asText();
            String pointer = reference.contains("#") || reference.contains("/") || reference.contains(".")
                    ? reference
                    : "#/components/schemas/" + reference;
            var node = JsonNodeFactory.instance.objectNode().put("$ref", pointer);
            by.putIfAbsent(
                    documents
                            .follow(new ApiNode(target.file(), target.pointer(), node))
                            .key(),
                    value);
        });
        return by;
    }
}

package vn.lienthong.hub.facade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.InputMembers;

/** The input of an operation that is called by path and query: a member each, as the operation's schema types it. */
final class FacadeParameters {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> places;
    private final Map<String, JsonNode> members;

    FacadeParameters(RestFacade facade, ServedOperation operation) {
        this.places = operation.path();
        this.members = InputMembers.of(operation.operation());
    }

    /** @throws Untranslatable if a parameter is unknown, told twice or of a wrong type */
    InputStream json(List<String> path, @Nullable String query) throws IOException {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < places.size(); i++) {
            if (ServedOperation.isPlace(places.get(i))) {
                put(input, ServedOperation.member(places.get(i)), path.get(i));
            }
        }
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            put(
                    input,
                    decoded(equals < 0 ? pair : pair.substring(0, equals)),
                    decoded(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        return new ByteArrayInputStream(JSON.writeValueAsBytes(input));
    }

    private void put(ObjectNode input, String name, String value) {
        JsonNode schema = members.get(name);
        if (schema == null) {
            throw Untranslatable.structure(
                    "/" + name,
                    "is no member that a parameter can tell",
                    "one of " + String.join(", ", members.keySet()));
        }
        boolean isList = schema.path("type").asText().equals("array");
        JsonNode told = InputMembers.value(isList ? schema.path("items") : schema, value);
        if (isList) {
            ((ArrayNode) input.withArray("/" + name.replace("~", "~0").replace("/", "~1"))).add(told);
        } else if (input.has(name)) {
            throw Untranslatable.structure("/" + name, "is told twice", "once");
        } else {
            input.set(name, told);
        }
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}

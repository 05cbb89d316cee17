package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a JSON Schema tells beyond an example of it. */
final class Schemas {
    private Schemas() {}

    /** Whether something in it is a list. */
    static boolean repeats(JsonNode schema) {
        if (schema.path("type").asText().equals("array")) {
            return true;
        }
        for (JsonNode part : schema) {
            if (part.isContainerNode() && repeats(part)) {
                return true;
            }
        }
        return false;
    }

    /** The values of those fields that have no others, by the fields' names as {@link Words#plain} leaves them. */
    static Map<String, List<String>> words(JsonNode schema) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        collect(schema, schema, words, new HashSet<>());
        return words;
    }

    private static void collect(JsonNode root, JsonNode node, Map<String, List<String>> into, Set<JsonNode> seen) {
        if (!node.isContainerNode() || !seen.add(node)) {
            return;
        }
        node.path("properties").fields().forEachRemaining(property -> {
            List<String> values = values(root, property.getValue());
            if (!values.isEmpty()) {
                into.putIfAbsent(Words.plain(property.getKey()), values);
            }
        });
        node.forEach(part -> collect(root, part, into, seen));
    }

    private static List<String> values(JsonNode root, JsonNode property) {
        JsonNode meant = property;
        for (int hops = 0; meant.has("$ref") && hops < 5; hops++) {
            meant = root.at(meant.path("$ref").asText().substring(1));
        }
        List<String> values = new ArrayList<>();
        meant.path("enum").forEach(value -> values.add(value.asText()));
        return values;
    }
}

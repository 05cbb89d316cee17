package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The references of an OpenAPI document to its own parts. */
final class OpenApiReferences {
    private static final int DEEPEST = 12;

    private final JsonNode document;

    OpenApiReferences(JsonNode document) {
        this.document = document;
    }

    /** @throws vn.lienthong.hub.problem.Undeliverable with every reference that leads nowhere */
    void requireAll(String contract) {
        List<String> lost = new ArrayList<>();
        collectLost(document, "", lost);
        if (!lost.isEmpty()) {
            throw DraftProblems.unusable(contract, String.join("\n", lost));
        }
    }

    private void collectLost(JsonNode node, String pointer, List<String> lost) {
        if (node.path("$ref").isTextual() && !pointer.endsWith("/properties")) {
            String reference = node.path("$ref").textValue();
            if (!reference.startsWith("#/")) {
                lost.add(pointer + " refers to " + reference + ", another file; put all into one document");
            } else if (target(reference).isMissingNode()) {
                lost.add(pointer + " refers to " + reference + ", which is not there");
            }
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                String name = member.getKey().replace("~", "~0").replace("/", "~1");
                collectLost(member.getValue(), pointer + "/" + name, lost);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectLost(node.path(i), pointer + "/" + i, lost);
        }
    }

    private JsonNode target(String reference) {
        return document.at(reference.substring(1).replace("%7B", "{").replace("%7D", "}"));
    }

    /** What a node refers to, or the node. */
    JsonNode resolved(JsonNode node) {
        JsonNode meant = node;
        for (int hops = 0; meant.path("$ref").isTextual() && hops < DEEPEST; hops++) {
            meant = target(meant.path("$ref").textValue());
        }
        return meant;
    }

    /** A schema with all it refers to in place; one that goes round ends as an object of anything. */
    JsonNode inlined(JsonNode schema) {
        return inlined(schema, 0);
    }

    private JsonNode inlined(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode meant = resolved(node);
        if (meant.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            meant.forEach(one -> copy.add(inlined(one, depth + 1)));
            return copy;
        }
        if (!meant.isObject()) {
            return meant;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        meant.properties().forEach(member -> copy.set(member.getKey(), inlined(member.getValue(), depth + 1)));
        return copy;
    }
}

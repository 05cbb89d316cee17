package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Invents a value that a schema allows; what the schema itself gives as an example goes first. */
final class SchemaExample {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SchemaExample() {}

    /** @param schema with all it refers to in place */
    static JsonNode of(JsonNode schema) {
        for (String told : List.of("example", "const", "default")) {
            if (schema.has(told)) {
                return schema.path(told);
            }
        }
        for (String list : List.of("examples", "enum")) {
            if (schema.path(list).path(0).isValueNode()) {
                return schema.path(list).path(0);
            }
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.path(choice).isArray()) {
                return of(schema.path(choice).path(0));
            }
        }
        return byType(schema);
    }

    private static JsonNode byType(JsonNode schema) {
        JsonNode types = schema.path("type");
        String type = types.isArray() ? types.path(0).asText() : types.asText();
        if (type.equals("object") || schema.has("properties") || schema.has("allOf")) {
            return object(schema);
        }
        return switch (type) {
            case "array" -> NODES.arrayNode().add(of(schema.path("items")));
            case "integer", "number" ->
                NODES.numberNode(Math.max(1, schema.path("minimum").asLong(1)));
            case "boolean" -> NODES.booleanNode(true);
            default -> NODES.textNode(text(schema.path("format").asText()));
        };
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        schema.path("allOf").forEach(part -> {
            if (of(part) instanceof ObjectNode members) {
                object.setAll(members);
            }
        });
        schema.path("properties")
                .properties()
                .forEach(property -> object.set(property.getKey(), of(property.getValue())));
        return object;
    }

    private static String text(String format) {
        return switch (format) {
            case "date-time" -> "2026-01-05T08:00:00+07:00";
            case "date" -> "2026-01-05";
            case "email" -> "thu@example.com";
            default -> "text";
        };
    }
}

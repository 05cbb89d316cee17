package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Form data that came as texts, with the types that the form's schema tells. What is of no such type stays a text, and is told then. */
final class FormTypes {
    private FormTypes() {}

    static JsonNode typed(JsonNode value, JsonNode schema) {
        if (value.isObject()) {
            if (is(schema, "array")) {
                return list(JsonNodeFactory.instance.arrayNode().add(value), schema);
            }
            ObjectNode typed = JsonNodeFactory.instance.objectNode();
            value.fields()
                    .forEachRemaining(member -> typed.set(
                            member.getKey(),
                            typed(member.getValue(), schema.path("properties").path(member.getKey()))));
            return typed;
        }
        if (value.isArray()) {
            return list((ArrayNode) value, schema);
        }
        return is(schema, "array")
                ? list(JsonNodeFactory.instance.arrayNode().add(value), schema)
                : text(value, schema);
    }

    private static JsonNode list(ArrayNode items, JsonNode schema) {
        ArrayNode typed = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> typed.add(typed(item, schema.path("items"))));
        return typed;
    }

    private static JsonNode text(JsonNode value, JsonNode schema) {
        String text = value.asText().strip();
        if (is(schema, "boolean") && (text.equals("true") || text.equals("false"))) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        if ((is(schema, "number") || is(schema, "integer")) && text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        return value;
    }

    private static boolean is(JsonNode schema, String type) {
        JsonNode types = schema.path("type");
        if (types.isTextual()) {
            return types.textValue().equals(type);
        }
        for (JsonNode one : types) {
            if (one.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }
}

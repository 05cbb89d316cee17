package vn.lienthong.hub.translation.soap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The members of an operation's input that a parameter can tell: single values, and lists of them. */
public final class InputMembers {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,99})(?:\\.[0-9]{1,99})?");

    private static final Set<String> SINGLE = Set.of("string", "number", "integer", "boolean");

    private InputMembers() {}

    /** By name, with their JSON Schemas. */
    public static Map<String, JsonNode> of(SoapOperation operation) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (operation.input() == null) {
            return members;
        }
        ObjectNode schema = operation.input().jsonSchema();
        JsonNode object = schema;
        if (schema.has("$ref")) {
            object = schema.path("$defs").path(schema.path("$ref").asText().substring("#/$defs/".length()));
        }
        object.path("properties").fields().forEachRemaining(member -> {
            boolean isMarker = member.getKey().startsWith("#");
            if (!isMarker
                    && isSingle(
                            member.getValue().path("type").asText().equals("array")
                                    ? member.getValue().path("items")
                                    : member.getValue())) {
                members.put(member.getKey(), member.getValue());
            }
        });
        return members;
    }

    // A built-in type may also be told as an object that names its type; a parameter never is.
    private static boolean isSingle(JsonNode schema) {
        return types(schema).stream().anyMatch(SINGLE::contains);
    }

    private static List<String> types(JsonNode schema) {
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(one -> types.add(one.asText()));
        schema.path("anyOf").forEach(one -> types.addAll(types(one).isEmpty() ? List.of("object") : types(one)));
        return types;
    }

    /** A parameter's text as the value that the schema wants; a text that cannot be it stays a text, to be refused. */
    public static JsonNode value(JsonNode schema, String text) {
        List<String> types = types(schema);
        if (types.contains("boolean") && (text.equals("true") || text.equals("false"))) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        boolean isNumber = types.contains("integer") || types.contains("number");
        return isNumber && NUMBER.matcher(text).matches()
                ? DecimalNode.valueOf(new BigDecimal(text))
                : TextNode.valueOf(text);
    }
}

package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * What a schema would have taken, in words.
 *
 * @param schema in which the violated rule stands
 * @param found in place of it
 */
record Expectation(JsonNode schema, JsonNode found) {
    private static final int LONGEST_EXAMPLE = 120;

    /** @param rule an {@code enum} */
    Bilingual oneOf(JsonNode rule) {
        return Bilingual.of(
                "một trong: %s",
                "one of %s",
                StreamSupport.stream(rule.spliterator(), false)
                        .map(value -> found.isNumber() ? "\"" + value.asText() + "\"" : value.asText())
                        .collect(Collectors.joining(", ")));
    }

    /** @param rule a {@code type}, or several */
    Bilingual types(JsonNode rule) {
        List<Bilingual> types = new ArrayList<>();
        (rule.isArray() ? rule : List.of(rule)).forEach(type -> types.add(type(type.asText())));
        return types.stream()
                .reduce((one, other) -> Bilingual.of("%s hoặc %s", "%s or %s", one, other))
                .orElseThrow();
    }

    private Bilingual type(String type) {
        return switch (type) {
            case "object" -> members();
            case "array" -> new Bilingual("một danh sách", "a list");
            case "string" -> new Bilingual("một chuỗi", "a text");
            case "integer" ->
                found.asText().matches("[0-9]+")
                        ? Bilingual.of("%s, không có dấu nháy", "%s, without quotes", number())
                        : number();
            case "boolean" -> new Bilingual("true hoặc false", "true or false");
            default -> Bilingual.same(type);
        };
    }

    private Bilingual members() {
        String example = schema.path("examples")
                .path(0)
                .toString()
                .replace("\":", "\": ")
                .replace(",\"", ", \"");
        return example.isEmpty() || example.length() > LONGEST_EXAMPLE
                ? new Bilingual("các thành phần", "members")
                : Bilingual.of("các thành phần như %s", "members such as %s", example);
    }

    Bilingual number() {
        Bilingual number = schema.path("title").asText().startsWith("National")
                ? new Bilingual("một mã trạng thái quốc gia", "a national status code")
                : new Bilingual("một số nguyên", "a whole number");
        if (schema.has("minimum")) {
            number = Bilingual.of(
                    "%s từ %s", "%s from %s", number, schema.path("minimum").asText());
        }
        return schema.has("maximum")
                ? Bilingual.of(
                        "%s đến %s", "%s to %s", number, schema.path("maximum").asText())
                : number;
    }

    /** The members that it knows. */
    List<String> known() {
        List<String> known = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        known.remove("$schema");
        return known;
    }

    Bilingual anyKnown() {
        List<String> known = known();
        return switch (known.size()) {
            case 0 -> new Bilingual("ít nhất một thành phần", "at least one member");
            case 1 -> Bilingual.same(known.get(0));
            default -> Bilingual.of("một trong: %s", "any of %s", String.join(", ", known));
        };
    }
}

package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One violation of a schema, told in a sentence a person can act on. */
final class SchemaFault {
    private final YamlFile file;
    private final Error error;
    private final JsonNode schema;
    private final String pointer;

    /** @param schema the schema in which the violated keyword stands */
    SchemaFault(YamlFile file, Error error, JsonNode schema) {
        this.file = file;
        this.error = error;
        this.schema = schema;
        this.pointer = pointer(error.getInstanceLocation());
    }

    void tell() {
        JsonNode rule = schema.path(error.getKeyword());
        switch (error.getKeyword()) {
            case "additionalProperties" -> unknownField(error.getProperty());
            case "required", "dependentRequired" -> missing(error.getProperty());
            case "enum" -> wrong("expected one of " + quotedWhereNeeded(rule));
            case "const" -> wrong("expected " + rule.asText());
            case "type" -> wrong("expected " + types(rule));
            case "format" -> badFormat(rule.asText());
            case "minimum", "maximum" -> wrong("expected " + range());
            case "minLength" -> wrong("expected a text");
            case "minItems" -> wrong("expected at least " + rule.asInt() + " in the list");
            case "uniqueItems" -> file.faultAt(pointer, "tells a value twice");
            case "minProperties" -> file.faultAt(pointer, "is empty; expected " + anyOf(known()));
            case "maxProperties" -> tooMany();
            default -> file.faultAt(pointer, "is not as the schema wants it: " + error.getMessage());
        }
    }

    private void unknownField(String field) {
        List<String> known = known();
        Optional<String> meant = NearMiss.of(field, known);
        String at = pointer + "/" + YamlReader.escaped(field);
        file.faultAtKey(
                at,
                "is unknown here; "
                        + meant.map(word -> "did you mean " + word + "?").orElse("expected " + anyOf(known)));
    }

    private void missing(String field) {
        JsonNode about = schema.path("properties").path(field);
        String why = about.has("description")
                ? ": " + firstSentence(about.path("description").asText())
                : "";
        file.faultAt(pointer + "/" + YamlReader.escaped(field), "is missing" + why);
    }

    private void badFormat(String name) {
        TextFormat format = TextFormat.named(name).orElseThrow();
        String text = error.getInstanceNode().asText();
        String why = format.wrong(text);
        wrong((why == null || why.isEmpty() ? "" : why + "; ") + "expected " + format.expected());
    }

    private void tooMany() {
        if (schema.has("properties")) {
            file.faultAt(pointer, "tells more than one of " + String.join(", ", known()) + "; tell one");
        } else {
            file.faultAt(pointer, "tells more beside constant; a constant stands alone");
        }
    }

    private void wrong(String expected) {
        file.faultAt(pointer, "is " + FoundValue.shown(pointer, file.written().at(pointer)) + "; " + expected);
    }

    private String range() {
        String title = schema.has("title") && schema.path("title").asText().startsWith("National")
                ? "a national status code"
                : "a whole number";
        String from = schema.path("minimum").asText();
        return schema.has("maximum")
                ? title + " from " + from + " to " + schema.path("maximum").asText()
                : title + " from " + from;
    }

    private String quotedWhereNeeded(JsonNode values) {
        boolean numberForText = error.getInstanceNode().isNumber();
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> numberForText ? "\"" + value.asText() + "\"" : value.asText())
                .collect(Collectors.joining(", "));
    }

    private static String types(JsonNode rule) {
        List<String> words = new ArrayList<>();
        (rule.isArray() ? rule : List.of(rule)).forEach(type -> words.add(word(type.asText())));
        return String.join(" or ", words);
    }

    private static String word(String type) {
        return switch (type) {
            case "object" -> "members (name: value)";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            default -> type;
        };
    }

    private List<String> known() {
        List<String> known = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        known.remove("$schema");
        return known;
    }

    private static String anyOf(List<String> known) {
        return known.isEmpty() ? "at least one member" : "any of " + String.join(", ", known);
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private static String pointer(NodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(YamlReader.escaped(String.valueOf(path.getElement(i))));
        }
        return pointer.toString();
    }
}

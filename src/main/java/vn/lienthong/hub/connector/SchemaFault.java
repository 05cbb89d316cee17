package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import vn.lienthong.hub.connector.Fault.Hint;

/** One violation of a schema, told in a sentence a person can act on. */
final class SchemaFault {
    private static final int LONGEST_EXAMPLE = 120;

    private final YamlFile file;
    private final Error error;
    private final JsonNode schema;
    private final JsonNode rule;
    private final String pointer;

    /** @param schema the schema in which the violated keyword stands */
    SchemaFault(YamlFile file, Error error, JsonNode schema) {
        this.file = file;
        this.error = error;
        this.schema = schema;
        this.rule = schema.path(error.getKeyword());
        this.pointer = pointer(error.getInstanceLocation());
    }

    String pointer() {
        return pointer;
    }

    /** Adds the fault to the file's. */
    void tell() {
        switch (error.getKeyword()) {
            case "additionalProperties" -> unknownField(error.getProperty());
            case "required" -> missing(error.getProperty());
            case "dependentRequired" -> missingBeside();
            case "enum" -> wrong(oneOf());
            case "const" -> wrong(rule.asText());
            case "type" -> wrong(types());
            case "format" -> badFormat();
            case "minimum", "maximum" -> wrong(number());
            case "pattern" -> wrong("a text that is not blank");
            case "minItems" -> file.faultAt(pointer, "is empty; expected at least " + rule.asInt() + " in the list");
            case "uniqueItems" -> file.faultAt(pointer, "tells a value twice");
            case "minProperties" -> file.faultAt(pointer, "is empty; expected " + anyOf(known()));
            case "maxProperties" -> tooMany();
            case "propertyNames" -> badNames();
            default -> file.faultAt(pointer, "is not as the schema wants it: " + error.getMessage());
        }
    }

    private void unknownField(String field) {
        file.faultAtKey(
                member(field),
                "is unknown here; "
                        + NearMiss.question(field, known(), meant -> meant).orElse("expected " + anyOf(known())),
                new Hint(field, anyOf(known()), NearMiss.suggestion(field, known())));
    }

    private void missing(String field) {
        String about = schema.path("properties").path(field).path("description").asText();
        file.faultAt(member(field), "is missing" + (about.isEmpty() ? "" : ": " + firstSentence(about)));
    }

    private void missingBeside() {
        rule.fields().forEachRemaining(needed -> {
            for (JsonNode other : needed.getValue()) {
                if (error.getInstanceNode().has(needed.getKey())
                        && !error.getInstanceNode().has(other.asText())) {
                    file.faultAt(member(other.asText()), "is missing; " + needed.getKey() + " needs it");
                }
            }
        });
    }

    private void badFormat() {
        TextFormat format = TextFormat.named(rule.asText()).orElseThrow();
        String why = format.wrong(error.getInstanceNode().asText());
        wrong(format.expected(), why == null || why.isEmpty() ? "" : "; " + why);
    }

    private void badNames() {
        TextFormat format = TextFormat.named(rule.path("format").asText()).orElseThrow();
        error.getInstanceNode().fieldNames().forEachRemaining(name -> {
            if (format.wrong(name) != null) {
                file.faultAtKey(member(name), "has a wrong name; expected " + format.expected());
            }
        });
    }

    private void tooMany() {
        file.faultAt(
                pointer,
                schema.has("properties")
                        ? "tells more than one of " + String.join(", ", known()) + "; expected one"
                        : "tells more beside constant; a constant stands alone");
    }

    private void wrong(String expected) {
        wrong(expected, "");
    }

    private void wrong(String expected, String why) {
        String found = FoundValue.shown(pointer, file.written().at(pointer));
        file.faultAt(pointer, "is " + found + why + "; expected " + expected, hint(found, expected));
    }

    private Hint hint(String found, String expected) {
        if (!error.getKeyword().equals("enum")) {
            return Hint.expecting(found, expected);
        }
        List<String> words = StreamSupport.stream(rule.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new Hint(
                found, expected, NearMiss.suggestion(file.written().at(pointer).asText(), words));
    }

    private String oneOf() {
        boolean numberForText = error.getInstanceNode().isNumber();
        return "one of "
                + StreamSupport.stream(rule.spliterator(), false)
                        .map(value -> numberForText ? "\"" + value.asText() + "\"" : value.asText())
                        .collect(Collectors.joining(", "));
    }

    private String types() {
        List<String> types = new ArrayList<>();
        (rule.isArray() ? rule : List.of(rule)).forEach(type -> types.add(type(type.asText())));
        return String.join(" or ", types);
    }

    private String type(String type) {
        return switch (type) {
            case "object" -> "members" + example();
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> number() + (error.getInstanceNode().asText().matches("[0-9]+") ? ", without quotes" : "");
            case "boolean" -> "true or false";
            default -> type;
        };
    }

    private String example() {
        String example = schema.path("examples")
                .path(0)
                .toString()
                .replace("\":", "\": ")
                .replace(",\"", ", \"");
        return example.isEmpty() || example.length() > LONGEST_EXAMPLE ? "" : " such as " + example;
    }

    private String number() {
        String what =
                schema.path("title").asText().startsWith("National") ? "a national status code" : "a whole number";
        return what
                + (schema.has("minimum") ? " from " + schema.path("minimum").asText() : "")
                + (schema.has("maximum") ? " to " + schema.path("maximum").asText() : "");
    }

    private List<String> known() {
        List<String> known = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        known.remove("$schema");
        return known;
    }

    private static String anyOf(List<String> known) {
        return switch (known.size()) {
            case 0 -> "at least one member";
            case 1 -> known.get(0);
            default -> "any of " + String.join(", ", known);
        };
    }

    /** With a small first letter, to stand after a colon. */
    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        sentence = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private String member(String name) {
        return pointer + "/" + YamlReader.escaped(name);
    }

    private static String pointer(NodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(YamlReader.escaped(String.valueOf(path.getElement(i))));
        }
        return pointer.toString();
    }
}

package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.Fault.Hint;

/** One violation of a schema, told in a sentence a person can act on. */
final class SchemaFault {
    private final YamlFile file;
    private final Error error;
    private final JsonNode schema;
    private final JsonNode rule;
    private final Expectation expectation;
    private final String pointer;

    /** @param schema the schema in which the violated keyword stands */
    SchemaFault(YamlFile file, Error error, JsonNode schema) {
        this.file = file;
        this.error = error;
        this.schema = schema;
        this.rule = schema.path(error.getKeyword());
        this.expectation = new Expectation(schema, error.getInstanceNode());
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
            case "enum" -> wrong(expectation.oneOf(rule));
            case "const" -> wrong(Bilingual.same(rule.asText()));
            case "type" -> wrong(expectation.types(rule));
            case "format" -> badFormat();
            case "minimum", "maximum" -> wrong(expectation.number());
            case "pattern" -> wrong(new Bilingual("một chuỗi không trống", "a text that is not blank"));
            case "minItems" ->
                file.faultAt(
                        pointer,
                        "trống; cần ít nhất %s mục trong danh sách",
                        "is empty; expected at least %s in the list",
                        rule.asInt());
            case "uniqueItems" -> file.faultAt(pointer, "nêu một giá trị hai lần", "tells a value twice");
            case "minProperties" ->
                file.faultAt(pointer, "trống; cần %s", "is empty; expected %s", expectation.anyKnown());
            case "maxProperties" -> tooMany();
            case "propertyNames" -> badNames();
            default ->
                file.faultAt(
                        pointer,
                        "không như lược đồ muốn: %s",
                        "is not as the schema wants it: %s",
                        LibraryWords.told(error.getMessage()));
        }
    }

    private void unknownField(String field) {
        file.faultAtKey(
                member(field),
                Bilingual.of(
                        "không dùng được ở đây; %s",
                        "is unknown here; %s",
                        NearMiss.question(field, expectation.known(), meant -> meant)
                                .orElseGet(() -> Bilingual.of("cần %s", "expected %s", expectation.anyKnown()))),
                new Hint(
                        Bilingual.same(field),
                        expectation.anyKnown(),
                        NearMiss.suggestion(field, expectation.known())));
    }

    private void missing(String field) {
        JsonNode about = schema.path("properties").path(field);
        if (about.has("description")) {
            String en = firstSentence(about.path("description").asText());
            file.faultAt(
                    member(field),
                    "thiếu: %s",
                    "is missing: %s",
                    new Bilingual(about.path("x-vi").asText(en), en));
        } else {
            file.faultAt(member(field), "thiếu", "is missing");
        }
    }

    private void missingBeside() {
        rule.fields().forEachRemaining(needed -> {
            for (JsonNode other : needed.getValue()) {
                if (error.getInstanceNode().has(needed.getKey())
                        && !error.getInstanceNode().has(other.asText())) {
                    file.faultAt(
                            member(other.asText()), "thiếu; %s cần nó", "is missing; %s needs it", needed.getKey());
                }
            }
        });
    }

    private void badFormat() {
        TextFormat format = TextFormat.named(rule.asText()).orElseThrow();
        wrong(format.expected(), format.why(error.getInstanceNode().asText()));
    }

    private void badNames() {
        TextFormat format = TextFormat.named(rule.path("format").asText()).orElseThrow();
        error.getInstanceNode().fieldNames().forEachRemaining(name -> {
            if (!format.takes(name)) {
                file.faultAtKey(member(name), "có tên sai; cần %s", "has a wrong name; expected %s", format.expected());
            }
        });
    }

    private void tooMany() {
        if (schema.has("properties")) {
            file.faultAt(
                    pointer,
                    "nêu nhiều hơn một trong: %s; chỉ cần một",
                    "tells more than one of %s; expected one",
                    String.join(", ", expectation.known()));
        } else {
            file.faultAt(
                    pointer,
                    "nêu thêm thứ khác bên cạnh constant; constant đứng một mình",
                    "tells more beside constant; a constant stands alone");
        }
    }

    private void wrong(Bilingual expected) {
        wrong(expected, null);
    }

    private void wrong(Bilingual expected, @Nullable Bilingual why) {
        Bilingual found = FoundValue.shown(pointer, file.written().at(pointer));
        Bilingual message = why == null
                ? Bilingual.of("là %s; cần %s", "is %s; expected %s", found, expected)
                : Bilingual.of("là %s; %s; cần %s", "is %s; %s; expected %s", found, why, expected);
        file.faultAt(pointer, message, hint(found, expected));
    }

    private Hint hint(Bilingual found, Bilingual expected) {
        if (!error.getKeyword().equals("enum")) {
            return Hint.expecting(found, expected);
        }
        List<String> words = StreamSupport.stream(rule.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new Hint(
                found, expected, NearMiss.suggestion(file.written().at(pointer).asText(), words));
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

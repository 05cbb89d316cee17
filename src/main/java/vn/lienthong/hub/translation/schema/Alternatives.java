package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the element of a choice that a JSON value is, and writes it. */
final class Alternatives {
    private final JsonInput input;
    private final XmlOutput xml;
    private final JsonToXml elements;

    Alternatives(JsonInput input, XmlOutput xml, JsonToXml elements) {
        this.input = input;
        this.xml = xml;
        this.elements = elements;
    }

    private record Held(TokenBuffer tokens, long count, @Nullable String told) {}

    /** Writes the value the parser is at, and leaves the parser at its end. */
    Slot write(ComplexType choice) throws IOException {
        JsonToken token = input.parser().currentToken();
        List<Slot> possible = choice.slots().stream()
                .filter(slot -> slot.element != null && accepts(slot.element.type(), token))
                .toList();
        if (possible.size() == 1) {
            elements.element(choice.element(possible.get(0).index), 0, "");
            return possible.get(0);
        }
        if (possible.isEmpty()) {
            throw none(choice);
        }
        JsonParser outer = input.parser();
        Held held = hold(outer, choice.toldBy);
        try {
            return choice.toldBy != null ? told(choice, possible, held) : fitting(choice, possible, held, outer);
        } finally {
            input.from(outer);
        }
    }

    private static boolean accepts(TypePlan type, @Nullable JsonToken token) {
        if (type instanceof ComplexType complex) {
            return switch (complex.form) {
                case LIST -> token == JsonToken.START_ARRAY;
                case EITHER ->
                    complex.slots().stream()
                            .anyMatch(slot -> slot.element != null && accepts(slot.element.type(), token));
                default -> token == JsonToken.START_OBJECT;
            };
        }
        boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        return switch (((SimpleType) type).kind) {
            case JSON -> true;
            case BOOLEAN -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
            case INTEGER, DECIMAL, FLOATING -> number;
            default -> token == JsonToken.VALUE_STRING;
        };
    }

    private Held hold(JsonParser json, @Nullable String toldBy) throws IOException {
        TokenBuffer tokens = new TokenBuffer(json);
        String told = null;
        long count = 0;
        int depth = 0;
        do {
            JsonToken token = json.currentToken();
            if (depth == 1
                    && token == JsonToken.VALUE_STRING
                    && json.currentName() != null
                    && json.currentName().equals(toldBy)) {
                told = json.getText();
            }
            tokens.copyCurrentEvent(json);
            if (++count > xml.limits.values()) {
                throw Untranslatable.tooLarge(xml.where(), "is too large to find out which alternative it is");
            }
            depth += token == null ? 0 : token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && json.nextToken() != null);
        return new Held(tokens, count, told);
    }

    private Slot told(ComplexType choice, List<Slot> possible, Held held) throws IOException {
        for (Slot slot : possible) {
            if (slot.element != null && slot.element.toldBy != null && slot.element.toldBy.equals(held.told)) {
                JsonParser again = held.tokens.asParser(input.parser());
                again.nextToken();
                input.from(again);
                elements.element(slot.element, 0, "");
                return slot;
            }
        }
        String expected = possible.stream()
                .map(slot -> slot.element == null ? "" : String.valueOf(slot.element.toldBy))
                .collect(Collectors.joining(", "));
        String path = xml.trail.with(String.valueOf(choice.toldBy));
        throw held.told == null
                ? Untranslatable.structure(path, "is not there", "one of " + expected)
                : Untranslatable.value(path, held.told, "one of " + expected);
    }

    private Slot fitting(ComplexType choice, List<Slot> possible, Held held, JsonParser outer) throws IOException {
        boolean strict = xml.strict;
        for (boolean strictly : strict ? new boolean[] {true} : new boolean[] {true, false}) {
            for (Slot slot : possible) {
                JsonParser again = held.tokens.asParser(outer);
                again.nextToken();
                input.from(again);
                if (fits(choice.element(slot.index), held.count, strictly)) {
                    return slot;
                }
            }
        }
        throw none(choice);
    }

    private boolean fits(ElementPlan element, long tokens, boolean strictly) throws IOException {
        try {
            xml.attempt(tokens, strictly, () -> elements.element(element, 0, ""));
            return true;
        } catch (Untranslatable refused) {
            if (refused.kind() == Untranslatable.Kind.TOO_LARGE) {
                throw refused;
            }
            return false;
        }
    }

    private Untranslatable none(ComplexType choice) {
        return Untranslatable.structure(
                xml.where(),
                "is none of its alternatives",
                "one of " + choice.slots().stream().map(Slot::told).collect(Collectors.joining(", ")));
    }
}

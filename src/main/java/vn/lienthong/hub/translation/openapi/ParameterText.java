package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A value, list or object as the styles of OpenAPI write it.
 *
 * @param kind what of the three it is
 * @param entries in their order; the keys of all but objects are empty
 */
record ParameterText(Kind kind, List<Entry> entries) {
    private static final JsonFactory JSON = new JsonFactory();

    enum Kind {
        VALUE,
        LIST,
        OBJECT
    }

    record Entry(String key, String value) {}

    /** Reads the value that a parser is at; what is nested deeper than a member's list becomes JSON. */
    static ParameterText read(JsonParser parser) throws IOException {
        List<Entry> entries = new ArrayList<>();
        switch (parser.currentToken()) {
            case START_ARRAY -> {
                list("", parser, entries);
                return new ParameterText(Kind.LIST, entries);
            }
            case START_OBJECT -> {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String key = parser.currentName();
                    if (parser.nextToken() == JsonToken.START_ARRAY) {
                        list(key, parser, entries);
                    } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                        entries.add(new Entry(key, text(parser)));
                    }
                }
                return new ParameterText(Kind.OBJECT, entries);
            }
            default -> {
                entries.add(new Entry("", text(parser)));
                return new ParameterText(Kind.VALUE, entries);
            }
        }
    }

    private static void list(String key, JsonParser parser, List<Entry> entries) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            entries.add(new Entry(key, parser.currentToken() == JsonToken.VALUE_NULL ? "" : text(parser)));
        }
    }

    private static String text(JsonParser parser) throws IOException {
        return parser.currentToken().isStructStart() ? json(parser) : parser.getText();
    }

    /** The JSON of the value that a parser is at. */
    static String json(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }

    private ParameterText with(UnaryOperator<String> coding) {
        return new ParameterText(
                kind,
                entries.stream()
                        .map(one -> new Entry(coding.apply(one.key), coding.apply(one.value)))
                        .toList());
    }

    private String joined(String between, boolean exploded) {
        String within = exploded ? "=" : between;
        return entries.stream()
                .map(one -> kind == Kind.OBJECT ? one.key + within + one.value : one.value)
                .collect(Collectors.joining(between));
    }

    /** As a segment of a path, coded for it. */
    String segment(String name, String style, boolean exploded) {
        ParameterText coded = with(ParameterText::encoded);
        return switch (style) {
            case "label" -> "." + (exploded ? coded.joined(".", true) : coded.joined(",", false));
            case "matrix" ->
                exploded && kind != Kind.VALUE
                        ? coded.pairs(encoded(name), true).stream()
                                .map(one -> ";" + one)
                                .collect(Collectors.joining())
                        : ";" + encoded(name) + "=" + coded.joined(",", false);
            default -> coded.joined(",", exploded);
        };
    }

    /** As a header, uncoded. */
    String header(boolean exploded) {
        return joined(",", exploded);
    }

    /** As pairs of a query, a form or a cookie, coded for it. */
    List<String> pairs(String name, String style, boolean exploded) {
        ParameterText coded = with(ParameterText::encoded);
        String called = encoded(name);
        if (style.equals("deepObject")) {
            return coded.entries.stream()
                    .map(one -> called + "%5B" + one.key + "%5D=" + one.value)
                    .toList();
        }
        String between =
                switch (style) {
                    case "spaceDelimited" -> "%20";
                    case "pipeDelimited" -> "%7C";
                    default -> ",";
                };
        return exploded || kind == Kind.VALUE
                ? coded.pairs(called, true)
                : List.of(called + "=" + coded.joined(between, false));
    }

    private List<String> pairs(String called, boolean byTheirKeys) {
        return entries.stream()
                .map(one -> (byTheirKeys && kind == Kind.OBJECT ? one.key : called) + "=" + one.value)
                .toList();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

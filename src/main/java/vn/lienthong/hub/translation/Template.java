package vn.lienthong.hub.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with places in double braces, such as {@code {{code}}}, that are filled with values. A value is escaped as its
 * place demands, so that no value ever becomes structure; but for places such as {@code {{json:/form}}}, whose values are
 * written in the text's own grammar by whoever gives them. Immutable.
 */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** @param grammar what the whole text is */
    public static Template of(String text, Grammar grammar) {
        List<Part> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int end = 0;
        boolean quoted = false;
        while (place.find()) {
            String before = text.substring(end, place.start());
            quoted = grammar == Grammar.JSON && endsInString(before, quoted);
            parts.add(new Part(before, null, Escaping.PLAIN));
            parts.add(new Part("", place.group(1), grammar.escaping(place.group(1), quoted)));
            end = place.end();
        }
        parts.add(new Part(text.substring(end), null, Escaping.PLAIN));
        return new Template(parts);
    }

    /** The names of the places. */
    public List<String> names() {
        return parts.stream()
                .map(Part::name)
                .filter(name -> name != null)
                .distinct()
                .toList();
    }

    /**
     * Fills the places.
     *
     * @param values answers a name's value, or null where there is none
     * @throws IllegalArgumentException naming the place that has no value, or none that its grammar can carry
     */
    public String fill(UnaryOperator<@Nullable String> values) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(part.literal);
            if (part.name != null) {
                filled.append(part.escaping.apply(part.name, valueOf(part.name, values)));
            }
        }
        return filled.toString();
    }

    private static String valueOf(String name, UnaryOperator<@Nullable String> values) {
        String value = values.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("{{" + name + "}} has no value here");
        }
        return value;
    }

    private static boolean endsInString(String json, boolean startsInString) {
        boolean inString = startsInString;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' && inString) {
                i++;
            } else if (c == '"') {
                inString = !inString;
            }
        }
        return inString;
    }

    private record Part(String literal, @Nullable String name, Escaping escaping) {}

    /** What a template's whole text is, and so how values are escaped in it. */
    public enum Grammar {
        /** Text and attributes of XML. */
        XML,
        /** JSON: within quotes a value is escaped; outside, a number or true, false, null stands as it is and any other text gets quotes. */
        JSON,
        /** A path, a query or a form: all but letters, digits and {@code -._~} is percent-encoded as UTF-8. */
        URL,
        /** A header's value: one line. */
        HEADER;

        /** How the name of a place begins whose value is written in this grammar itself, and so stands as it is. */
        private String wholes() {
            return this == XML ? "xml:" : this == JSON ? "json:" : "\0";
        }

        private Escaping escaping(String name, boolean quoted) {
            if (!quoted && name.startsWith(wholes())) {
                return Escaping.PLAIN;
            }
            return switch (this) {
                case XML -> Escaping.XML;
                case JSON -> quoted ? Escaping.JSON_TEXT : Escaping.JSON_VALUE;
                case URL -> Escaping.URL;
                case HEADER -> Escaping.ONE_LINE;
            };
        }
    }
}

package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Shows a value of a definition in a message: short, on one line, and never where a secret might have been written. */
final class FoundValue {
    private static final int LONGEST = 60;
    private static final Pattern MAY_BE_SECRET = Pattern.compile(
            "/credentials/(?!kind$|digest$|kept-for$|login/(?!body|headers)).*" + "|/(?:.*/)?(?:headers/.*|body)");

    private FoundValue() {}

    static String shown(String pointer, JsonNode value) {
        if (value.isObject()) {
            return "members (name: value)";
        }
        if (value.isArray()) {
            return "a list";
        }
        if (value.isNull()) {
            return "empty";
        }
        if (MAY_BE_SECRET.matcher(pointer).matches()
                || pointer.equals("/address") && value.asText().contains("@")) {
            return value.isTextual() ? "a text not shown here" : "a value not shown here";
        }
        if (!value.isTextual()) {
            return value.asText();
        }
        return quoted(value.textValue());
    }

    static String quoted(String text) {
        return "\"" + line(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The text, short and on one line. */
    static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}

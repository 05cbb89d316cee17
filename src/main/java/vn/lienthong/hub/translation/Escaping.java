package vn.lienthong.hub.translation;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How a value is written at a place, so that it stays a value. */
enum Escaping {
    PLAIN {
        @Override
        String apply(String name, String value) {
            return value;
        }
    },
    XML {
        @Override
        String apply(String name, String value) {
            StringBuilder escaped = new StringBuilder(value.length() + 16);
            value.codePoints().forEach(c -> escaped.append(xml(name, c)));
            return escaped.toString();
        }
    },
    JSON_TEXT {
        @Override
        String apply(String name, String value) {
            return new String(JsonStringEncoder.getInstance().quoteAsString(value));
        }
    },
    JSON_VALUE {
        @Override
        String apply(String name, String value) {
            return JSON_LITERAL.matcher(value).matches() ? value : '"' + JSON_TEXT.apply(name, value) + '"';
        }
    },
    URL {
        @Override
        String apply(String name, String value) {
            StringBuilder escaped = new StringBuilder(value.length() + 16);
            for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
                if (UNRESERVED.indexOf(b) >= 0) {
                    escaped.append((char) b);
                } else {
                    escaped.append('%').append("%02X".formatted(b & 0xff));
                }
            }
            return escaped.toString();
        }
    },
    ONE_LINE {
        @Override
        String apply(String name, String value) {
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("{{" + name + "}} is filled with control characters in a header");
            }
            return value;
        }
    };

    private static final Pattern JSON_LITERAL =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?|true|false|null");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    abstract String apply(String name, String value);

    private static String xml(String name, int c) {
        if (c < ' ' && c != '\t' && c != '\n' && c != '\r'
                || c >= 0xD800 && c <= 0xDFFF
                || c == 0xFFFE
                || c == 0xFFFF) {
            throw new IllegalArgumentException("{{" + name + "}} is filled with a character that XML cannot carry");
        }
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&apos;";
            case '\t' -> "&#9;";
            case '\n' -> "&#10;";
            case '\r' -> "&#13;";
            default -> Character.toString(c);
        };
    }
}

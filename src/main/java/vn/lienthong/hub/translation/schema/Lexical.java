package vn.lienthong.hub.translation.schema;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How values of the built-in types are spelled. */
final class Lexical {
    private static final Pattern BASE64 =
            Pattern.compile("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?");

    private Lexical() {}

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static String normalised(String text, boolean collapse) {
        int odd = 0;
        for (; odd < text.length(); odd++) {
            char c = text.charAt(odd);
            if (c < ' '
                    || collapse && c == ' ' && (odd == 0 || odd == text.length() - 1 || text.charAt(odd + 1) == ' ')) {
                break;
            }
        }
        if (odd == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = isSpace(text.charAt(i)) ? ' ' : text.charAt(i);
            if (!collapse || c != ' ' || !out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(c);
            }
        }
        if (collapse && !out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    /** Whether a normalised text is a value of a type's kind, its facets aside. */
    static boolean isA(SimpleType type, String text) {
        return switch (type.kind) {
            case TEXT, LIST, UNION -> true;
            case JSON -> JsonValues.isJson(text);
            case BOOLEAN -> text.equals("true") || text.equals("false") || text.equals("1") || text.equals("0");
            case INTEGER -> Numbers.isNumber(text, false);
            case DECIMAL -> Numbers.isNumber(text, true);
            case FLOATING -> Numbers.isFloating(text);
            case TIME -> Times.isTime(type, text);
            case DURATION -> Times.isDuration(text);
            case HEX -> text.length() % 2 == 0 && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
            case BASE64 -> BASE64.matcher(compact(text)).matches();
            case QNAME -> {
                int colon = text.indexOf(':');
                yield colon < 0
                        ? isNcName(text)
                        : isNcName(text.substring(0, colon)) && isNcName(text.substring(colon + 1));
            }
        };
    }

    static boolean isNcName(String text) {
        if (text.isEmpty() || !isNameStart(text.codePointAt(0))) {
            return false;
        }
        return text.codePoints()
                .allMatch(c -> isNameStart(c)
                        || c >= '0' && c <= '9'
                        || c == '-'
                        || c == '.'
                        || c == 0xB7
                        || c >= 0x300 && c <= 0x36F
                        || c == 0x203F
                        || c == 0x2040);
    }

    private static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || c >= 0xC0 && c != 0xD7 && c != 0xF7 && c <= 0x2FF
                || c >= 0x370 && c <= 0x1FFF && c != 0x37E
                || c >= 0x200C && c <= 0x200D
                || c >= 0x2070 && c <= 0x218F
                || c >= 0x2C00 && c <= 0x2FEF
                || c >= 0x3001 && c <= 0xD7FF
                || c >= 0xF900 && c <= 0xFDCF
                || c >= 0xFDF0 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0xEFFFF;
    }

    static boolean isTrue(String text) {
        return text.equals("true") || text.equals("1");
    }

    /** Base64 without the white space it may be broken up by. */
    static String compact(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpace(text.charAt(i))) {
                return text.replaceAll("[ \t\r\n]+", "");
            }
        }
        return text;
    }

    static int octets(String base64) {
        String text = compact(base64);
        int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        return text.length() / 4 * 3 - padding;
    }

    /** A qualified name as <code>{namespace}local</code>, or just the local name where it has no namespace. */
    static String expanded(String text, SimpleType.Prefixes prefixes) {
        int colon = text.indexOf(':');
        String namespace = prefixes.namespace(colon < 0 ? "" : text.substring(0, colon));
        return namespace == null || namespace.isEmpty()
                ? text.substring(colon + 1)
                : "{" + namespace + "}" + text.substring(colon + 1);
    }

    static boolean inOrder(SimpleType.Kind kind, String first, String second, boolean orEqual) {
        int order =
                switch (kind) {
                    case INTEGER, DECIMAL -> new BigDecimal(first).compareTo(new BigDecimal(second));
                    case FLOATING -> {
                        double one = Numbers.floating(first);
                        double other = Numbers.floating(second);
                        // Not a number is in no range.
                        yield Double.isNaN(one) || Double.isNaN(other) ? 2 : Double.compare(one, other);
                    }
                    case TIME -> Times.compare(first, second);
                    case DURATION -> Times.compareDurations(first, second);
                    default -> 0;
                };
        return order < 0 || orEqual && order == 0;
    }
}

package vn.lienthong.hub.translation.schema;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** How values of the built-in types are spelled. */
final class Lexical {
    private static final DatatypeFactory DATATYPES = datatypes();
    private static final Pattern BASE64 = Pattern.compile(
            "(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/][A-Za-z0-9+/]=|[A-Za-z0-9+/]{3}=)?");
    private static final Pattern FLOATING =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
    private static final Pattern TIME_SHAPE = Pattern.compile("-?[0-9:T.\\-]+(?:Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final Map<String, QName> TIMES = Map.of(
            "dateTime", DatatypeConstants.DATETIME,
            "date", DatatypeConstants.DATE,
            "time", DatatypeConstants.TIME,
            "gYear", DatatypeConstants.GYEAR,
            "gYearMonth", DatatypeConstants.GYEARMONTH,
            "gMonth", DatatypeConstants.GMONTH,
            "gMonthDay", DatatypeConstants.GMONTHDAY,
            "gDay", DatatypeConstants.GDAY);

    private Lexical() {}

    private static DatatypeFactory datatypes() {
        try {
            return DatatypeFactory.newInstance();
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException("the JDK has no data types of XML Schema", e);
        }
    }

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
            case BOOLEAN -> text.equals("true") || text.equals("false") || text.equals("1") || text.equals("0");
            case INTEGER -> isNumber(text, false);
            case DECIMAL -> isNumber(text, true);
            case FLOATING ->
                text.equals("NaN")
                        || text.equals("INF")
                        || text.equals("-INF")
                        || FLOATING.matcher(text).matches();
            case TIME -> isTime(type, text);
            case DURATION -> isDuration(text);
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

    private static boolean isNumber(String text, boolean point) {
        int digits = 0;
        boolean fraction = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && point && !fraction) {
                fraction = true;
            } else if (i > 0 || c != '-' && c != '+') {
                return false;
            }
        }
        return digits > 0;
    }

    private static boolean isTime(SimpleType type, String text) {
        try {
            // The JDK's parser takes spaces and signs that XML Schema does not.
            return TIME_SHAPE.matcher(text).matches()
                    && DATATYPES
                            .newXMLGregorianCalendar(text)
                            .getXMLSchemaType()
                            .equals(timeOf(type));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    static @Nullable QName timeOf(SimpleType type) {
        SimpleType at = type;
        while (at != null && !at.isBuiltIn()) {
            at = (SimpleType) at.base();
        }
        QName name = at == null ? null : at.qname();
        return name == null ? null : TIMES.get(name.getLocalPart());
    }

    private static boolean isDuration(String text) {
        try {
            DATATYPES.newDuration(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
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

    static double floating(String text) {
        return switch (text) {
            case "INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
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

    /** A number in JSON's spelling: no plus, no zeros before, a digit on either side of the point. */
    static String canonical(String number) {
        int start = 0;
        boolean negative = false;
        if (!number.isEmpty() && (number.charAt(0) == '+' || number.charAt(0) == '-')) {
            negative = number.charAt(0) == '-';
            start = 1;
        }
        int end = number.length();
        for (int i = start; i < number.length(); i++) {
            if (number.charAt(i) == 'e' || number.charAt(i) == 'E') {
                end = i;
                break;
            }
        }
        int zeros = start;
        while (zeros + 1 < end && number.charAt(zeros) == '0' && number.charAt(zeros + 1) != '.') {
            zeros++;
        }
        boolean bareStart = number.charAt(zeros) == '.';
        boolean bareEnd = number.charAt(end - 1) == '.';
        if (zeros == start && !bareStart && !bareEnd && (start == 0 || negative)) {
            return number;
        }
        return (negative ? "-" : "")
                + (bareStart ? "0" : "")
                + number.substring(zeros, bareEnd ? end - 1 : end)
                + number.substring(end);
    }

    /** How many digits from the first that is not zero on. */
    static int digits(String number) {
        int count = 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9' && (count > 0 || c != '0')) {
                count++;
            }
        }
        return count;
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
                        double one = floating(first);
                        double other = floating(second);
                        // Not a number is in no range.
                        yield Double.isNaN(one) || Double.isNaN(other) ? 2 : Double.compare(one, other);
                    }
                    case TIME ->
                        compare(DATATYPES.newXMLGregorianCalendar(first), DATATYPES.newXMLGregorianCalendar(second));
                    case DURATION -> DATATYPES.newDuration(first).compare(DATATYPES.newDuration(second));
                    default -> 0;
                };
        return order < 0 || orEqual && order == 0;
    }

    private static int compare(XMLGregorianCalendar one, XMLGregorianCalendar other) {
        return one.compare(other);
    }
}

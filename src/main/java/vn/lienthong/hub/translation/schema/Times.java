package vn.lienthong.hub.translation.schema;

import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** How points in time and durations are spelled. */
final class Times {
    private static final DatatypeFactory DATATYPES = datatypes();
    private static final int NO_NUMBER = Integer.MAX_VALUE;
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

    private Times() {}

    private static DatatypeFactory datatypes() {
        try {
            return DatatypeFactory.newInstance();
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException("the JDK has no data types of XML Schema", e);
        }
    }

    static boolean isTime(SimpleType type, String text) {
        QName time = timeOf(type);
        if (DatatypeConstants.DATE.equals(time) && text.length() == 10 && isDay(text)
                || DatatypeConstants.DATETIME.equals(time) && isPlainMoment(text)) {
            return true;
        }
        try {
            // The JDK's parser takes spaces and signs that XML Schema does not.
            return TIME_SHAPE.matcher(text).matches()
                    && DATATYPES
                            .newXMLGregorianCalendar(text)
                            .getXMLSchemaType()
                            .equals(time);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    // The JDK's parser takes as long as the rest of a line of an order; most times are written in this one way.
    private static boolean isPlainMoment(String text) {
        int length = text.length();
        return (length == 19 || length == 20 && text.charAt(19) == 'Z' || length == 25 && isZone(text))
                && isDay(text)
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && number(text, 11, 2) <= 23
                && number(text, 14, 2) <= 59
                && number(text, 17, 2) <= 59;
    }

    private static boolean isZone(String text) {
        char sign = text.charAt(19);
        return (sign == '+' || sign == '-')
                && text.charAt(22) == ':'
                && number(text, 20, 2) <= 13
                && number(text, 23, 2) <= 59;
    }

    /** Whether a text begins with a day that every month and year has. */
    private static boolean isDay(String text) {
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && number(text, 0, 4) < NO_NUMBER
                && number(text, 0, 4) > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 28;
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static @Nullable QName timeOf(SimpleType type) {
        SimpleType at = type;
        while (at != null && !at.isBuiltIn()) {
            at = (SimpleType) at.base();
        }
        QName name = at == null ? null : at.qname();
        return name == null ? null : TIMES.get(name.getLocalPart());
    }

    static boolean isDuration(String text) {
        try {
            DATATYPES.newDuration(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static int compare(String one, String other) {
        return DATATYPES.newXMLGregorianCalendar(one).compare(DATATYPES.newXMLGregorianCalendar(other));
    }

    static int compareDurations(String one, String other) {
        return DATATYPES.newDuration(one).compare(DATATYPES.newDuration(other));
    }
}

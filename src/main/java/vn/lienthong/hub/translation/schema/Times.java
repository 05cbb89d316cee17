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

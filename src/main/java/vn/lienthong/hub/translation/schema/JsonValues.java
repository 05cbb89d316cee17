package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What texts are in JSON. */
final class JsonValues {
    private static final BigInteger SAFE = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);

    /** So many digits survive any reader's double. */
    private static final int SAFE_DIGITS = 15;

    private JsonValues() {}

    /** Writes a valid, normalised text. */
    static void write(SimpleType type, JsonGenerator json, String text, SimpleType.Prefixes prefixes)
            throws IOException {
        switch (type.kind) {
            case BOOLEAN -> json.writeBoolean(Lexical.isTrue(text));
            case INTEGER -> writeInteger(json, Numbers.canonical(text));
            case DECIMAL -> {
                String number = Numbers.canonical(text);
                if (Numbers.digits(number) > SAFE_DIGITS) {
                    json.writeString(number);
                } else {
                    json.writeNumber(number);
                }
            }
            case FLOATING -> {
                double value = Numbers.floating(text);
                if (Double.isFinite(value)) {
                    json.writeNumber(Numbers.canonical(text));
                } else {
                    json.writeString(Double.isNaN(value) ? "NaN" : value > 0 ? "INF" : "-INF");
                }
            }
            case BASE64 -> json.writeString(Lexical.compact(text));
            case QNAME -> json.writeString(Lexical.expanded(text, prefixes));
            case LIST -> {
                json.writeStartArray();
                for (String item : SimpleType.items(text)) {
                    write(type.item(), json, item, prefixes);
                }
                json.writeEndArray();
            }
            case UNION -> {
                SimpleType member = type.memberFor(text);
                if (member == null) {
                    json.writeString(text);
                } else {
                    write(member, json, member.normalised(text), prefixes);
                }
            }
            case TEXT, TIME, DURATION, HEX -> json.writeString(text);
        }
    }

    private static void writeInteger(JsonGenerator json, String number) throws IOException {
        boolean safe = number.length() <= SAFE_DIGITS
                || number.length() <= 17 && new BigInteger(number).abs().compareTo(SAFE) <= 0;
        if (safe) {
            json.writeNumber(number);
        } else {
            json.writeString(number);
        }
    }

    /** Whether some values are written as strings because a double could not hold them. */
    static boolean mayBeStrings(SimpleType type) {
        if (type.kind == SimpleType.Kind.FLOATING) {
            return true;
        }
        if (type.facets.totalDigits <= SAFE_DIGITS) {
            return false;
        }
        return type.kind == SimpleType.Kind.DECIMAL
                || type.kind == SimpleType.Kind.INTEGER && !(safe(type.facets.least) && safe(type.facets.most));
    }

    private static boolean safe(Facets.@Nullable Bound bound) {
        return bound != null
                && new BigDecimal(bound.text()).toBigInteger().abs().compareTo(SAFE) <= 0;
    }
}

package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What texts are in JSON. */
final class JsonValues {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100).build())
            .build();
    private static final BigInteger SAFE = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);

    /** So many digits survive any reader's double. */
    private static final int SAFE_DIGITS = 15;

    private JsonValues() {}

    /** Writes a valid, normalised text. */
    static void write(SimpleType type, JsonGenerator json, String text, SimpleType.Prefixes prefixes)
            throws IOException {
        switch (type.kind) {
            case BOOLEAN -> json.writeBoolean(Lexical.isTrue(text));
            case INTEGER -> writeInteger(type, json, Numbers.canonical(text));
            case DECIMAL -> {
                String number = Numbers.canonical(text);
                if (Numbers.digits(number) > SAFE_DIGITS && !type.alwaysNumber) {
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
            case JSON -> json.writeRawValue(text.strip());
            case TEXT, TIME, DURATION, HEX -> json.writeString(text);
        }
    }

    private static void writeInteger(SimpleType type, JsonGenerator json, String number) throws IOException {
        boolean safe = type.alwaysNumber
                || number.length() <= SAFE_DIGITS
                || number.length() <= 17 && new BigInteger(number).abs().compareTo(SAFE) <= 0;
        if (safe) {
            json.writeNumber(number);
        } else {
            json.writeString(number);
        }
    }

    /** Whether some values are written as strings because a double could not hold them. */
    static boolean mayBeStrings(SimpleType type) {
        if (type.alwaysNumber) {
            return false;
        }
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

    static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() != null && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The JSON that a parser is at, which it is left at the end of. */
    static String jsonText(JsonParser from, int longest) throws IOException {
        StringWriter text = new StringWriter();
        int depth = 0;
        try (JsonGenerator to = JSON.createGenerator(text)) {
            do {
                JsonToken token = from.currentToken();
                if (token != null && token.isNumeric()) {
                    to.writeNumber(from.getText());
                } else {
                    to.copyCurrentEvent(from);
                }
                depth += token == null ? 0 : token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0 && text.getBuffer().length() <= longest && from.nextToken() != null);
        }
        return text.toString();
    }
}

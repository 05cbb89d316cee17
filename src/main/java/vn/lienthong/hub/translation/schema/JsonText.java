package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The texts that JSON values are in XML. */
final class JsonText {
    /** No number is written out to more digits than this: 1e999999999 would fill the memory. */
    private static final int MOST_DIGITS = 1_000;

    private final boolean strict;
    private final Function<QName, String> prefixed;

    /** @param prefixed writes a name with a prefix that it declares */
    JsonText(boolean strict, Function<QName, String> prefixed) {
        this.strict = strict;
        this.prefixed = prefixed;
    }

    private record Scalar(JsonToken token, String text) {}

    /** The text of the value a parser is at, and leaves it at its end; told by its path where it has none. */
    String of(SimpleType type, JsonParser json, Object path) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            return ofList(type, json, path);
        }
        Scalar scalar = scalar(json, path, type.told());
        String text = text(type, scalar);
        if (text == null) {
            throw Untranslatable.value(path.toString(), scalar.text, expected(type, scalar));
        }
        return text;
    }

    private static String expected(SimpleType type, Scalar scalar) {
        String fault = scalar.token == JsonToken.VALUE_STRING && type.kind == SimpleType.Kind.TEXT
                ? type.fault(scalar.text)
                : null;
        return fault != null ? fault : type.told();
    }

    private static Scalar scalar(JsonParser json, Object path, String expected) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            String found = token == JsonToken.VALUE_NULL
                    ? "is null"
                    : token == JsonToken.START_OBJECT ? "is an object" : "is a list";
            throw Untranslatable.structure(path.toString(), found, expected);
        }
        return new Scalar(token, json.getText());
    }

    private String ofList(SimpleType type, JsonParser json, Object path) throws IOException {
        List<SimpleType> lists = type.kind == SimpleType.Kind.LIST
                ? List.of(type)
                : type.kind == SimpleType.Kind.UNION
                        ? type.members().stream()
                                .filter(member -> member.kind == SimpleType.Kind.LIST)
                                .toList()
                        : List.of();
        if (lists.isEmpty()) {
            throw Untranslatable.structure(path.toString(), "is a list", type.told());
        }
        List<Scalar> scalars = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            scalars.add(scalar(json, path, type.told()));
        }
        for (SimpleType list : lists) {
            List<@Nullable String> items =
                    scalars.stream().map(one -> item(list, one)).collect(Collectors.toCollection(ArrayList::new));
            String text = items.contains(null)
                    ? null
                    : String.join(" ", items.stream().map(String::valueOf).toList());
            if (text != null && list.fault(text) == null && type.fault(text) == null) {
                return text;
            }
        }
        throw Untranslatable.value(
                path.toString(), scalars.stream().map(Scalar::text).collect(Collectors.joining(" ")), type.told());
    }

    private @Nullable String item(SimpleType list, Scalar scalar) {
        String text = text(list.item(), scalar);
        // White space would make it two items, nothing at all none.
        return text == null || text.isEmpty() || text.chars().anyMatch(c -> Lexical.isSpace((char) c)) ? null : text;
    }

    private @Nullable String text(SimpleType type, Scalar scalar) {
        if (type.kind == SimpleType.Kind.UNION) {
            for (SimpleType member : type.members()) {
                String text = member.kind == SimpleType.Kind.LIST ? null : text(member, scalar);
                if (text != null && type.fault(text) == null) {
                    return text;
                }
            }
            return null;
        }
        String written = scalar.token == JsonToken.VALUE_STRING
                ? string(type, scalar.text)
                : scalar.token.isNumeric() ? number(type, scalar.text) : bool(type, scalar.text);
        if (written == null) {
            return null;
        }
        String text = type.normalised(written);
        return type.fault(text) == null ? text : null;
    }

    private @Nullable String string(SimpleType type, String text) {
        return switch (type.kind) {
            case BOOLEAN -> strict ? null : text;
            case INTEGER, DECIMAL -> strict && !JsonValues.mayBeStrings(type) ? null : text;
            case FLOATING -> strict && !text.equals("NaN") && !text.equals("INF") && !text.equals("-INF") ? null : text;
            case QNAME -> {
                QName name = Entries.name(text);
                yield name == null ? null : prefixed.apply(name);
            }
            case LIST, UNION -> null;
            default -> text;
        };
    }

    private @Nullable String number(SimpleType type, String text) {
        return switch (type.kind) {
            case INTEGER -> plain(text, true);
            case DECIMAL -> plain(text, false);
            case FLOATING -> text;
            case BOOLEAN, LIST, UNION, QNAME -> null;
            default -> strict ? null : text;
        };
    }

    private @Nullable String bool(SimpleType type, String text) {
        return type.kind == SimpleType.Kind.BOOLEAN || !strict && type.kind == SimpleType.Kind.TEXT ? text : null;
    }

    private static @Nullable String plain(String number, boolean whole) {
        boolean exponent = number.indexOf('e') >= 0 || number.indexOf('E') >= 0;
        if (!exponent && (!whole || number.indexOf('.') < 0)) {
            return number;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            if (Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS) {
                return null;
            }
            return whole ? value.toBigIntegerExact().toString() : value.toPlainString();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}

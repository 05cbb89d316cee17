package vn.lienthong.hub.translation.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.Facets.Bound;
import vn.lienthong.hub.translation.schema.Facets.Shape;
import vn.lienthong.hub.translation.schema.SimpleType.Kind;
import vn.lienthong.hub.translation.schema.SimpleType.Space;

/** The simple types that XML Schema itself declares. */
final class BuiltInTypes {
    private static final Map<String, SimpleType> BY_NAME = new HashMap<>();
    static final SimpleType ANY_SIMPLE = new SimpleType(name("anySimpleType"), Kind.TEXT, Space.PRESERVE);

    static {
        BY_NAME.put("anySimpleType", ANY_SIMPLE);
        primitive("string", Kind.TEXT, Space.PRESERVE);
        primitive("boolean", Kind.BOOLEAN, Space.COLLAPSE);
        primitive("decimal", Kind.DECIMAL, Space.COLLAPSE);
        primitive("float", Kind.FLOATING, Space.COLLAPSE);
        primitive("double", Kind.FLOATING, Space.COLLAPSE);
        primitive("duration", Kind.DURATION, Space.COLLAPSE);
        List.of("dateTime", "time", "date", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth")
                .forEach(time -> primitive(time, Kind.TIME, Space.COLLAPSE));
        primitive("hexBinary", Kind.HEX, Space.COLLAPSE);
        primitive("base64Binary", Kind.BASE64, Space.COLLAPSE);
        primitive("anyURI", Kind.TEXT, Space.COLLAPSE);
        primitive("QName", Kind.QNAME, Space.COLLAPSE);
        primitive("NOTATION", Kind.QNAME, Space.COLLAPSE);
        integers();
        texts();
        list("NMTOKENS", "NMTOKEN");
        list("IDREFS", "IDREF");
        list("ENTITIES", "ENTITY");
    }

    private BuiltInTypes() {}

    static @Nullable SimpleType named(String local) {
        return BY_NAME.get(local);
    }

    private static void integers() {
        SimpleType integer = new SimpleType(name("integer"), Kind.INTEGER, Space.COLLAPSE, get("decimal"), List.of());
        BY_NAME.put("integer", integer);
        integer("nonPositiveInteger", "integer", null, "0");
        integer("negativeInteger", "nonPositiveInteger", null, "-1");
        integer("long", "integer", "-9223372036854775808", "9223372036854775807");
        integer("int", "long", "-2147483648", "2147483647");
        integer("short", "int", "-32768", "32767");
        integer("byte", "short", "-128", "127");
        integer("nonNegativeInteger", "integer", "0", null);
        integer("unsignedLong", "nonNegativeInteger", "0", "18446744073709551615");
        integer("unsignedInt", "unsignedLong", "0", "4294967295");
        integer("unsignedShort", "unsignedInt", "0", "65535");
        integer("unsignedByte", "unsignedShort", "0", "255");
        integer("positiveInteger", "nonNegativeInteger", "1", null);
    }

    private static void texts() {
        derived("normalizedString", "string", null).space = Space.REPLACE;
        derived("token", "normalizedString", null).space = Space.COLLAPSE;
        derived("language", "token", "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*");
        derived("NMTOKEN", "token", "[\\p{L}\\p{Nl}_:\\p{M}\\p{Nd}.\u00B7\\-]+");
        derived("Name", "token", "[\\p{L}\\p{Nl}_:][\\p{L}\\p{Nl}_:\\p{M}\\p{Nd}.\u00B7\\-]*");
        derived("NCName", "Name", "[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}_\\p{M}\\p{Nd}.\u00B7\\-]*");
        derived("ID", "NCName", null);
        derived("IDREF", "NCName", null);
        derived("ENTITY", "NCName", null);
    }

    private static QName name(String local) {
        return new QName(SchemaNode.XSD, local);
    }

    private static SimpleType get(String local) {
        SimpleType type = BY_NAME.get(local);
        if (type == null) {
            throw new IllegalStateException("xs:" + local + " is not declared yet");
        }
        return type;
    }

    private static void primitive(String local, Kind kind, Space space) {
        BY_NAME.put(local, new SimpleType(name(local), kind, space, ANY_SIMPLE, List.of()));
    }

    private static SimpleType derived(String local, String base, @Nullable String pattern) {
        SimpleType type = get(base).restricted(name(local));
        if (pattern != null) {
            type.facets.patterns.add(List.of(new Shape(pattern, Pattern.compile(pattern))));
        }
        BY_NAME.put(local, type);
        return type;
    }

    private static void integer(String local, String base, @Nullable String least, @Nullable String most) {
        SimpleType type = derived(local, base, null);
        type.facets.least = least == null ? type.facets.least : new Bound(least, true);
        type.facets.most = most == null ? type.facets.most : new Bound(most, true);
    }

    private static void list(String local, String item) {
        SimpleType type = new SimpleType(name(local), Kind.LIST, Space.COLLAPSE, ANY_SIMPLE, List.of(get(item)));
        type.facets.minLength = 1;
        BY_NAME.put(local, type);
    }
}

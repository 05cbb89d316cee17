package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The simple types of schemas of texts, numbers and booleans. */
final class XsdValues {
    /** Types that every derived schema declares: JSON as a text, and numbers and dates as JSON has them. */
    static final String SHARED =
            """
            <xs:simpleType name="json-value" json:as="json"><xs:annotation><xs:documentation>Any value, as JSON.</xs:documentation></xs:annotation>\
            <xs:restriction base="xs:string"/></xs:simpleType>
            <xs:simpleType name="json-integer" json:as="number"><xs:restriction base="xs:integer"/></xs:simpleType>
            <xs:simpleType name="json-long" json:as="number"><xs:restriction base="xs:long"/></xs:simpleType>
            <xs:simpleType name="json-number" json:as="number"><xs:restriction base="xs:decimal"/></xs:simpleType>
            <xs:simpleType name="json-float" json:as="number"><xs:restriction base="xs:float"/></xs:simpleType>
            <xs:simpleType name="json-double" json:as="number"><xs:restriction base="xs:double"/></xs:simpleType>
            <xs:simpleType name="json-date"><xs:restriction base="xs:date"><xs:pattern value="[0-9]{4}-[0-9]{2}-[0-9]{2}"/></xs:restriction></xs:simpleType>
            <xs:simpleType name="json-date-time"><xs:restriction base="xs:dateTime"><xs:pattern value="[0-9]{4}-.*(Z|[+\\-][0-9]{2}:[0-9]{2})"/></xs:restriction></xs:simpleType>
            """;

    static final List<String> SHARED_NAMES = List.of(
            "json-value",
            "json-integer",
            "json-long",
            "json-number",
            "json-float",
            "json-double",
            "json-date",
            "json-date-time");

    private static final Map<String, String> FORMATS = Map.of(
            "integer", "t:json-integer",
            "integer/int32", "xs:int",
            "integer/int64", "t:json-long",
            "number", "t:json-number",
            "number/float", "t:json-float",
            "number/double", "t:json-double",
            "string/date", "t:json-date",
            "string/date-time", "t:json-date-time",
            "string/byte", "xs:base64Binary",
            "boolean", "xs:boolean");

    private XsdValues() {}

    /** The type that stands behind a type of JSON and a format. */
    static String base(ApiSchema schema, String type) {
        if (type.equals("string") && "base64".equals(schema.rule("contentEncoding"))) {
            return "xs:base64Binary";
        }
        String format = schema.rule("format");
        String plain = FORMATS.getOrDefault(type, "xs:string");
        return format == null ? plain : FORMATS.getOrDefault(type + "/" + format, plain);
    }

    /** The facets of a schema; nothing where its base says it all. */
    static String facets(ApiSchema schema, String type) {
        Markup facets = new Markup();
        boolean text = base(schema, type).equals("xs:string");
        if (text) {
            facet(facets, "minLength", schema.rule("minLength"));
            facet(facets, "maxLength", schema.rule("maxLength"));
            String pattern = schema.rule("pattern");
            facet(facets, "pattern", pattern == null ? null : EcmaPattern.xsd(pattern));
        }
        if (type.equals("integer") || type.equals("number")) {
            bounds(facets, schema, type.equals("integer"));
        }
        if (schema.values() != null && (text || type.equals("integer") || type.equals("number"))) {
            schema.values().stream()
                    .filter(value -> value.isTextual() == text)
                    .forEach(value -> facet(facets, "enumeration", text(value)));
        }
        return facets.toString();
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    private static void bounds(Markup facets, ApiSchema schema, boolean whole) {
        boolean least = "true".equals(schema.rule("exclusiveMinimum"));
        boolean most = "true".equals(schema.rule("exclusiveMaximum"));
        bound(facets, least ? "minExclusive" : "minInclusive", schema.rule("minimum"), whole);
        bound(facets, most ? "maxExclusive" : "maxInclusive", schema.rule("maximum"), whole);
        if (schema.rule("minimum") == null) {
            bound(facets, "minExclusive", schema.rule("exclusiveMinimum"), whole);
        }
        if (schema.rule("maximum") == null) {
            bound(facets, "maxExclusive", schema.rule("exclusiveMaximum"), whole);
        }
    }

    // A bound of whole numbers that is not whole, or one that is a word, XML Schema could not say.
    private static void bound(Markup facets, String facet, @Nullable String value, boolean whole) {
        if (value != null && value.matches(whole ? "-?[0-9]+" : "-?[0-9]+([.][0-9]+)?")) {
            facet(facets, facet, value);
        }
    }

    private static void facet(Markup facets, String facet, @Nullable String value) {
        if (value != null) {
            facets.empty("xs:" + facet, "value", value);
        }
    }
}

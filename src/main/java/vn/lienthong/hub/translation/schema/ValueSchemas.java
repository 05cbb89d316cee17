package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of simple types. */
final class ValueSchemas {
    private ValueSchemas() {}

    static ObjectNode of(SimpleType type) {
        ObjectNode schema = JsonSchemas.NODES.objectNode();
        switch (type.kind) {
            case BOOLEAN -> schema.put("type", "boolean");
            case INTEGER, DECIMAL, FLOATING -> number(type, schema);
            case LIST -> {
                schema.put("type", "array");
                schema.set("items", of(type.item()));
                length(type, schema, "minItems", "maxItems");
            }
            case UNION -> {
                ArrayNode forms = schema.putArray("anyOf");
                type.members().forEach(member -> forms.add(of(member)));
            }
            case JSON -> {
                // Anything at all.
            }
            case TEXT, TIME, DURATION, HEX, BASE64, QNAME -> text(type, schema);
        }
        return schema;
    }

    private static void number(SimpleType type, ObjectNode schema) {
        String json = type.kind == SimpleType.Kind.INTEGER ? "integer" : "number";
        if (JsonValues.mayBeStrings(type)) {
            schema.putArray("type").add(json).add("string");
            schema.put(
                    "pattern",
                    switch (type.kind) {
                        case INTEGER -> "^-?[0-9]+$";
                        case DECIMAL -> "^-?[0-9]+([.][0-9]+)?$";
                        default -> "^(NaN|-?INF)$";
                    });
            schema.put(
                    "description",
                    switch (type.kind) {
                        case INTEGER -> "A number; beyond ±(2^53 − 1) a text of digits.";
                        case DECIMAL -> "A number; with more than 15 digits a text of digits.";
                        default -> "A number, or one of the texts NaN, INF and -INF.";
                    });
        } else {
            schema.put("type", json);
        }
        bound(type.facets.least, schema, "minimum", "exclusiveMinimum");
        bound(type.facets.most, schema, "maximum", "exclusiveMaximum");
    }

    private static void bound(Facets.@Nullable Bound bound, ObjectNode schema, String inclusive, String exclusive) {
        // A float's bound may be INF, which bounds nothing.
        if (bound != null && !bound.text().contains("INF") && !bound.text().equals("NaN")) {
            schema.put(bound.inclusive() ? inclusive : exclusive, new BigDecimal(bound.text()));
        }
    }

    private static void text(SimpleType type, ObjectNode schema) {
        schema.put("type", "string");
        if (type.kind == SimpleType.Kind.BASE64) {
            schema.put("contentEncoding", "base64");
        }
        if (type.kind != SimpleType.Kind.TEXT) {
            QName time = Times.timeOf(type);
            if (type.kind == SimpleType.Kind.TIME && time != null) {
                schema.put("$comment", "xs:" + time.getLocalPart() + ", as in ISO 8601");
            }
            return;
        }
        length(type, schema, "minLength", "maxLength");
        if (!type.facets.enumeration.isEmpty()) {
            ArrayNode values = schema.putArray("enum");
            type.facets.enumeration.forEach(values::add);
        }
        for (var shapes : type.facets.patterns) {
            String pattern = shapes.size() == 1 ? XsdPattern.ecma(shapes.get(0).xsd()) : null;
            if (pattern != null) {
                schema.put("pattern", pattern);
            }
        }
    }

    private static void length(SimpleType type, ObjectNode schema, String least, String most) {
        if (type.facets.minLength > 0) {
            schema.put(least, type.facets.minLength);
        }
        if (type.facets.maxLength < Integer.MAX_VALUE) {
            schema.put(most, type.facets.maxLength);
        }
    }
}

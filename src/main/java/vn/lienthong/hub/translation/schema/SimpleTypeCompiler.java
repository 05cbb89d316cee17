package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.SchemaComponents.Document;

/** Makes the plans of simple types. */
final class SimpleTypeCompiler {
    private final PlanCompiler plans;

    SimpleTypeCompiler(PlanCompiler plans) {
        this.plans = plans;
    }

    SimpleType simple(@Nullable QName name, SchemaNode node, Document document) {
        SchemaNode list = node.child("list");
        if (list != null) {
            return new SimpleType(
                    name,
                    SimpleType.Kind.LIST,
                    SimpleType.Space.COLLAPSE,
                    BuiltInTypes.ANY_SIMPLE,
                    List.of(inner(list, "itemType", document)));
        }
        SchemaNode union = node.child("union");
        if (union != null) {
            List<SimpleType> members = new ArrayList<>();
            for (String member : union.get("memberTypes", "").strip().split("\\s+")) {
                if (!member.isEmpty()) {
                    members.add(simpleNamed(document, union, member));
                }
            }
            union.children().stream()
                    .filter(child -> child.is("simpleType"))
                    .forEach(child -> members.add(simple(null, child, document)));
            return new SimpleType(
                    name, SimpleType.Kind.UNION, SimpleType.Space.PRESERVE, BuiltInTypes.ANY_SIMPLE, members);
        }
        SchemaNode restriction = node.child("restriction");
        if (restriction == null) {
            return BuiltInTypes.ANY_SIMPLE;
        }
        JsonHints.Form form = JsonHints.form(node);
        SimpleType base = inner(restriction, "base", document);
        if (form == JsonHints.Form.JSON) {
            return new SimpleType(name, SimpleType.Kind.JSON, SimpleType.Space.PRESERVE, base, List.of());
        }
        SimpleType type = base.restricted(name);
        type.alwaysNumber |= form == JsonHints.Form.NUMBER;
        facets(type, restriction, document);
        return type;
    }

    /** The type that an attribute names or a child declares. */
    SimpleType inner(SchemaNode node, String attribute, Document document) {
        String named = node.get(attribute);
        SchemaNode inner = node.child("simpleType");
        return named != null
                ? simpleNamed(document, node, named)
                : inner != null ? simple(null, inner, document) : BuiltInTypes.ANY_SIMPLE;
    }

    private SimpleType simpleNamed(Document document, SchemaNode at, String written) {
        return plans.type(document.name(at, written), at) instanceof SimpleType simple
                ? simple
                : BuiltInTypes.ANY_SIMPLE;
    }

    static void facets(SimpleType type, SchemaNode restriction, Document document) {
        List<Facets.Shape> shapes = new ArrayList<>();
        Set<String> values = new LinkedHashSet<>();
        for (SchemaNode facet : restriction.children()) {
            String value = facet.get("value", "");
            switch (facet.is(facet.local()) ? facet.local() : "") {
                case "enumeration" -> values.add(type.normalised(value));
                case "pattern" -> shapes.add(new Facets.Shape(value, XsdPattern.compile(facet, value)));
                case "length" -> {
                    type.facets.minLength = bounded(value);
                    type.facets.maxLength = type.facets.minLength;
                }
                case "minLength" -> type.facets.minLength = bounded(value);
                case "maxLength" -> type.facets.maxLength = bounded(value);
                case "totalDigits" -> type.facets.totalDigits = bounded(value);
                case "fractionDigits" -> type.facets.fractionDigits = bounded(value);
                case "minInclusive" -> type.facets.least = new Facets.Bound(type.normalised(value), true);
                case "minExclusive" -> type.facets.least = new Facets.Bound(type.normalised(value), false);
                case "maxInclusive" -> type.facets.most = new Facets.Bound(type.normalised(value), true);
                case "maxExclusive" -> type.facets.most = new Facets.Bound(type.normalised(value), false);
                case "whiteSpace" ->
                    type.space = SimpleType.Space.valueOf(value.strip().toUpperCase(java.util.Locale.ROOT));
                default -> {}
            }
        }
        if (!values.isEmpty()) {
            type.facets.enumeration.clear();
            type.facets.enumeration.addAll(values);
        }
        if (!shapes.isEmpty()) {
            type.facets.patterns.add(List.copyOf(shapes));
        }
    }

    static int bounded(String number) {
        String digits = number.strip();
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}

package vn.lienthong.hub.translation.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types of XML Schema that stand for schemas of JSON, each declared once, by name. */
final class XsdTypes {
    private static final String ANY = "t:json-value";

    private final ApiDocuments documents;
    private final SchemaFacts facts;
    private final XmlNames names = new XmlNames();
    private final Map<String, String> known = new HashMap<>();
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private final Markup declared = new Markup();

    XsdTypes(ApiDocuments documents) {
        this.documents = documents;
        this.facts = new SchemaFacts(documents);
        XsdValues.SHARED_NAMES.forEach(names::free);
    }

    /** All types asked for so far, and those they need. */
    String declared() {
        while (!pending.isEmpty()) {
            pending.remove().run();
        }
        return XsdValues.SHARED + declared;
    }

    /**
     * An element for a schema.
     *
     * @param name its name, which has to be one in XML
     * @param member what it is called in JSON
     * @param owner what the type is called after, where it has no name of its own
     */
    void element(Markup into, String name, String member, ApiNode schema, boolean required, String owner) {
        ApiSchema facts = facts(schema);
        into.open(
                "xs:element",
                "name",
                name,
                "type",
                type(schema, XmlNames.joined(owner, name)),
                "minOccurs",
                required ? null : "0",
                "nillable",
                facts.nullable() || isAnything(facts) ? "true" : null,
                "json:name",
                name.equals(member) ? null : member);
        into.documentation(facts.description(), "xs").close("xs:element");
    }

    private ApiSchema facts(ApiNode schema) {
        return facts.of(schema);
    }

    private static boolean isAnything(ApiSchema schema) {
        return schema.types().isEmpty() && schema.alternatives().isEmpty() && !isOfOneKind(schema);
    }

    // An enumeration without a type has that of its values.
    private static boolean isOfOneKind(ApiSchema schema) {
        return schema.values() != null
                && !schema.values().isEmpty()
                && schema.values().stream().allMatch(com.fasterxml.jackson.databind.JsonNode::isTextual);
    }

    /** The name of the type for a schema, with its prefix. */
    String type(ApiNode schema, String suggested) {
        boolean reference = schema.text("$ref") != null && schema.json().size() == 1;
        ApiNode target = reference ? documents.follow(schema) : schema;
        String name = reference && target.pointer().lastIndexOf('/') >= 0
                ? target.pointer().substring(target.pointer().lastIndexOf('/') + 1)
                : suggested;
        return type(target.key(), facts(target), name);
    }

    private String type(String key, ApiSchema schema, String suggested) {
        String already = known.get(key);
        if (already != null) {
            return already;
        }
        if (isAnything(schema)) {
            return ANY;
        }
        if (!schema.alternatives().isEmpty() || schema.types().size() > 1) {
            return named(key, suggested, (name, into) -> either(name, into, schema, key));
        }
        String type =
                schema.types().isEmpty() ? "string" : schema.types().iterator().next();
        return switch (type) {
            case "object" -> named(key, suggested, (name, into) -> object(name, into, schema));
            case "array" -> named(key, suggested, (name, into) -> list(name, into, schema));
            default -> value(key, schema, type, suggested);
        };
    }

    private interface Declaration {
        void write(String name, Markup into);
    }

    // A type may hold itself, so it is known before it is written.
    private String named(String key, String suggested, Declaration declaration) {
        String name = names.free(suggested);
        known.put(key, "t:" + name);
        pending.add(() -> declaration.write(name, declared));
        return "t:" + name;
    }

    private String value(String key, ApiSchema schema, String type, String suggested) {
        boolean odd = schema.values() != null
                && schema.values().stream().anyMatch(value -> type.equals("string") != value.isTextual())
                && !type.equals("boolean")
                && schema.values().stream().anyMatch(value -> !value.isNumber());
        if (odd) {
            return ANY;
        }
        String base = XsdValues.base(schema, type);
        String facets = XsdValues.facets(schema, type);
        if (facets.isEmpty()) {
            known.put(key, base);
            return base;
        }
        return named(key, suggested, (name, into) -> into.open("xs:simpleType", "name", name)
                .documentation(schema.description(), "xs")
                .open("xs:restriction", "base", base)
                .raw(facets)
                .close("xs:restriction")
                .close("xs:simpleType"));
    }

    private void object(String name, Markup into, ApiSchema schema) {
        into.open("xs:complexType", "name", name).documentation(schema.description(), "xs");
        into.open("xs:sequence");
        XmlNames members = new XmlNames();
        schema.properties().forEach((member, property) -> {
            ApiNode target = documents.follow(property);
            boolean oneWay = target.isTrue("readOnly") || target.isTrue("writeOnly");
            boolean required = schema.required().contains(member) && !oneWay;
            element(into, members.free(member), member, property, required, name);
        });
        entries(into, schema, members.free("entry"), name);
        into.close("xs:sequence").close("xs:complexType");
    }

    private void entries(Markup into, ApiSchema schema, String element, String owner) {
        ApiNode additional = schema.additional();
        boolean closed = additional == null
                ? !schema.properties().isEmpty()
                : additional.json().isBoolean() && !additional.json().asBoolean();
        if (closed) {
            return;
        }
        into.open("xs:element", "name", element, "minOccurs", "0", "maxOccurs", "unbounded", "json:as", "entry");
        into.open("xs:complexType").open("xs:sequence").empty("xs:element", "name", "key", "type", "xs:string");
        if (additional == null || additional.json().isBoolean()) {
            into.empty("xs:element", "name", "value", "type", ANY, "nillable", "true");
        } else {
            element(into, "value", "value", additional, true, owner);
        }
        into.close("xs:sequence").close("xs:complexType").close("xs:element");
    }

    private void list(String name, Markup into, ApiSchema schema) {
        ApiNode items = schema.items();
        String most = schema.rule("maxItems");
        into.open("xs:complexType", "name", name, "json:as", "list").documentation(schema.description(), "xs");
        into.open("xs:sequence");
        boolean anything = items == null || items.json().isBoolean();
        into.empty(
                "xs:element",
                "name",
                "item",
                "type",
                anything || items == null ? ANY : type(items, XmlNames.joined(name, "item")),
                "minOccurs",
                schema.rule("minItems") == null ? "0" : schema.rule("minItems"),
                "maxOccurs",
                most == null ? "unbounded" : most,
                "nillable",
                anything || items == null || facts(items).nullable() || isAnything(facts(items)) ? "true" : null);
        into.close("xs:sequence").close("xs:complexType");
    }

    private void either(String name, Markup into, ApiSchema schema, String key) {
        ApiNode told = schema.discriminator();
        Map<String, String> by = told == null ? Map.of() : Discriminator.values(documents, told);
        into.open(
                "xs:complexType",
                "name",
                name,
                "json:as",
                "either",
                "json:told-by",
                told == null ? null : told.text("propertyName"));
        into.documentation(schema.description(), "xs").open("xs:choice");
        XmlNames elements = new XmlNames();
        if (schema.alternatives().isEmpty()) {
            for (String type : schema.types()) {
                ApiSchema one = schema.only(Set.of(type));
                alternative(into, elements.free(type), type(key + " " + type, one, XmlNames.joined(name, type)), null);
            }
        }
        for (ApiNode alternative : schema.alternatives()) {
            String called = called(alternative, facts(alternative));
            ApiSchema together = schema.only(schema.types()).and(facts(alternative));
            boolean alone = schema.properties().isEmpty() && schema.required().isEmpty();
            String type = alone
                    ? type(alternative, XmlNames.joined(name, called))
                    : type(key + " " + alternative.key(), together, XmlNames.joined(name, called));
            alternative(
                    into,
                    elements.free(called),
                    type,
                    told == null
                            ? null
                            : by.getOrDefault(documents.follow(alternative).key(), called));
        }
        into.close("xs:choice").close("xs:complexType");
    }

    private static void alternative(Markup into, String element, String type, @Nullable String by) {
        into.empty("xs:element", "name", element, "type", type, "json:by", by);
    }

    private static String called(ApiNode alternative, ApiSchema schema) {
        String reference = alternative.text("$ref");
        if (reference != null) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        return alternative.text(
                "title",
                schema.types().isEmpty() ? "value" : schema.types().iterator().next());
    }
}

package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The JSON Schema (2020-12) of an element's JSON, made from the same plan as the JSON itself. */
final class JsonSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final String ANYTHING = "anything";

    private final Plan plan;
    private final String references;
    private final Map<ComplexType, String> names = new LinkedHashMap<>();
    private final Deque<ComplexType> pending = new ArrayDeque<>();

    private JsonSchemas(Plan plan, String references) {
        this.plan = plan;
        this.references = references;
    }

    static ObjectNode of(Plan plan, ElementPlan element) {
        JsonSchemas schemas = new JsonSchemas(plan, "#/$defs/");
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", element.name.getLocalPart());
        root.setAll(schemas.element(element));
        root.set("$defs", schemas.definitions());
        return root;
    }

    /** What several elements need together; those themselves are given by their names, and are not in it. */
    static ObjectNode of(Plan plan, Map<QName, ElementPlan> elements, String references, Map<QName, ObjectNode> own) {
        JsonSchemas schemas = new JsonSchemas(plan, references);
        elements.forEach((name, element) -> own.put(name, schemas.element(element)));
        return schemas.definitions();
    }

    private ObjectNode definitions() {
        ObjectNode definitions = NODES.objectNode();
        while (!pending.isEmpty()) {
            ComplexType type = pending.remove();
            definitions.set(name(type), object(type));
        }
        definitions.set(ANYTHING, NODES.objectNode());
        return definitions;
    }

    private String name(ComplexType type) {
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        // What a reference may hold without escapes.
        String name = type.qname() == null
                ? "type-" + (names.size() + 1)
                : plan.member(type).replaceAll("[^A-Za-z0-9._-]", "_");
        String free = names.containsValue(name) || name.equals(ANYTHING) ? name + "-" + (names.size() + 1) : name;
        names.put(type, free);
        pending.add(type);
        return free;
    }

    private ObjectNode element(ElementPlan element) {
        ObjectNode schema = type(element.type());
        if (element.nillable) {
            ObjectNode nullable = NODES.objectNode();
            nullable.putArray("anyOf").add(schema).add(NODES.objectNode().put("type", "null"));
            schema = nullable;
        }
        if (element.documentation != null) {
            schema.put("description", element.documentation);
        }
        return schema;
    }

    private ObjectNode type(TypePlan type) {
        if (type == ComplexType.ANYTHING) {
            return NODES.objectNode().put("$ref", references + ANYTHING);
        }
        ObjectNode own = type instanceof ComplexType complex
                ? NODES.objectNode().put("$ref", references + name(complex))
                : value((SimpleType) type);
        if (!plan.mayBeAnother(type)) {
            return own;
        }
        ArrayNode forms = NODES.arrayNode();
        if (!type.isAbstract()) {
            forms.add(own);
        }
        for (TypePlan other : plan.typesByMember().values()) {
            if (other != type && other.isA(type) && !other.isAbstract()) {
                forms.add(named(other));
            }
        }
        if (type instanceof SimpleType) {
            // A type of XML Schema may be named as well; which of them are derived is XML Schema's to know.
            ObjectNode builtIn = NODES.objectNode().put("type", "object");
            builtIn.putObject("properties")
                    .putObject("#type")
                    .put("type", "string")
                    .put("pattern", "^xs:");
            builtIn.putArray("required").add("#type").add("#text");
            forms.add(builtIn);
        }
        ObjectNode any = NODES.objectNode();
        any.set("anyOf", forms);
        return any;
    }

    /** The object of a type that is not the declared one. */
    private ObjectNode named(TypePlan type) {
        ObjectNode schema = NODES.objectNode();
        ObjectNode named = NODES.objectNode();
        ObjectNode properties = named.putObject("properties");
        properties.putObject("#type").put("const", plan.member(type));
        ArrayNode required = named.putArray("required").add("#type");
        if (type instanceof ComplexType complex) {
            schema.putArray("allOf")
                    .add(NODES.objectNode().put("$ref", references + name(complex)))
                    .add(named);
            return schema;
        }
        properties.set("#text", value((SimpleType) type));
        required.add("#text");
        return named.put("type", "object");
    }

    private ObjectNode object(ComplexType type) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        if (type.documentation != null) {
            schema.put("description", type.documentation);
        }
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        properties.putObject("#type").put("type", "string");
        properties.putObject("#nil").put("type", "boolean");
        for (AttributePlan attribute : type.attributes.values()) {
            String member = type.member(attribute.name());
            ObjectNode value = value(attribute.type());
            if (attribute.documentation() != null) {
                value.put("description", attribute.documentation());
            }
            properties.set(member, value);
            if (attribute.required()) {
                required.add(member);
            }
        }
        if (type.text != null) {
            properties.set("#text", value(type.text));
        }
        for (Slot slot : type.slots()) {
            properties.set(slot.json, slot(type, slot));
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (type.anyAttribute != null) {
            schema.putObject("patternProperties").putObject("^@");
        }
        return schema.put("additionalProperties", false);
    }

    private ObjectNode slot(ComplexType type, Slot slot) {
        ObjectNode item =
                slot.kind == Slot.Kind.ELEMENT && slot.element != null ? element(slot.element) : item(type, slot);
        if (!slot.list) {
            return item;
        }
        ObjectNode list = NODES.objectNode().put("type", "array");
        list.set("items", item);
        if (slot.max != Particle.UNBOUNDED) {
            list.put("maxItems", slot.max);
        }
        return list;
    }

    private ObjectNode item(ComplexType type, Slot slot) {
        ObjectNode object =
                NODES.objectNode().put("type", "object").put("minProperties", 1).put("maxProperties", 1);
        ObjectNode properties = object.putObject("properties");
        slot.entries.byJson().forEach((member, element) -> properties.set(member, element(element)));
        if (slot.entries.wildcard() == null) {
            object.put("additionalProperties", false);
        }
        if (!type.mixed) {
            return object;
        }
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(NODES.objectNode().put("type", "string")).add(object);
        return either;
    }

    private static ObjectNode value(SimpleType type) {
        ObjectNode schema = NODES.objectNode();
        switch (type.kind) {
            case BOOLEAN -> schema.put("type", "boolean");
            case INTEGER, DECIMAL, FLOATING -> number(type, schema);
            case LIST -> {
                schema.put("type", "array");
                schema.set("items", value(type.item()));
                length(type, schema, "minItems", "maxItems");
            }
            case UNION -> {
                ArrayNode forms = schema.putArray("anyOf");
                type.members().forEach(member -> forms.add(value(member)));
            }
            case TEXT, TIME, DURATION, HEX, BASE64, QNAME -> text(type, schema);
        }
        return schema;
    }

    private static void number(SimpleType type, ObjectNode schema) {
        String json = type.kind == SimpleType.Kind.INTEGER ? "integer" : "number";
        if (type.mayBeString()) {
            schema.putArray("type").add(json).add("string");
            schema.put(
                    "pattern",
                    switch (type.kind) {
                        case INTEGER -> "^-?[0-9]+$";
                        case DECIMAL -> "^-?[0-9]+([.][0-9]+)?$";
                        default -> "^(NaN|-?INF)$";
                    });
        } else {
            schema.put("type", json);
        }
        bound(type.least, schema, "minimum", "exclusiveMinimum");
        bound(type.most, schema, "maximum", "exclusiveMaximum");
    }

    private static void bound(SimpleType.@Nullable Bound bound, ObjectNode schema, String inclusive, String exclusive) {
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
            QName time = Lexical.timeOf(type);
            if (type.kind == SimpleType.Kind.TIME && time != null) {
                schema.put("$comment", "xs:" + time.getLocalPart() + ", as in ISO 8601");
            }
            return;
        }
        length(type, schema, "minLength", "maxLength");
        if (!type.enumeration.isEmpty()) {
            ArrayNode values = schema.putArray("enum");
            type.enumeration.forEach(values::add);
        }
        for (var shapes : type.patterns) {
            String pattern = shapes.size() == 1 ? XsdPattern.ecma(shapes.get(0).xsd()) : null;
            if (pattern != null) {
                schema.put("pattern", pattern);
            }
        }
    }

    private static void length(SimpleType type, ObjectNode schema, String least, String most) {
        if (type.minLength > 0) {
            schema.put(least, type.minLength);
        }
        if (type.maxLength < Integer.MAX_VALUE) {
            schema.put(most, type.maxLength);
        }
    }
}

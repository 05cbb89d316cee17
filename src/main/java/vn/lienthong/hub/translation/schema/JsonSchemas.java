package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;

/** The JSON Schema (2020-12) of an element's JSON, made from the same plan as the JSON itself. */
final class JsonSchemas {
    static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
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
            definitions.set(name(type, ""), object(type));
        }
        definitions.set(ANYTHING, NODES.objectNode());
        return definitions;
    }

    /** @param element what a type without a name is called after */
    private String name(ComplexType type, String element) {
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        // What a reference may hold without escapes.
        String name = type.qname() == null
                ? element.replaceAll("[^A-Za-z0-9._-]", "_")
                : plan.member(type).replaceAll("[^A-Za-z0-9._-]", "_");
        String free = names.containsValue(name) || name.equals(ANYTHING) ? name + "-" + (names.size() + 1) : name;
        names.put(type, free);
        pending.add(type);
        return free;
    }

    private ObjectNode element(ElementPlan element) {
        ObjectNode schema = type(element.type(), element.name.getLocalPart());
        if (element.mediaType != null && schema.has("contentEncoding")) {
            schema.put("contentMediaType", element.mediaType);
        }
        if (element.nillable) {
            ObjectNode nullable = NODES.objectNode();
            nullable.putArray("anyOf").add(schema).add(NODES.objectNode().put("type", "null"));
            schema = nullable;
        }
        if (element.documentation != null) {
            String rule = schema.path("description").asText();
            schema.put("description", element.documentation + (rule.isEmpty() ? "" : " " + rule));
        }
        return schema;
    }

    private ObjectNode type(TypePlan type, String element) {
        if (type == ComplexType.ANYTHING) {
            return NODES.objectNode().put("$ref", references + ANYTHING);
        }
        ObjectNode own = type instanceof ComplexType complex
                ? NODES.objectNode().put("$ref", references + name(complex, element))
                : ValueSchemas.of((SimpleType) type);
        if (!plan.mayBeAnother(type)) {
            return own;
        }
        ArrayNode forms = NODES.arrayNode();
        if (!type.isAbstract()) {
            forms.add(own);
        }
        for (TypePlan other : plan.typesByMember().values()) {
            if (other != type && other.isA(type) && !other.isAbstract() && plan.isTold(other, type)) {
                forms.add(named(other));
            }
        }
        if (type == BuiltInTypes.ANY_SIMPLE) {
            // A type of XML Schema may be named as well; which of them are derived is XML Schema's to know.
            ObjectNode builtIn = NODES.objectNode().put("type", "object");
            builtIn.putObject("properties")
                    .putObject("#type")
                    .put("type", "string")
                    .put("pattern", "^xs:");
            builtIn.putArray("required").add("#type").add("#text");
            forms.add(builtIn);
        }
        if (forms.size() == 1 && forms.get(0) == own) {
            return own;
        }
        ObjectNode any = NODES.objectNode();
        any.set("anyOf", forms);
        if (type.isAbstract() && type instanceof ComplexType) {
            // Each form requires it, so readers of OpenAPI may choose by it.
            any.putObject("discriminator").put("propertyName", "#type");
        }
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
                    .add(NODES.objectNode().put("$ref", references + name(complex, "")))
                    .add(named);
            return schema;
        }
        properties.set("#text", ValueSchemas.of((SimpleType) type));
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
            ObjectNode value = ValueSchemas.of(attribute.type());
            if (attribute.documentation() != null) {
                value.put("description", attribute.documentation());
            }
            properties.set(member, value);
            if (attribute.required()) {
                required.add(member);
            }
        }
        if (type.text != null) {
            properties.set("#text", ValueSchemas.of(type.text));
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
}

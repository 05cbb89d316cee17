package vn.lienthong.hub.translation.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.Particle.Order;
import vn.lienthong.hub.translation.schema.SchemaComponents.Document;
import vn.lienthong.hub.translation.schema.SchemaComponents.Global;

/**
 * Makes the plan of a set that the JDK has found good, so that names resolve and models are deterministic. Types are
 * handed out before they are filled, because they may hold each other.
 */
final class PlanCompiler {
    private final SchemaComponents components;
    private final SimpleTypeCompiler simple = new SimpleTypeCompiler(this);
    private final ModelCompiler models;
    private final AttributeCompiler attributes;
    private final Map<QName, ElementPlan> elements = new LinkedHashMap<>();
    private final Map<QName, TypePlan> types = new LinkedHashMap<>();
    private final Map<ComplexType, Global> unfilled = new IdentityHashMap<>();
    private final Deque<ComplexType> pending = new ArrayDeque<>();

    PlanCompiler(SchemaComponents components) {
        this.components = components;
        models = new ModelCompiler(components, this);
        attributes = new AttributeCompiler(components, simple);
        components.globals("type").keySet().forEach(this::type);
        components.globals("element").keySet().forEach(this::element);
        while (!pending.isEmpty()) {
            fill(pending.remove());
        }
    }

    Map<QName, ElementPlan> elements() {
        return elements;
    }

    Map<QName, TypePlan> types() {
        return types;
    }

    Map<QName, AttributePlan> attributes() {
        return attributes.declared();
    }

    static Global required(Map<QName, Global> known, QName name, SchemaNode at) {
        Global found = known.get(name);
        if (found == null) {
            throw SchemaRefused.at(
                    at, "refers to " + name + ", which no document of the set declares; add one that does");
        }
        return found;
    }

    ElementPlan element(QName name) {
        ElementPlan known = elements.get(name);
        if (known != null) {
            return known;
        }
        Global global = components.globals("element").get(name);
        if (global == null) {
            return ElementPlan.undeclared(name);
        }
        ElementPlan element = declared(name, global.node());
        elements.put(name, element);
        element.type(typeOf(global.node(), global.document()));
        return element;
    }

    static ElementPlan declared(QName name, SchemaNode node) {
        String fixed = node.get("fixed");
        ElementPlan element = new ElementPlan(
                name,
                node.isTrue("nillable"),
                node.isTrue("abstract"),
                fixed != null ? fixed : node.get("default"),
                fixed != null,
                node.documentation());
        element.member = JsonHints.name(node);
        element.toldBy = JsonHints.by(node);
        element.form = JsonHints.form(node);
        element.mediaType = ExpectedType.of(node);
        return element;
    }

    TypePlan typeOf(SchemaNode node, Document document) {
        String named = node.get("type");
        if (named != null) {
            return type(document.name(node, named), node);
        }
        SchemaNode inner = node.child("simpleType", "complexType");
        if (inner != null) {
            return inner.is("simpleType")
                    ? simple.simple(null, inner, document)
                    : shell(null, new Global(inner, document));
        }
        String head = node.get("substitutionGroup");
        return head != null ? element(document.name(node, head)).type() : ComplexType.ANYTHING;
    }

    TypePlan type(QName name, SchemaNode at) {
        if (name.getNamespaceURI().equals(SchemaNode.XSD)) {
            SimpleType builtIn = BuiltInTypes.named(name.getLocalPart());
            if (builtIn != null) {
                return builtIn;
            }
            if (name.getLocalPart().equals("anyType")) {
                return ComplexType.ANYTHING;
            }
        }
        required(components.globals("type"), name, at);
        return type(name);
    }

    private TypePlan type(QName name) {
        TypePlan known = types.get(name);
        if (known != null) {
            return known;
        }
        Global global = components.globals("type").get(name);
        if (global == null) {
            throw new IllegalStateException(name + " is asked for but not declared");
        }
        TypePlan type = global.node().is("simpleType")
                ? simple.simple(name, global.node(), global.document())
                : shell(name, global);
        types.put(name, type);
        return type;
    }

    private ComplexType shell(@Nullable QName name, Global global) {
        ComplexType type = new ComplexType(name, global.node().isTrue("abstract"));
        type.form = JsonHints.form(global.node());
        type.toldBy = JsonHints.told(global.node());
        unfilled.put(type, global);
        pending.add(type);
        return type;
    }

    private void fill(ComplexType type) {
        Global global = unfilled.remove(type);
        if (global == null) {
            return;
        }
        SchemaNode node = global.node();
        type.documentation = node.documentation();
        SchemaNode simple = node.child("simpleContent");
        SchemaNode complex = node.child("complexContent");
        SchemaNode content = simple != null ? simple : complex;
        SchemaNode derivation = content == null ? null : content.child("extension", "restriction");
        if (content == null || derivation == null) {
            type.derivedFrom = ComplexType.ANYTHING;
            type.mixed = node.isTrue("mixed");
            type.model = models.model(node, global.document());
            attributes.attributes(type, node, global.document());
        } else {
            derive(type, node, content, derivation, global.document(), simple != null);
        }
        type.arrange();
    }

    private void derive(
            ComplexType type,
            SchemaNode node,
            SchemaNode content,
            SchemaNode derivation,
            Document document,
            boolean simpleContent) {
        boolean extension = derivation.is("extension");
        TypePlan base = type(document.name(derivation, derivation.get("base", "")), derivation);
        if (base instanceof ComplexType complex) {
            fill(complex);
            type.derivedFrom = complex;
            if (!complex.isAnything()) {
                type.attributes.putAll(complex.attributes);
            }
            type.anyAttribute = extension ? complex.anyAttribute : null;
        } else {
            type.simpleBase = (SimpleType) base;
        }
        if (simpleContent) {
            type.text = text(base, derivation, document, extension);
        } else {
            Particle.Group own = models.model(derivation, document);
            boolean mixed = content.get("mixed") != null ? content.isTrue("mixed") : node.isTrue("mixed");
            boolean bare = own.particles().isEmpty();
            ComplexType from = type.derivedFrom == null ? ComplexType.ANYTHING : type.derivedFrom;
            type.model = extension ? joined(from.model, own) : own;
            type.mixed = mixed || extension && bare && from.mixed || extension && from.isAnything();
        }
        attributes.attributes(type, derivation, document);
    }

    private static Particle.Group joined(Particle.Group base, Particle.Group own) {
        if (base.particles().isEmpty()) {
            return own;
        }
        return own.particles().isEmpty() ? base : new Particle.Group(Order.SEQUENCE, 1, 1, List.of(base, own));
    }

    private SimpleType text(TypePlan base, SchemaNode derivation, Document document, boolean extension) {
        SimpleType text = base instanceof SimpleType simple
                ? simple
                : base instanceof ComplexType complex && complex.text != null ? complex.text : BuiltInTypes.ANY_SIMPLE;
        if (extension) {
            return text;
        }
        SchemaNode inner = derivation.child("simpleType");
        SimpleType restricted = (inner != null ? simple.simple(null, inner, document) : text).restricted(null);
        SimpleTypeCompiler.facets(restricted, derivation, document);
        return restricted;
    }
}

package vn.lienthong.hub.translation.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.Particle.Order;
import vn.lienthong.hub.translation.schema.SchemaDocuments.Document;
import vn.lienthong.hub.translation.schema.SchemaDocuments.Global;

/**
 * Makes the plan of a set that the JDK has found good, so that names resolve and models are deterministic. Types are
 * handed out before they are filled, because they may hold each other.
 */
final class PlanCompiler {
    private final SchemaDocuments documents;
    private final Map<QName, ElementPlan> elements = new LinkedHashMap<>();
    private final Map<QName, TypePlan> types = new LinkedHashMap<>();
    private final Map<QName, Set<QName>> substitutes = new LinkedHashMap<>();
    private final Map<ComplexType, Global> unfilled = new IdentityHashMap<>();
    private final Deque<ComplexType> pending = new ArrayDeque<>();

    PlanCompiler(SchemaDocuments documents) {
        this.documents = documents;
        documents.globals("element").forEach((name, global) -> {
            String head = global.node().get("substitutionGroup");
            if (head != null) {
                substitutes
                        .computeIfAbsent(global.document().name(global.node(), head), h -> new LinkedHashSet<>())
                        .add(name);
            }
        });
        documents.globals("type").keySet().forEach(this::type);
        documents.globals("element").keySet().forEach(this::element);
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
        Map<QName, AttributePlan> all = new LinkedHashMap<>();
        documents.globals("attribute").forEach((name, global) -> all.put(name, attribute(name, global, global.node())));
        return all;
    }

    private static Global required(Map<QName, Global> known, QName name, SchemaNode at) {
        Global found = known.get(name);
        if (found == null) {
            throw SchemaRefused.at(
                    at, "refers to " + name + ", which no document of the set declares; add one that does");
        }
        return found;
    }

    private ElementPlan element(QName name) {
        ElementPlan known = elements.get(name);
        if (known != null) {
            return known;
        }
        Global global = documents.globals("element").get(name);
        if (global == null) {
            return ElementPlan.undeclared(name);
        }
        ElementPlan element = declared(name, global.node());
        elements.put(name, element);
        element.type(typeOf(global.node(), global.document()));
        return element;
    }

    private static ElementPlan declared(QName name, SchemaNode node) {
        String fixed = node.get("fixed");
        return new ElementPlan(
                name,
                node.isTrue("nillable"),
                node.isTrue("abstract"),
                fixed != null ? fixed : node.get("default"),
                fixed != null,
                node.documentation());
    }

    private TypePlan typeOf(SchemaNode node, Document document) {
        String named = node.get("type");
        if (named != null) {
            return type(document.name(node, named), node);
        }
        SchemaNode inner = node.child("simpleType", "complexType");
        if (inner != null) {
            return inner.is("simpleType") ? simple(null, inner, document) : shell(null, new Global(inner, document));
        }
        String head = node.get("substitutionGroup");
        return head != null ? element(document.name(node, head)).type() : ComplexType.ANYTHING;
    }

    private TypePlan type(QName name, SchemaNode at) {
        if (name.getNamespaceURI().equals(SchemaNode.XSD)) {
            SimpleType builtIn = BuiltInTypes.named(name.getLocalPart());
            if (builtIn != null) {
                return builtIn;
            }
            if (name.getLocalPart().equals("anyType")) {
                return ComplexType.ANYTHING;
            }
        }
        required(documents.globals("type"), name, at);
        return type(name);
    }

    private TypePlan type(QName name) {
        TypePlan known = types.get(name);
        if (known != null) {
            return known;
        }
        Global global = documents.globals("type").get(name);
        if (global == null) {
            throw new IllegalStateException(name + " is asked for but not declared");
        }
        TypePlan type =
                global.node().is("simpleType") ? simple(name, global.node(), global.document()) : shell(name, global);
        types.put(name, type);
        return type;
    }

    private ComplexType shell(@Nullable QName name, Global global) {
        ComplexType type = new ComplexType(name, global.node().isTrue("abstract"));
        unfilled.put(type, global);
        pending.add(type);
        return type;
    }

    private SimpleType simpleNamed(Document document, SchemaNode at, String written) {
        return type(document.name(at, written), at) instanceof SimpleType simple ? simple : BuiltInTypes.ANY_SIMPLE;
    }

    private SimpleType simple(@Nullable QName name, SchemaNode node, Document document) {
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
        SimpleType type = inner(restriction, "base", document).restricted(name);
        facets(type, restriction, document);
        return type;
    }

    private SimpleType inner(SchemaNode node, String attribute, Document document) {
        String named = node.get(attribute);
        SchemaNode inner = node.child("simpleType");
        return named != null
                ? simpleNamed(document, node, named)
                : inner != null ? simple(null, inner, document) : BuiltInTypes.ANY_SIMPLE;
    }

    private static void facets(SimpleType type, SchemaNode restriction, Document document) {
        List<SimpleType.Shape> shapes = new ArrayList<>();
        Set<String> values = new LinkedHashSet<>();
        for (SchemaNode facet : restriction.children()) {
            String value = facet.get("value", "");
            switch (facet.is(facet.local()) ? facet.local() : "") {
                case "enumeration" -> values.add(type.normalised(value));
                case "pattern" -> shapes.add(new SimpleType.Shape(value, XsdPattern.compile(facet, value)));
                case "length" -> {
                    type.minLength = bounded(value);
                    type.maxLength = type.minLength;
                }
                case "minLength" -> type.minLength = bounded(value);
                case "maxLength" -> type.maxLength = bounded(value);
                case "totalDigits" -> type.totalDigits = bounded(value);
                case "fractionDigits" -> type.fractionDigits = bounded(value);
                case "minInclusive" -> type.least = new SimpleType.Bound(type.normalised(value), true);
                case "minExclusive" -> type.least = new SimpleType.Bound(type.normalised(value), false);
                case "maxInclusive" -> type.most = new SimpleType.Bound(type.normalised(value), true);
                case "maxExclusive" -> type.most = new SimpleType.Bound(type.normalised(value), false);
                case "whiteSpace" ->
                    type.space = SimpleType.Space.valueOf(value.strip().toUpperCase(java.util.Locale.ROOT));
                default -> {}
            }
        }
        if (!values.isEmpty()) {
            type.enumeration.clear();
            type.enumeration.addAll(values);
        }
        if (!shapes.isEmpty()) {
            type.patterns.add(List.copyOf(shapes));
        }
    }

    private static int bounded(String number) {
        String digits = number.strip();
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
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
            type.model = model(node, global.document());
            attributes(type, node, global.document());
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
            boolean simple) {
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
        if (simple) {
            type.text = text(base, derivation, document, extension);
        } else {
            Particle.Group own = model(derivation, document);
            boolean mixed = content.get("mixed") != null ? content.isTrue("mixed") : node.isTrue("mixed");
            boolean bare = own.particles().isEmpty();
            ComplexType from = type.derivedFrom == null ? ComplexType.ANYTHING : type.derivedFrom;
            type.model = extension ? joined(from.model, own) : own;
            type.mixed = mixed || extension && bare && from.mixed || extension && from.isAnything();
        }
        attributes(type, derivation, document);
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
        SimpleType restricted = (inner != null ? simple(null, inner, document) : text).restricted(null);
        facets(restricted, derivation, document);
        return restricted;
    }

    private Particle.Group model(SchemaNode node, Document document) {
        SchemaNode group = node.child("sequence", "choice", "all", "group");
        Particle particle = group == null ? null : particle(group, document);
        return particle instanceof Particle.Group found ? found : Particle.Group.EMPTY;
    }

    private @Nullable Particle particle(SchemaNode node, Document document) {
        int min = occurs(node.get("minOccurs", "1"));
        int max = occurs(node.get("maxOccurs", "1"));
        if (max == 0) {
            return null;
        }
        return switch (node.local()) {
            case "element" -> leaf(node, document, min, max);
            case "any" -> new Particle.Any(min, max, Wildcard.of(node, document.namespace()));
            case "group" -> group(node, document, min, max);
            case "sequence" -> new Particle.Group(Order.SEQUENCE, min, max, particles(node, document));
            case "choice" -> new Particle.Group(Order.CHOICE, min, max, particles(node, document));
            case "all" -> new Particle.Group(Order.ALL, min, max, particles(node, document));
            default -> null;
        };
    }

    private static int occurs(String written) {
        String value = written.strip();
        return value.equals("unbounded") ? Particle.UNBOUNDED : bounded(value);
    }

    private List<Particle> particles(SchemaNode node, Document document) {
        List<Particle> all = new ArrayList<>();
        for (SchemaNode child : node.children()) {
            Particle particle =
                    child.name().getNamespaceURI().equals(SchemaNode.XSD) ? particle(child, document) : null;
            if (particle != null) {
                all.add(particle);
            }
        }
        return all;
    }

    private Particle group(SchemaNode node, Document document, int min, int max) {
        Global global = required(documents.globals("group"), document.name(node, node.get("ref", "")), node);
        Particle.Group named = model(global.node(), global.document());
        return new Particle.Group(named.order(), min, max, named.particles());
    }

    private Particle leaf(SchemaNode node, Document document, int min, int max) {
        String ref = node.get("ref");
        if (ref == null) {
            boolean qualified = node.get("form") != null
                    ? node.get("form", "").strip().equals("qualified")
                    : document.qualified("elementFormDefault");
            QName name = new QName(
                    qualified ? document.namespace() : "", node.get("name", "").strip());
            ElementPlan element = declared(name, node);
            element.type(typeOf(node, document));
            return new Particle.Leaf(min, max, element, Map.of(name, element), false);
        }
        QName name = document.name(node, ref);
        Global global = required(documents.globals("element"), name, node);
        ElementPlan head = element(name);
        Map<QName, ElementPlan> accepted = new LinkedHashMap<>();
        if (!blocksSubstitution(global)) {
            substitutes(name, accepted);
        }
        boolean substitutable = !accepted.isEmpty();
        Map<QName, ElementPlan> all = new LinkedHashMap<>();
        if (!head.isAbstract) {
            all.put(name, head);
        }
        all.putAll(accepted);
        return new Particle.Leaf(min, max, head, all, substitutable);
    }

    private static boolean blocksSubstitution(Global global) {
        String block = global.node().get("block", global.document().root().get("blockDefault", ""));
        return block.contains("#all") || block.contains("substitution");
    }

    private void substitutes(QName head, Map<QName, ElementPlan> accepted) {
        for (QName name : substitutes.getOrDefault(head, Set.of())) {
            if (!accepted.containsKey(name)) {
                ElementPlan element = element(name);
                if (!element.isAbstract) {
                    accepted.put(name, element);
                }
                substitutes(name, accepted);
            }
        }
    }

    private void attributes(ComplexType type, SchemaNode node, Document document) {
        Wildcard own = collect(type.attributes, node, document);
        if (own != null) {
            type.anyAttribute = type.anyAttribute == null ? own : type.anyAttribute.or(own);
        }
    }

    private @Nullable Wildcard collect(Map<QName, AttributePlan> all, SchemaNode node, Document document) {
        Wildcard wildcard = null;
        for (SchemaNode child : node.children()) {
            Wildcard found = null;
            if (child.is("attribute")) {
                String ref = child.get("ref");
                QName name = ref != null
                        ? document.name(child, ref)
                        : new QName(
                                isQualified(child, document) ? document.namespace() : "",
                                child.get("name", "").strip());
                if (child.get("use", "").strip().equals("prohibited")) {
                    all.remove(name);
                } else {
                    Global global = ref == null
                            ? new Global(child, document)
                            : required(documents.globals("attribute"), name, child);
                    all.put(name, attribute(name, global, child));
                }
            } else if (child.is("attributeGroup")) {
                Global group = required(
                        documents.globals("attributeGroup"), document.name(child, child.get("ref", "")), child);
                found = collect(all, group.node(), group.document());
            } else if (child.is("anyAttribute")) {
                found = Wildcard.of(child, document.namespace());
            }
            if (found != null) {
                wildcard = wildcard == null ? found : wildcard.and(found);
            }
        }
        return wildcard;
    }

    private static boolean isQualified(SchemaNode node, Document document) {
        return node.get("form") != null
                ? node.get("form", "").strip().equals("qualified")
                : document.qualified("attributeFormDefault");
    }

    /** @param use where it is used, which may add a default to what the declaration says */
    private AttributePlan attribute(QName name, Global global, SchemaNode use) {
        SchemaNode node = global.node();
        String fixed = use.get("fixed", node.get("fixed", ""));
        boolean isFixed = use.get("fixed") != null || node.get("fixed") != null;
        String otherwise = isFixed ? fixed : use.get("default") != null ? use.get("default") : node.get("default");
        return new AttributePlan(
                name,
                inner(node, "type", global.document()),
                use.get("use", "").strip().equals("required"),
                otherwise,
                isFixed,
                use.documentation());
    }
}

package vn.lienthong.hub.translation.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Everything a translation looks up: elements, attributes, types, and what they are called in JSON. */
final class Plan {
    final Map<QName, ElementPlan> elements;
    final Map<QName, AttributePlan> attributes;
    private final Map<QName, TypePlan> types;
    private final Map<String, TypePlan> byMember = new LinkedHashMap<>();
    private final Map<TypePlan, String> members = new HashMap<>();
    private final Set<TypePlan> derivedFrom = new HashSet<>();
    private final Map<String, String> prefixes = new LinkedHashMap<>();

    private final String declared;

    Plan(PlanCompiler compiled) {
        elements = compiled.elements();
        attributes = compiled.attributes();
        types = compiled.types();
        Set<String> twice = Entries.doubled(types.keySet());
        types.forEach((name, type) -> {
            if (!Redefinition.isNameBefore(name)) {
                byMember.put(Entries.member(name, twice), type);
                members.put(type, Entries.member(name, twice));
            }
            for (TypePlan base = type.base(); base != null; base = base.base()) {
                derivedFrom.add(base);
            }
            namespace(name);
        });
        elements.keySet().forEach(this::namespace);
        for (TypePlan type : types.values()) {
            namespaces(type);
        }
        declared = XmlNames.declared(prefixes);
    }

    private void namespaces(TypePlan type) {
        if (type instanceof ComplexType complex) {
            complex.slots().forEach(slot -> slot.entries.byName().keySet().forEach(this::namespace));
            complex.attributes.keySet().forEach(this::namespace);
        }
    }

    private void namespace(QName name) {
        String namespace = name.getNamespaceURI();
        if (!namespace.isEmpty()
                && !namespace.equals(javax.xml.XMLConstants.XML_NS_URI)
                && !prefixes.containsKey(namespace)) {
            prefixes.put(namespace, "n" + (prefixes.size() + 1));
        }
    }

    /** What the root of a translated document declares, as it is written in its tag. */
    String declared() {
        return declared;
    }

    /** The prefixes a translated document declares at its root, by namespace. */
    Map<String, String> prefixes() {
        return prefixes;
    }

    @Nullable
    TypePlan type(QName name) {
        if (name.getNamespaceURI().equals(SchemaNode.XSD)) {
            return name.getLocalPart().equals("anyType")
                    ? ComplexType.ANYTHING
                    : BuiltInTypes.named(name.getLocalPart());
        }
        return types.get(name);
    }

    @Nullable
    TypePlan type(String member) {
        return member.startsWith("xs:") ? type(new QName(SchemaNode.XSD, member.substring(3))) : byMember.get(member);
    }

    /** What {@code #type} says for a named type. */
    String member(TypePlan type) {
        String member = members.get(type);
        QName name = type.qname();
        return member != null ? member : name == null ? "" : "xs:" + name.getLocalPart();
    }

    Map<String, TypePlan> typesByMember() {
        return byMember;
    }

    /** Whether a document may name another type than this in its place. */
    boolean mayBeAnother(TypePlan type) {
        return derivedFrom.contains(type)
                || type == ComplexType.ANYTHING
                || type == BuiltInTypes.ANY_SIMPLE
                || type instanceof SimpleType simple && (simple.isBuiltIn() || simple.kind == SimpleType.Kind.UNION);
    }

    /**
     * Whether JSON tells a type that a document names in place of the declared one. A simple type in place of another is
     * not told: its values are the other's too.
     */
    boolean isTold(TypePlan named, TypePlan declared) {
        boolean areValues = named instanceof SimpleType && declared instanceof SimpleType;
        return named != declared && !(areValues && declared != BuiltInTypes.ANY_SIMPLE);
    }

    /** The declared element of a wildcard, or null if the wildcard leaves it untyped; never for a strict unknown one. */
    @Nullable
    ElementPlan known(Wildcard wildcard, QName name) {
        ElementPlan declared = wildcard.skip() ? null : elements.get(name);
        return declared != null ? declared : wildcard.strict() ? null : ElementPlan.undeclared(name);
    }
}

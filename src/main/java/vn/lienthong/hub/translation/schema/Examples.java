package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;

/**
 * Invents a document of an element, with what is required and, where it is not too much, one of what is optional. It is
 * translated as any other, so that no example is wrong.
 */
final class Examples {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();
    private static final int DEEP = 6;
    private static final int LARGE = 8_000;

    private final Plan plan;
    private final Set<TypePlan> within = new HashSet<>();
    private int prefixes;

    private Examples(Plan plan) {
        this.plan = plan;
    }

    /** The JSON of an invented document, or null where none was found. */
    static @Nullable JsonNode of(Plan plan, ElementPlan element) {
        String xml = new Examples(plan).element(element, 0);
        if (xml == null) {
            return null;
        }
        ElementTranslation translation = new ElementTranslation(plan, element);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            translation.toJson(
                    new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                    json,
                    Strictness.STRICT,
                    Limits.MESSAGE);
            return JSON.readTree(json.toByteArray());
        } catch (Untranslatable notFound) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    /** XML, or null where no value was found. */
    private @Nullable String element(ElementPlan element, int depth) {
        TypePlan type = concrete(element.type());
        if (type == null || depth > 3 * DEEP || !within.add(type)) {
            return null;
        }
        try {
            String prefix = "e" + prefixes++;
            String name = element.name.getNamespaceURI().isEmpty()
                    ? element.name.getLocalPart()
                    : prefix + ":" + element.name.getLocalPart();
            StringBuilder xml = new StringBuilder("<").append(name);
            declare(xml, prefix, element.name.getNamespaceURI());
            if (type != element.type()) {
                declare(xml, "xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
                xml.append(" xsi:type=\"").append(named(xml, type.qname())).append('"');
            }
            String content = type instanceof SimpleType simple
                    ? value(element, simple)
                    : content(element, (ComplexType) type, xml, depth);
            return content == null
                    ? null
                    : xml.append('>')
                            .append(content)
                            .append("</")
                            .append(name)
                            .append('>')
                            .toString();
        } finally {
            within.remove(type);
        }
    }

    private @Nullable TypePlan concrete(TypePlan type) {
        if (!type.isAbstract()) {
            return type;
        }
        return plan.typesByMember().values().stream()
                .filter(other -> !other.isAbstract() && other.isA(type))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String value(ElementPlan element, SimpleType type) {
        String text = element.otherwise != null ? element.otherwise : ExampleTexts.of(type);
        return text == null ? null : escaped(text);
    }

    private @Nullable String content(ElementPlan element, ComplexType type, StringBuilder xml, int depth) {
        for (AttributePlan attribute : type.attributes.values()) {
            String text = attribute.otherwise() != null ? attribute.otherwise() : ExampleTexts.of(attribute.type());
            if (text == null && attribute.required()) {
                return null;
            }
            if (text != null && (attribute.required() || depth < DEEP)) {
                xml.append(' ').append(named(xml, attribute.name()));
                xml.append("=\"").append(escaped(text)).append('"');
            }
        }
        if (type.isAnything()) {
            return "text";
        }
        return type.text != null ? value(element, type.text) : particle(type.model, depth);
    }

    private @Nullable String particle(Particle particle, int depth) {
        boolean optional = particle.mayBeEmpty();
        if (optional && depth >= DEEP || particle instanceof Particle.Any && particle.mayBeEmpty()) {
            return "";
        }
        String found = particle instanceof Particle.Leaf leaf
                ? leaf(leaf, depth)
                : particle instanceof Particle.Group group ? group(group, depth) : any((Particle.Any) particle, depth);
        return found == null || optional && found.length() > LARGE ? optional ? "" : null : found;
    }

    private @Nullable String leaf(Particle.Leaf leaf, int depth) {
        ElementPlan element = leaf.accepted().values().stream().findFirst().orElse(null);
        String one = element == null ? null : element(element, depth + 1);
        return one == null ? null : one.repeat(Math.max(1, Math.min(leaf.min(), 100)));
    }

    /** An element that nobody declared where that may be, else the first declared one of which an example is found. */
    private @Nullable String any(Particle.Any any, int depth) {
        Wildcard wildcard = any.wildcard();
        String one = null;
        if (!wildcard.strict()) {
            one = undeclared(wildcard);
        }
        for (ElementPlan element : plan.elements.values()) {
            if (one == null && wildcard.admits().test(element.name.getNamespaceURI())) {
                one = element(element, depth + 1);
            }
        }
        return one == null ? null : one.repeat(Math.max(1, Math.min(any.min(), 100)));
    }

    private @Nullable String undeclared(Wildcard wildcard) {
        List<String> namespaces = new ArrayList<>(List.of("urn:example", ""));
        namespaces.addAll(plan.prefixes().keySet());
        for (String namespace : namespaces) {
            if (wildcard.admits().test(namespace) && !plan.elements.containsKey(new QName(namespace, "example"))) {
                StringBuilder xml = new StringBuilder("<")
                        .append(namespace.isEmpty() ? "" : "x:")
                        .append("example");
                declare(xml, "x", namespace);
                return xml.append(">text</")
                        .append(namespace.isEmpty() ? "" : "x:")
                        .append("example>")
                        .toString();
            }
        }
        return null;
    }

    private @Nullable String group(Particle.Group group, int depth) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < Math.max(1, Math.min(group.min(), 100)); i++) {
            String once = group.order() == Particle.Order.CHOICE ? choice(group, depth) : sequence(group, depth);
            if (once == null) {
                return null;
            }
            all.append(once);
        }
        return all.toString();
    }

    private @Nullable String choice(Particle.Group group, int depth) {
        for (Particle one : group.particles()) {
            String found = particle(one, depth);
            if (found != null) {
                return found;
            }
        }
        return group.particles().isEmpty() ? "" : null;
    }

    private @Nullable String sequence(Particle.Group group, int depth) {
        StringBuilder all = new StringBuilder();
        for (Particle one : group.particles()) {
            String found = particle(one, depth);
            if (found == null) {
                return null;
            }
            all.append(found);
        }
        return all.toString();
    }

    /** A name with a prefix that is declared for it at the start tag being written. */
    private String named(StringBuilder tag, @Nullable QName name) {
        if (name == null || name.getNamespaceURI().isEmpty()) {
            return name == null ? "" : name.getLocalPart();
        }
        if (name.getNamespaceURI().equals(XMLConstants.XML_NS_URI)) {
            return "xml:" + name.getLocalPart();
        }
        String prefix = "a" + prefixes++;
        int end = tag.length();
        StringBuilder declaration = new StringBuilder();
        declare(declaration, prefix, name.getNamespaceURI());
        // Before what is being written, which may be the middle of an attribute.
        tag.insert(tag.indexOf(" ") < 0 ? end : tag.indexOf(" "), declaration);
        return prefix + ":" + name.getLocalPart();
    }

    private static void declare(StringBuilder xml, String prefix, String namespace) {
        if (!namespace.isEmpty()) {
            xml.append(" xmlns:")
                    .append(prefix)
                    .append("=\"")
                    .append(escaped(namespace))
                    .append('"');
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}

package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.Particle.Order;
import vn.lienthong.hub.translation.schema.SchemaComponents.Document;
import vn.lienthong.hub.translation.schema.SchemaComponents.Global;

/** Makes the particles of content models. */
final class ModelCompiler {
    private final SchemaComponents components;
    private final PlanCompiler plans;
    private final Map<QName, Set<QName>> substitutes = new LinkedHashMap<>();

    ModelCompiler(SchemaComponents components, PlanCompiler plans) {
        this.components = components;
        this.plans = plans;
        components.globals("element").forEach((name, global) -> {
            String head = global.node().get("substitutionGroup");
            if (head != null) {
                substitutes
                        .computeIfAbsent(global.document().name(global.node(), head), h -> new LinkedHashSet<>())
                        .add(name);
            }
        });
    }

    Particle.Group model(SchemaNode node, Document document) {
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
        return value.equals("unbounded") ? Particle.UNBOUNDED : SimpleTypeCompiler.bounded(value);
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
        Global global =
                PlanCompiler.required(components.globals("group"), document.name(node, node.get("ref", "")), node);
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
            ElementPlan element = PlanCompiler.declared(name, node);
            element.type(plans.typeOf(node, document));
            return new Particle.Leaf(min, max, element, Map.of(name, element), false);
        }
        QName name = document.name(node, ref);
        Global global = PlanCompiler.required(components.globals("element"), name, node);
        ElementPlan head = plans.element(name);
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
                ElementPlan element = plans.element(name);
                if (!element.isAbstract) {
                    accepted.put(name, element);
                }
                substitutes(name, accepted);
            }
        }
    }
}

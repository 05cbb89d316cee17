package vn.lienthong.hub.translation.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.SchemaComponents.Document;
import vn.lienthong.hub.translation.schema.SchemaComponents.Global;

/** Makes the plans of attributes. */
final class AttributeCompiler {
    private final SchemaComponents components;
    private final SimpleTypeCompiler simple;

    AttributeCompiler(SchemaComponents components, SimpleTypeCompiler simple) {
        this.components = components;
        this.simple = simple;
    }

    /** The global ones. */
    Map<QName, AttributePlan> declared() {
        Map<QName, AttributePlan> all = new LinkedHashMap<>();
        components
                .globals("attribute")
                .forEach((name, global) -> all.put(name, attribute(name, global, global.node())));
        return all;
    }

    void attributes(ComplexType type, SchemaNode node, Document document) {
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
                            : PlanCompiler.required(components.globals("attribute"), name, child);
                    all.put(name, attribute(name, global, child));
                }
            } else if (child.is("attributeGroup")) {
                Global group = PlanCompiler.required(
                        components.globals("attributeGroup"), document.name(child, child.get("ref", "")), child);
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
                simple.inner(node, "type", global.document()),
                use.get("use", "").strip().equals("required"),
                otherwise,
                isFixed,
                use.documentation());
    }
}

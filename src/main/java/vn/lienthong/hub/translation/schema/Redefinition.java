package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/**
 * A component that {@code xs:redefine} puts in another's place, and which speaks of that other by its own name. The other
 * goes on under a name that no document can write.
 */
final class Redefinition {
    private static final String BEFORE = " before its redefinition";

    private Redefinition() {}

    static QName nameBefore(QName name) {
        return new QName(name.getNamespaceURI(), name.getLocalPart() + BEFORE);
    }

    static boolean isNameBefore(QName name) {
        return name.getLocalPart().endsWith(BEFORE);
    }

    /** The redefinition with its references to itself led to the component before. */
    static SchemaNode of(SchemaNode node, QName name, SchemaComponents.Document document) {
        List<SchemaNode> children = new ArrayList<>();
        node.children().forEach(child -> children.add(of(child, name, document)));
        Map<String, String> attributes = new HashMap<>(node.attributes());
        String reference = node.is("group") || node.is("attributeGroup") ? "ref" : "base";
        String written = attributes.get(reference);
        if (written != null && document.name(node, written).equals(name)) {
            attributes.put(reference, written.strip() + BEFORE);
        }
        return new SchemaNode(
                node.name(), attributes, node.prefixes(), children, node.text(), node.file(), node.line());
    }
}

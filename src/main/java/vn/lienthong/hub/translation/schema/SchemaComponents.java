package vn.lienthong.hub.translation.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/** The global components of a set: elements, attributes, types and groups. */
final class SchemaComponents {
    /** One schema element in one namespace; a document without a namespace is in as many as include it. */
    record Document(SchemaNode root, String namespace, boolean chameleon) {
        boolean qualified(String attribute) {
            return root.get(attribute, "unqualified").strip().equals("qualified");
        }

        /** A name written in this document, such as {@code tns:Money}. */
        QName name(SchemaNode at, String written) {
            String text = written.strip();
            int colon = text.indexOf(':');
            String prefix = colon < 0 ? "" : text.substring(0, colon);
            String namespace = at.prefixes().getOrDefault(prefix, "");
            // An included document without a namespace speaks of its includer's components without a prefix.
            return new QName(namespace.isEmpty() && chameleon ? this.namespace : namespace, text.substring(colon + 1));
        }
    }

    /** A named component. */
    record Global(SchemaNode node, Document document) {}

    /** Finds the schemas that an {@code xs:include} names. */
    interface Included {
        List<SchemaPart> by(SchemaPart part, SchemaNode include);
    }

    private final Included included;
    private final Map<SchemaPart, Map<String, Document>> documents = new HashMap<>();
    private final Map<String, Map<QName, Global>> globals = new LinkedHashMap<>();

    SchemaComponents(Iterable<SchemaPart> parts, Included included) {
        this.included = included;
        parts.forEach(part -> declare(part, part.namespace()));
    }

    /** The components of a kind, such as {@code element}, by name, in the order they were read. */
    Map<QName, Global> globals(String kind) {
        return globals.getOrDefault(kind, Map.of());
    }

    private void declare(SchemaPart part, String namespace) {
        Map<String, Document> known = documents.computeIfAbsent(part, p -> new HashMap<>());
        if (known.containsKey(namespace)) {
            return;
        }
        Document document =
                new Document(part.root(), namespace, part.namespace().isEmpty() && !namespace.isEmpty());
        known.put(namespace, document);
        for (SchemaNode child : part.root().children()) {
            if (child.is("include")) {
                included.by(part, child).forEach(other -> declare(other, namespace));
            } else if (child.is("redefine")) {
                included.by(part, child).forEach(other -> declare(other, namespace));
                child.children().forEach(one -> redefine(one, document));
            } else if (child.name().getNamespaceURI().equals(SchemaNode.XSD) && child.get("name") != null) {
                globals.computeIfAbsent(kind(child), k -> new LinkedHashMap<>())
                        .putIfAbsent(new QName(namespace, child.get("name", "").strip()), new Global(child, document));
            } else if (child.is("import") && XmlAttributes.areMeantBy(child)) {
                xmlAttributes();
            }
        }
    }

    private static String kind(SchemaNode node) {
        return node.local().endsWith("Type") ? "type" : node.local();
    }

    private void redefine(SchemaNode node, Document document) {
        Map<QName, Global> ofKind = globals.computeIfAbsent(kind(node), k -> new LinkedHashMap<>());
        QName name = new QName(document.namespace(), node.get("name", "").strip());
        Global before = ofKind.get(name);
        if (before != null) {
            ofKind.put(Redefinition.nameBefore(name), before);
            ofKind.put(name, new Global(Redefinition.of(node, name, document), document));
        }
    }

    private void xmlAttributes() {
        Document document = XmlAttributes.document();
        for (SchemaNode child : document.root().children()) {
            globals.computeIfAbsent(child.local(), k -> new LinkedHashMap<>())
                    .putIfAbsent(
                            new QName(XMLConstants.XML_NS_URI, child.get("name", "")), new Global(child, document));
        }
    }
}

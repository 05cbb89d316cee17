package vn.lienthong.hub.translation.schema;

import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/** The prefixes of one document: those of the plan at its root, and more where something else turns up. */
final class XmlNames {
    private final Map<String, String> planned;
    private final Map<QName, String> prefixed = new HashMap<>();
    private final StringBuilder pending = new StringBuilder();
    private int more;

    XmlNames(Map<String, String> planned) {
        this.planned = planned;
    }

    /** The declarations of the root that has these prefixes, by namespace. */
    static String declared(Map<String, String> prefixes) {
        StringBuilder all = new StringBuilder();
        prefixes.forEach((namespace, prefix) -> declare(all, prefix, namespace));
        declare(all, "xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
        return all.toString();
    }

    /** An element's tag, whose prefix {@link #undeclared} declares if the root does not. */
    Tag tag(ElementPlan element) {
        Tag known = element.tag;
        if (known != null) {
            return known;
        }
        String namespace = element.name.getNamespaceURI();
        Tag tag = new Tag(prefixed(element.name));
        if (namespace.isEmpty() || planned.containsKey(namespace)) {
            element.tag = tag;
        }
        return tag;
    }

    /** A name with its prefix, which {@link #undeclared} declares if the root does not. */
    String prefixed(QName name) {
        String namespace = name.getNamespaceURI();
        if (namespace.isEmpty()) {
            return name.getLocalPart();
        }
        String known = prefixed.get(name);
        if (known != null) {
            return known;
        }
        String prefix = planned.get(namespace);
        if (prefix == null) {
            prefix = "p" + ++more;
            declare(pending, prefix, namespace);
            return prefix + ":" + name.getLocalPart();
        }
        String written = prefix + ":" + name.getLocalPart();
        prefixed.put(name, written);
        return written;
    }

    boolean hasUndeclared() {
        return !pending.isEmpty();
    }

    /** The declarations of the prefixes given since the last call. */
    String undeclared() {
        if (pending.isEmpty()) {
            return "";
        }
        String all = pending.toString();
        pending.setLength(0);
        return all;
    }

    private static void declare(StringBuilder into, String prefix, String namespace) {
        into.append(" xmlns:").append(prefix).append("=\"");
        into.append(new SchemaText().escaped(namespace)).append('"');
    }
}

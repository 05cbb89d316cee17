package vn.lienthong.hub.translation.soap;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import vn.lienthong.hub.translation.schema.SchemaNode;

/**
 * The elements around the parts of rpc/literal messages, which no schema declares: named after the operation, with an
 * unqualified element for each part. Here they are written as schemas of their own.
 */
final class RpcWrappers {
    private final Map<QName, List<Part>> wrappers = new LinkedHashMap<>();

    /** One part of a message and its type. */
    record Part(String name, QName type) {}

    /** @return the wrapper's name */
    QName add(QName wrapper, List<Part> parts) {
        wrappers.put(wrapper, List.copyOf(parts));
        return wrapper;
    }

    /** The schemas, by the location that they are given. */
    Map<String, byte[]> documents() {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        Set<String> namespaces = new LinkedHashSet<>();
        wrappers.keySet().forEach(name -> namespaces.add(name.getNamespaceURI()));
        for (String namespace : namespaces) {
            documents.put(
                    "rpc-messages-" + (documents.size() + 1) + ".xsd",
                    document(namespace).getBytes(StandardCharsets.UTF_8));
        }
        return documents;
    }

    private String document(String namespace) {
        Map<String, String> prefixes = new LinkedHashMap<>();
        prefixes.put(SchemaNode.XSD, "xs");
        StringBuilder elements = new StringBuilder();
        wrappers.forEach((name, parts) -> {
            if (name.getNamespaceURI().equals(namespace)) {
                elements.append("<xs:element name=\"")
                        .append(name.getLocalPart())
                        .append("\"><xs:complexType><xs:sequence>");
                parts.forEach(part -> elements.append("<xs:element name=\"")
                        .append(part.name())
                        .append("\" type=\"")
                        .append(prefixed(part.type(), prefixes))
                        .append("\"/>"));
                elements.append("</xs:sequence></xs:complexType></xs:element>\n");
            }
        });
        StringBuilder schema = new StringBuilder("<xs:schema");
        prefixes.forEach((uri, prefix) -> schema.append(" xmlns:")
                .append(prefix)
                .append("=\"")
                .append(escaped(uri))
                .append('"'));
        if (!namespace.isEmpty()) {
            schema.append(" targetNamespace=\"").append(escaped(namespace)).append('"');
        }
        schema.append(">\n");
        prefixes.keySet().stream()
                .filter(uri -> !uri.equals(SchemaNode.XSD) && !uri.equals(namespace))
                .forEach(uri -> schema.append("<xs:import namespace=\"")
                        .append(escaped(uri))
                        .append("\"/>\n"));
        return schema.append(elements).append("</xs:schema>").toString();
    }

    private static String prefixed(QName type, Map<String, String> prefixes) {
        if (type.getNamespaceURI().isEmpty()) {
            return type.getLocalPart();
        }
        return prefixes.computeIfAbsent(type.getNamespaceURI(), any -> "p" + prefixes.size()) + ":"
                + type.getLocalPart();
    }

    private static String escaped(String uri) {
        return uri.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}

package vn.lienthong.hub.translation.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * An element of a schema or WSDL document, with the line it stands on.
 *
 * @param attributes those without a namespace, by name, and those of the few that mean something here, with it in braces
 * @param prefixes all prefixes in scope
 */
public record SchemaNode(
        QName name,
        Map<String, String> attributes,
        Map<String, String> prefixes,
        List<SchemaNode> children,
        StringBuilder text,
        String file,
        int line) {
    public static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    public static SchemaNode read(String file, byte[] document) {
        return SchemaReader.read(file, document);
    }

    /** Whether this is the element of XML Schema with that name. */
    public boolean is(String local) {
        return name.getLocalPart().equals(local) && name.getNamespaceURI().equals(XSD);
    }

    public String local() {
        return name.getLocalPart();
    }

    public @Nullable String get(String attribute) {
        return attributes.get(attribute);
    }

    public String get(String attribute, String otherwise) {
        return attributes.getOrDefault(attribute, otherwise);
    }

    boolean isTrue(String attribute) {
        String value = get(attribute, "").strip();
        return value.equals("true") || value.equals("1");
    }

    /** The first child of XML Schema with one of these names. */
    @Nullable
    SchemaNode child(String... names) {
        for (SchemaNode child : children) {
            for (String wanted : names) {
                if (child.is(wanted)) {
                    return child;
                }
            }
        }
        return null;
    }

    /** What {@code xs:documentation} says about this component, on one line; null where it says nothing. */
    @Nullable
    String documentation() {
        SchemaNode annotation = child("annotation");
        if (annotation == null) {
            return null;
        }
        StringBuilder all = new StringBuilder();
        for (SchemaNode child : annotation.children) {
            if (child.is("documentation")) {
                all.append(child.text).append(' ');
            }
        }
        String said = all.toString().strip().replaceAll("\\s+", " ");
        return said.isEmpty() ? null : said;
    }

    /**
     * Writes this element as a document of its own, each element on its line, with references to other documents
     * replaced.
     */
    void write(SchemaText out, References references) {
        out.toLine(line);
        Map<String, String> inScope = new HashMap<>(prefixes);
        inScope.remove("xml");
        write(out, references, inScope);
    }

    private void write(SchemaText out, References references, Map<String, String> declare) {
        if (is("annotation")) {
            return;
        }
        out.toLine(line);
        String prefix = prefixOf(name.getNamespaceURI());
        String tag = prefix.isEmpty() ? local() : prefix + ":" + local();
        out.raw("<").raw(tag);
        declare.forEach((p, uri) -> {
            if (!uri.isEmpty() || p.isEmpty()) {
                out.attribute(p.isEmpty() ? "xmlns" : "xmlns:" + p, uri);
            }
        });
        Map<String, String> written = new LinkedHashMap<>(attributes);
        written.keySet().removeIf(name -> name.startsWith("{"));
        String location = references.of(this);
        if (location != null) {
            written.put("schemaLocation", location);
        } else if (is("import")) {
            written.remove("schemaLocation");
        }
        written.forEach((key, value) -> out.attribute(key, bounded(key, value)));
        out.raw(">");
        for (SchemaNode child : children) {
            Map<String, String> more = new HashMap<>();
            child.prefixes.forEach((p, uri) -> {
                if (!uri.equals(prefixes.get(p))) {
                    more.put(p, uri);
                }
            });
            child.write(out, references, more);
        }
        out.raw("</").raw(tag).raw(">");
    }

    // The JDK's reader of schemas refuses occurrences beyond 5000; that many and without bound are the same to it.
    private static String bounded(String attribute, String value) {
        if (!attribute.equals("maxOccurs") && !attribute.equals("minOccurs")) {
            return value;
        }
        String digits = value.strip();
        boolean large = digits.length() > 3 && digits.chars().allMatch(Character::isDigit);
        return !large ? value : attribute.equals("maxOccurs") ? "unbounded" : "999";
    }

    private String prefixOf(String uri) {
        for (Map.Entry<String, String> known : prefixes.entrySet()) {
            if (known.getValue().equals(uri)) {
                return known.getKey();
            }
        }
        return "";
    }

    /** Where an {@code xs:import} or {@code xs:include} leads in the rewritten set. */
    interface References {
        @Nullable
        String of(SchemaNode node);
    }
}

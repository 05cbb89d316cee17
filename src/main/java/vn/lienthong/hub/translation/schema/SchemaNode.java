package vn.lienthong.hub.translation.schema;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element of a schema or WSDL document, with the line it stands on.
 *
 * @param attributes those without a namespace, by name
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
    private static final int DEEPEST = 200;
    private static final WstxInputFactory FACTORY = factory();

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        return factory;
    }

    public static SchemaNode read(String file, byte[] document) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                refuseEntities(file, reader, reader.getEventType());
            }
            SchemaNode root = read(file, reader, Map.of("xml", XMLConstants.XML_NS_URI));
            while (reader.hasNext()) {
                reader.next();
            }
            return root;
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new SchemaRefused(List.of(new SchemaProblem(
                    file, line, "is not well-formed XML, or is nested deeper than " + DEEPEST + " elements")));
        }
    }

    private static SchemaNode read(String file, XMLStreamReader reader, Map<String, String> outer)
            throws XMLStreamException {
        Map<String, String> prefixes = outer;
        if (reader.getNamespaceCount() > 0) {
            prefixes = new HashMap<>(outer);
            for (int i = 0; i < reader.getNamespaceCount(); i++) {
                String prefix = reader.getNamespacePrefix(i);
                String uri = reader.getNamespaceURI(i);
                prefixes.put(prefix == null ? "" : prefix, uri == null ? "" : uri);
            }
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            if (namespace == null || namespace.isEmpty()) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
        }
        SchemaNode node = new SchemaNode(
                reader.getName(),
                attributes,
                prefixes,
                new ArrayList<>(),
                new StringBuilder(),
                file,
                reader.getLocation().getLineNumber());
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            refuseEntities(file, reader, event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                node.children.add(read(file, reader, prefixes));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                node.text.append(reader.getText());
            }
        }
        return node;
    }

    private static void refuseEntities(String file, XMLStreamReader reader, int event) {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new SchemaRefused(List.of(new SchemaProblem(
                    file,
                    reader.getLocation().getLineNumber(),
                    "declares a document type or uses an entity, which is refused; leave it out")));
        }
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
    void write(Text out, References references) {
        out.toLine(line);
        Map<String, String> inScope = new HashMap<>(prefixes);
        inScope.remove("xml");
        write(out, references, inScope);
    }

    private void write(Text out, References references, Map<String, String> declare) {
        if (is("annotation")) {
            return;
        }
        out.toLine(line);
        String prefix = prefixOf(name.getNamespaceURI());
        String tag = prefix.isEmpty() ? local() : prefix + ":" + local();
        out.raw("<").raw(tag);
        declare.forEach((p, uri) -> {
            if (!uri.isEmpty() || p.isEmpty()) {
                out.raw(" xmlns")
                        .raw(p.isEmpty() ? "" : ":" + p)
                        .raw("=\"")
                        .escaped(uri)
                        .raw("\"");
            }
        });
        Map<String, String> written = new LinkedHashMap<>(attributes);
        String location = references.of(this);
        if (location != null) {
            written.put("schemaLocation", location);
        } else if (is("import")) {
            written.remove("schemaLocation");
        }
        written.forEach((key, value) ->
                out.raw(" ").raw(key).raw("=\"").escaped(bounded(key, value)).raw("\""));
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

    /** XML text that keeps lines. */
    static final class Text {
        private final StringBuilder text = new StringBuilder();
        private int line = 1;

        void toLine(int wanted) {
            for (; line < wanted; line++) {
                text.append('\n');
            }
        }

        Text raw(String more) {
            text.append(more);
            return this;
        }

        Text escaped(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '&' -> text.append("&amp;");
                    case '<' -> text.append("&lt;");
                    case '"' -> text.append("&quot;");
                    case '\t' -> text.append("&#9;");
                    case '\n' -> text.append("&#10;");
                    case '\r' -> text.append("&#13;");
                    default -> text.append(c);
                }
            }
            return this;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

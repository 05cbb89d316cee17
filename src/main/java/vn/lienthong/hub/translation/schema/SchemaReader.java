package vn.lienthong.hub.translation.schema;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads documents as trees that know their lines. */
final class SchemaReader {
    private static final int DEEPEST = 200;
    /** The namespaces whose attributes mean something here, beside those without one. */
    private static final Set<String> KNOWN = Set.of(
            JsonHints.NAMESPACE,
            ExpectedType.NAMESPACE,
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
            "http://www.w3.org/2007/05/addressing/metadata",
            "http://www.w3.org/2006/05/addressing/wsdl");

    private static final WstxInputFactory FACTORY = factory();

    private SchemaReader() {}

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        return factory;
    }

    static SchemaNode read(String file, byte[] document) {
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
            } else if (KNOWN.contains(namespace)) {
                attributes.put("{" + namespace + "}" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
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
                node.children().add(read(file, reader, prefixes));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                node.text().append(reader.getText());
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
}

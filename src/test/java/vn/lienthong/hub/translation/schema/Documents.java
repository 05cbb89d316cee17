package vn.lienthong.hub.translation.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import vn.lienthong.hub.translation.Limits;

/** Documents in both directions, and the JDK as a judge that shares nothing with the engine. */
public final class Documents {
    private Documents() {}

    static SchemaSet schemas(String xsd) {
        return SchemaSet.read(SchemaCatalogue.of(Map.of("a.xsd", xsd.getBytes(UTF_8))), "a.xsd");
    }

    public static String json(ElementTranslation element, String xml, Strictness strictness) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            element.toJson(new ByteArrayInputStream(xml.getBytes(UTF_8)), out, strictness, Limits.MESSAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }

    public static String xml(ElementTranslation element, String json, Strictness strictness) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            element.toXml(new ByteArrayInputStream(json.getBytes(UTF_8)), out, strictness, Limits.MESSAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }

    /** Throws what the JDK has against a document. */
    public static void judge(String xsd, String xml) {
        try {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(new StringReader(xsd)))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
        } catch (SAXException e) {
            throw new AssertionError(e.getMessage() + " in " + xml + " by " + xsd, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws what a JSON Schema has against a document. */
    static void judge(ElementTranslation element, String json) {
        var faults = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(element.jsonSchema().toString(), InputFormat.JSON)
                .validate(json, InputFormat.JSON);
        if (!faults.isEmpty()) {
            throw new AssertionError(faults + " in " + json + " by " + element.jsonSchema());
        }
    }

    /** What a document is but for prefixes, the order of attributes, and white space where elements are. */
    static String infoset(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setCoalescing(true);
            StringBuilder out = new StringBuilder();
            write(
                    factory.newDocumentBuilder()
                            .parse(new InputSource(new StringReader(xml)))
                            .getDocumentElement(),
                    out);
            return out.toString();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e.getMessage() + " in " + xml, e);
        }
    }

    private static void write(Element element, StringBuilder out) {
        out.append("<{").append(element.getNamespaceURI()).append('}').append(element.getLocalName());
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                continue;
            }
            String value = attribute.getNodeValue();
            if ("type".equals(attribute.getLocalName())
                    && XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(attribute.getNamespaceURI())) {
                int colon = value.indexOf(':');
                value = "{" + element.lookupNamespaceURI(colon < 0 ? null : value.substring(0, colon)) + "}"
                        + value.substring(colon + 1);
            }
            attributes.put("{" + attribute.getNamespaceURI() + "}" + attribute.getLocalName(), value);
        }
        attributes.forEach((name, value) ->
                out.append(' ').append(name).append("='").append(value).append('\''));
        out.append('>');
        List<Node> children = new ArrayList<>();
        boolean elements = false;
        boolean text = false;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            children.add(child);
            elements |= child instanceof Element;
            text |= child.getNodeType() == Node.TEXT_NODE
                    && !child.getNodeValue().isBlank();
        }
        for (Node child : children) {
            if (child instanceof Element inner) {
                write(inner, out);
            } else if (child.getNodeType() == Node.TEXT_NODE && (text || !elements)) {
                out.append(child.getNodeValue());
            }
        }
        out.append("</>");
    }
}

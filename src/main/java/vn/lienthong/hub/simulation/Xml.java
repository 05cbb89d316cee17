package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import vn.lienthong.hub.translation.XmlTree;

/** XML that is held whole: read, looked into and written. */
final class Xml {
    private Xml() {}

    /** The elements at a pointer of local names. */
    static List<Element> at(Element root, String pointer) {
        List<Element> here = List.of(root);
        for (String name :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
            List<Element> below = new ArrayList<>();
            for (Element element : here) {
                for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                    if (child instanceof Element found && name.equals(found.getLocalName())) {
                        below.add(found);
                    }
                }
            }
            here = below;
        }
        return here;
    }

    static Document document(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java reads XML", e);
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException("a sample is no XML: " + e.getMessage(), e);
        }
    }

    static String written(Element element) {
        StringWriter text = new StringWriter();
        try {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.transform(new DOMSource(element), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IllegalStateException("what was read as XML can be written as XML", e);
        }
        return text.toString();
    }

    static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found) {
                children.add(found);
            }
        }
        return children;
    }

    /** As the hub reads it. */
    static JsonNode tree(Element element) {
        return XmlTree.read(written(element).getBytes(StandardCharsets.UTF_8));
    }
}

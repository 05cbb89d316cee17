package vn.lienthong.hub.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The civil registry's WSDL, the very file of the connector's folder: served, and held against what comes in. */
final class RegistryContract {
    static final String NAMESPACE = "urn:lienthong:simulator:civil-registry:1";
    private static final String RESOURCE = "/simulator/civil-registry.wsdl";
    private static final String ADDRESS_IN_FILE = "http://127.0.0.1:18081";

    private final String wsdl;
    private final Schema schema;

    private RegistryContract(String wsdl, Schema schema) {
        this.wsdl = wsdl;
        this.schema = schema;
    }

    static RegistryContract read() {
        try (InputStream file = RegistryContract.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path; the build copies it from"
                        + " connectors/civil-registry");
            }
            byte[] bytes = file.readAllBytes();
            return new RegistryContract(new String(bytes, StandardCharsets.UTF_8), schemaOf(SafeXml.read(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException e) {
            throw new IllegalStateException(RESOURCE + " is no valid WSDL", e);
        }
    }

    private static Schema schemaOf(Document wsdl) throws SAXException {
        Element element = (Element) wsdl.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema")
                .item(0);
        // The prefix is bound further out, where the schema's own reader does not look.
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:tns", NAMESPACE);
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return factory.newSchema(new DOMSource(element));
    }

    /** The text of a child element; empty where there is none. */
    static String text(Element parent, String name) {
        Element child = SafeXml.child(parent, NAMESPACE, name);
        return child == null ? "" : child.getTextContent().strip();
    }

    /** The WSDL, with the address at which it is served. */
    String wsdlAt(URI address) {
        return wsdl.replace(ADDRESS_IN_FILE, address.toString());
    }

    /** @throws SAXException telling where the element is not what the schema says */
    void check(Element body) throws SAXException {
        Validator validator = schema.newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        validator.setErrorHandler(new SafeXml.Throwing());
        try {
            validator.validate(new DOMSource(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

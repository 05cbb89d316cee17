package vn.lienthong.hub.translation.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;

/**
 * A contract as it is served from an address: its ports are at that address, and so are the documents that it imports, as
 * {@code ?xsd=name}. Documents that nothing in it leads to are not served.
 */
public final class PublishedWsdl {
    /** Stands for the address until somebody asks. */
    private static final String ADDRESS = "urn:lienthong:address-of-this-service";

    private final String main;
    private final Map<String, String> documents = new LinkedHashMap<>();

    private PublishedWsdl(String main) {
        this.main = main;
    }

    /**
     * @param main the contract, one that {@link SoapContract} reads
     * @throws IllegalArgumentException naming a document that is no XML
     */
    public static PublishedWsdl of(SchemaCatalogue catalogue, String main) {
        PublishedWsdl published = new PublishedWsdl(main);
        published.add(catalogue, main);
        return published;
    }

    /** The contract, for who asked at this address, without a query. */
    public String wsdl(String address) {
        return at(address, String.valueOf(documents.get(main)));
    }

    /** A document that the contract leads to, by the name that it is imported by. */
    public Optional<String> imported(String name, String address) {
        return Optional.ofNullable(documents.get(name)).map(text -> at(address, text));
    }

    private static String at(String address, String text) {
        String escaped = address.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        return text.replace(ADDRESS, escaped);
    }

    private void add(SchemaCatalogue catalogue, String location) {
        if (documents.containsKey(location)) {
            return;
        }
        byte[] content = content(catalogue, location);
        if (content == null) {
            return;
        }
        // Taken before its imports, which may lead back to it.
        documents.put(location, "");
        Document document = document(content, location);
        addresses(document);
        for (String name : new String[] {"import", "include", "redefine"}) {
            NodeList found = document.getElementsByTagNameNS("*", name);
            for (int i = 0; i < found.getLength(); i++) {
                Element element = (Element) found.item(i);
                imported(catalogue, location, element, "schemaLocation");
                imported(catalogue, location, element, "location");
            }
        }
        documents.put(location, text(document));
    }

    private static void addresses(Document document) {
        NodeList found = document.getElementsByTagNameNS("*", "address");
        for (int i = 0; i < found.getLength(); i++) {
            Element address = (Element) found.item(i);
            for (SoapVersion version : SoapVersion.values()) {
                if (version.binding().equals(address.getNamespaceURI())) {
                    address.setAttribute("location", ADDRESS);
                }
            }
        }
    }

    private void imported(SchemaCatalogue catalogue, String base, Element element, String attribute) {
        String told = element.getAttribute(attribute);
        if (told.isEmpty()) {
            return;
        }
        String location = SchemaCatalogue.resolve(base, told);
        add(catalogue, location);
        if (documents.containsKey(location)) {
            element.setAttribute(attribute, ADDRESS + "?xsd=" + URLEncoder.encode(location, StandardCharsets.UTF_8));
        }
    }

    private static byte @org.jspecify.annotations.Nullable [] content(SchemaCatalogue catalogue, String location) {
        try {
            return catalogue.document(location);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(location + " cannot be read", e);
        }
    }

    private static Document document(byte[] content, String location) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(content));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform reads XML", e);
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException(location + " is no XML: " + e.getMessage(), e);
        }
    }

    private static String text(Document document) {
        try {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            factory.newTransformer().transform(new DOMSource(document), new StreamResult(text));
            return text.toString(StandardCharsets.UTF_8);
        } catch (TransformerException e) {
            throw new IllegalStateException("what was read as XML can be written as XML", e);
        }
    }
}

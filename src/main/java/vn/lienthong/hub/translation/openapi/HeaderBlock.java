package vn.lienthong.hub.translation.openapi;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.lienthong.hub.translation.soap.Envelope;

/** Reads one element of an envelope's header into a small tree, which those who check security want. */
final class HeaderBlock {
    private static final int MOST_ELEMENTS = 100;
    private static final int LONGEST_TEXT = 20_000;

    private final Document document;
    private int elements;
    private int text;

    private HeaderBlock(Document document) {
        this.document = document;
    }

    /** @param reader at the element's start; it is left at its end */
    static Element read(XMLStreamReader reader) throws XMLStreamException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            HeaderBlock block = new HeaderBlock(factory.newDocumentBuilder().newDocument());
            block.copy(reader);
            return block.document.getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK makes documents", e);
        }
    }

    private void copy(XMLStreamReader reader) throws XMLStreamException {
        Node at = document;
        do {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> at = at.appendChild(element(reader));
                case XMLStreamConstants.END_ELEMENT -> at = at.getParentNode();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    text += reader.getTextLength();
                    refuseIfLong();
                    at.appendChild(document.createTextNode(reader.getText()));
                }
                default -> {
                    // Comments say nothing.
                }
            }
            if (at != document) {
                reader.next();
            }
        } while (at != document);
    }

    private Element element(XMLStreamReader reader) {
        elements++;
        refuseIfLong();
        Element element = document.createElementNS(
                reader.getNamespaceURI(), qualified(reader.getPrefix(), reader.getLocalName()));
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            element.setAttributeNS(
                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                    prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix,
                    reader.getNamespaceURI(i) == null ? "" : reader.getNamespaceURI(i));
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            text += reader.getAttributeValue(i).length();
            String namespace = reader.getAttributeNamespace(i);
            element.setAttributeNS(
                    namespace == null || namespace.isEmpty() ? null : namespace,
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        return element;
    }

    private static String qualified(String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private void refuseIfLong() {
        if (elements > MOST_ELEMENTS || text > LONGEST_TEXT) {
            throw Envelope.sender(
                    "có phần đầu hơn " + MOST_ELEMENTS + " phần tử hoặc " + LONGEST_TEXT
                            + " ký tự, quá dài để kiểm tra",
                    "has a header of more than " + MOST_ELEMENTS + " elements or " + LONGEST_TEXT
                            + " characters, which is too long to be checked");
        }
    }
}

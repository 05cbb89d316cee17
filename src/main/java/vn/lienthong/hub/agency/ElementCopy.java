package vn.lienthong.hub.agency;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Takes an element out of a document, with the namespaces that its names need. */
final class ElementCopy {
    private static final XMLOutputFactory WRITERS = writers();

    private ElementCopy() {}

    private static XMLOutputFactory writers() {
        WstxOutputFactory factory = new WstxOutputFactory();
        factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, true);
        return factory;
    }

    /**
     * Writes the element that the reader is at the start of, and leaves the reader at its end. Of an element that breaks off
     * all is written that was read.
     */
    static void write(XMLStreamReader reader, OutputStream out) throws XMLStreamException {
        XMLStreamWriter writer = WRITERS.createXMLStreamWriter(out, "UTF-8");
        try {
            int depth = 0;
            for (int event = reader.getEventType(); ; event = reader.next()) {
                depth += write(reader, writer, event);
                if (depth == 0) {
                    return;
                }
            }
        } finally {
            writer.flush();
        }
    }

    private static int write(XMLStreamReader reader, XMLStreamWriter writer, int event) throws XMLStreamException {
        if (event == XMLStreamConstants.START_ELEMENT) {
            start(reader, writer);
            return 1;
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
            writer.writeEndElement();
            return -1;
        }
        if (event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE) {
            writer.writeCharacters(reader.getText());
        }
        return 0;
    }

    private static void start(XMLStreamReader reader, XMLStreamWriter writer) throws XMLStreamException {
        writer.writeStartElement(text(reader.getPrefix()), reader.getLocalName(), text(reader.getNamespaceURI()));
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            writer.writeNamespace(text(reader.getNamespacePrefix(i)), text(reader.getNamespaceURI(i)));
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            writer.writeAttribute(
                    text(reader.getAttributePrefix(i)),
                    text(reader.getAttributeNamespace(i)),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i));
        }
    }

    private static String text(@org.jspecify.annotations.Nullable String orNull) {
        return orNull == null ? "" : orNull;
    }
}

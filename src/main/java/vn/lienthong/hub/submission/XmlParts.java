package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import vn.lienthong.hub.translation.Xop;

/** A part of a submission as elements of the namespace around it: members by their names, lists as repeated elements. */
final class XmlParts {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    private static final String AROUND = "part";

    private XmlParts() {}

    /** @throws IllegalArgumentException if a member's name can be no element's, or a text holds what XML cannot */
    static String of(JsonNode part) {
        var written = new StringWriter();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(written);
            // A writer writes one root only, and a part may have many elements.
            xml.writeStartElement(AROUND);
            content(xml, part);
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("a part of the submission has no XML form", e);
        }
        String whole = written.toString();
        int end = whole.lastIndexOf("</" + AROUND + ">");
        return end < 0 ? "" : whole.substring(whole.indexOf('>') + 1, end);
    }

    private static void content(XMLStreamWriter xml, JsonNode node) throws XMLStreamException {
        if (node.isObject()) {
            for (var members = node.fields(); members.hasNext(); ) {
                var member = members.next();
                element(xml, member.getKey(), member.getValue());
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                element(xml, "item", item);
            }
        } else if (node instanceof POJONode place && place.getPojo() instanceof Octets octets) {
            xml.writeStartElement("xop", "Include", Xop.NAMESPACE);
            xml.writeNamespace("xop", Xop.NAMESPACE);
            xml.writeAttribute("href", octets.toString());
            xml.writeEndElement();
        } else if (!node.isNull() && !node.isMissingNode()) {
            xml.writeCharacters(fit(node.asText()));
        }
    }

    private static void element(XMLStreamWriter xml, String name, JsonNode value) throws XMLStreamException {
        if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_.-]*")) {
            throw new IllegalArgumentException("a member of the submission has a name that no element can have");
        }
        if (value.isArray()) {
            for (JsonNode item : value) {
                element(xml, name, item);
            }
            return;
        }
        xml.writeStartElement(name);
        content(xml, value);
        xml.writeEndElement();
    }

    private static String fit(String text) {
        return text.codePoints()
                .map(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)
                                || c == '\t'
                                || c == '\n'
                                || c == '\r'
                        ? c
                        : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

package vn.lienthong.hub.translation;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Reads XML as a tree, in one pass: the root element is the tree; elements are members by local name, repeated ones
 * arrays; attributes are {@code @name}; text beside either is {@code #text}; an element of text alone is that text, and one
 * with {@code xsi:nil} is null.
 *
 * <p>A document type is refused whatever it says, so no entity is expanded and no file or address is opened.
 */
public final class XmlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final XMLStreamReader reader;
    private final Limits limits;
    private int values;

    XmlTree(XMLStreamReader reader, Limits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /** @throws Undeliverable with line and column, if this is not XML that may be read */
    public static JsonNode read(byte[] xml) {
        return read(new ByteArrayInputStream(xml), Limits.MESSAGE);
    }

    /** @throws Undeliverable with line and column, if this is not XML that may be read */
    public static JsonNode read(InputStream xml, Limits limits) {
        return records(xml, "", limits).next().tree();
    }

    /**
     * Reads the element that a reader stands at or before; whoever opened the reader closes it.
     *
     * @throws Undeliverable with line and column, if this is not XML that may be read
     */
    public static JsonNode read(XMLStreamReader reader, Limits limits) {
        try {
            while (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
                next(reader);
            }
            return new XmlTree(reader, limits).element();
        } catch (XMLStreamException e) {
            throw XmlRecords.unreadable(e);
        }
    }

    /**
     * Reads the elements at a JSON Pointer one by one, such as {@code /Body/HoSo}, without holding the others; the empty
     * pointer is the root element.
     */
    public static Records records(InputStream xml, String pointer, Limits limits) {
        return new XmlRecords(xml, pointer, limits);
    }

    /**
     * A reader for those who look around the trees in a document themselves.
     *
     * @throws Undeliverable with line and column, if this is not XML that may be read
     */
    public static XMLStreamReader reader(InputStream xml, Limits limits) {
        try {
            return open(xml, limits);
        } catch (XMLStreamException e) {
            throw XmlRecords.unreadable(e);
        }
    }

    /** What a reader's failure comes to, told with line and column; a stream that breaks is told as such. */
    public static RuntimeException unreadable(XMLStreamException e) {
        return XmlRecords.unreadable(e);
    }

    static XMLStreamReader open(InputStream xml, Limits limits) throws XMLStreamException {
        return factory(limits).createXMLStreamReader(new BoundedInput(xml, limits.bytes()));
    }

    private static XMLInputFactory factory(Limits limits) {
        return limits.equals(Limits.MESSAGE) ? ForMessages.FACTORY : configured(limits);
    }

    private static XMLInputFactory configured(Limits limits) {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.textLength());
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, (long) limits.textLength());
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }

    /** Reads the element the reader stands at the start of, and leaves the reader at its end. */
    JsonNode element() throws XMLStreamException {
        values = 0;
        return readElement();
    }

    private JsonNode readElement() throws XMLStreamException {
        count();
        boolean nil = isNil();
        ObjectNode members = attributes();
        StringBuilder text = null;
        String onlyText = "";
        for (int event = next(reader); event != XMLStreamConstants.END_ELEMENT; event = next(reader)) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                members = members == null ? NODES.objectNode() : members;
                String name = reader.getLocalName();
                add(members, name, readElement());
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                if (onlyText.isEmpty()) {
                    onlyText = reader.getText();
                } else {
                    text = text == null ? new StringBuilder(onlyText) : text;
                    text.append(reader.getText());
                }
            }
        }
        if (nil) {
            return NODES.nullNode();
        }
        String all = text == null ? onlyText : text.toString();
        if (members == null) {
            return NODES.textNode(all);
        }
        if (!all.isBlank()) {
            members.put("#text", all);
        }
        return members;
    }

    private boolean isNil() {
        String nil = reader.getAttributeValue(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
        return nil != null && (nil.strip().equals("true") || nil.strip().equals("1"));
    }

    private @org.jspecify.annotations.Nullable ObjectNode attributes() {
        ObjectNode members = null;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (!XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(reader.getAttributeNamespace(i))) {
                members = members == null ? NODES.objectNode() : members;
                members.put("@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                count();
            }
        }
        return members;
    }

    /** Refuses a document type as soon as it is seen. */
    static int next(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw Unreadable.malformed(
                    new Bilingual(
                            "Nội dung XML có khai báo kiểu tài liệu hoặc thực thể, là thứ bị từ chối",
                            "The XML declares a document type or uses an entity, which is refused"),
                    reader.getLocation().getLineNumber(),
                    reader.getLocation().getColumnNumber(),
                    new Bilingual("Hãy bỏ DOCTYPE và gửi lại.", "Leave the DOCTYPE out and send it again."),
                    null);
        }
        return event;
    }

    private void count() {
        if (++values > limits.values()) {
            throw Unreadable.tooLarge(
                    "Một bản ghi XML có hơn " + limits.values() + " giá trị.",
                    "One XML record has more than " + limits.values() + " values.");
        }
    }

    private static void add(ObjectNode members, String name, JsonNode value) {
        JsonNode known = members.get(name);
        if (known == null) {
            members.set(name, value);
        } else if (known instanceof ArrayNode array) {
            array.add(value);
        } else {
            members.set(name, NODES.arrayNode().add(known).add(value));
        }
    }

    private static final class ForMessages {
        static final XMLInputFactory FACTORY = configured(Limits.MESSAGE);
    }
}

package vn.lienthong.hub.translation.schema;

import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;

/** The XML of one document as it is read, and what everyone who reads it has to keep to. */
final class XmlReading {
    final XMLStreamReader reader;
    final Limits limits;
    final boolean strict;
    final Trail trail;
    final SimpleType.Prefixes prefixes;
    private final StringBuilder text = new StringBuilder();
    private @Nullable QName last;
    private boolean stopped;
    private long dropped;

    XmlReading(XMLStreamReader reader, Strictness strictness, Limits limits) {
        this.reader = reader;
        this.limits = limits;
        this.strict = strictness == Strictness.STRICT;
        this.trail = new Trail(limits.depth());
        this.prefixes = reader::getNamespaceURI;
    }

    long dropped() {
        return dropped;
    }

    /** Stops before the first member of this name that the root has. */
    void stopBefore(QName member) {
        last = member;
    }

    /** Whether reading stops here, at the start of a member. */
    boolean stops() {
        stopped |= last != null && trail.depth() == 1 && reader.getName().equals(last);
        return stopped;
    }

    boolean stopped() {
        return stopped;
    }

    String where() {
        return trail.toString();
    }

    /** What {@link #textBefore} has gathered. */
    String text() {
        return text.toString();
    }

    boolean hasText() {
        return !text.isEmpty();
    }

    /** Counts what is passed over, or refuses it. */
    void drop(String found) {
        if (strict) {
            throw Untranslatable.structure(where(), found, null);
        }
        dropped++;
    }

    void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    void refuseText() {
        if (!Lexical.isBlank(reader.getText())) {
            drop("has text between its elements");
        }
    }

    /** Reads an element without content to its end. */
    void empty() throws XMLStreamException {
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                drop("is nil and has the element " + reader.getLocalName());
                skip();
            } else {
                drop("is nil and has text");
            }
        }
    }

    /** Reads an element with text alone to its end. */
    String elementText() throws XMLStreamException {
        int event = next();
        text.setLength(0);
        if (event == XMLStreamConstants.CHARACTERS) {
            refuseLongText();
            String only = reader.getText();
            event = next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return only;
            }
            text.append(only);
        }
        event = moreText(event);
        while (event == XMLStreamConstants.START_ELEMENT) {
            refuseElement();
            event = moreText(next());
        }
        return text.toString();
    }

    /** Passes over an element where only text may stand, or refuses it. */
    void refuseElement() throws XMLStreamException {
        drop("has the element " + reader.getLocalName() + " where only text may stand");
        skip();
    }

    /** Gathers text until an element starts or ends. */
    int textBefore() throws XMLStreamException {
        text.setLength(0);
        return moreText(next());
    }

    private void refuseLongText() {
        if (text.length() + reader.getTextLength() > limits.textLength()) {
            throw Untranslatable.tooLarge(where(), "is longer than " + limits.textLength() + " characters");
        }
    }

    private int moreText(int from) throws XMLStreamException {
        int event = from;
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            refuseLongText();
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            event = next();
        }
        return event;
    }

    /** Start, end or text; whatever else XML has is passed over. */
    int next() throws XMLStreamException {
        while (true) {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT,
                        XMLStreamConstants.END_ELEMENT,
                        XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    return event;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Untranslatable.malformed(
                            where(), "declares a document type or uses an entity, which is refused");
                default -> {}
            }
        }
    }
}

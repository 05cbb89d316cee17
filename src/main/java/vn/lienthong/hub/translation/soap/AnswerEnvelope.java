package vn.lienthong.hub.translation.soap;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** What is around the body of an answer: it has to be an envelope of the version that was asked in, and about that message. */
final class AnswerEnvelope {
    static final String BODY = "/Envelope/Body";

    /** Headers that a caller may leave unread though they must be understood. */
    private static final Set<String> UNDERSTOOD =
            Set.of("http://www.w3.org/2005/08/addressing", "http://schemas.xmlsoap.org/ws/2004/08/addressing");

    private static final QName RELATES_TO = new QName("http://www.w3.org/2005/08/addressing", "RelatesTo");

    private final SoapVersion version;
    private final SoapOperation operation;
    private final @Nullable String messageId;
    private final Declared headers;

    /** Takes a header that the contract declares. */
    interface Declared {
        /** @param reader at the header's start; it is left at its end */
        void take(XMLStreamReader reader, ElementTranslation header) throws IOException;
    }

    /** @param messageId what the request was called in WS-Addressing; an answer to another is refused. Null for nothing */
    AnswerEnvelope(SoapVersion version, SoapOperation operation, @Nullable String messageId, Declared headers) {
        this.version = version;
        this.operation = operation;
        this.messageId = messageId;
        this.headers = headers;
    }

    /** Leaves the reader at the start of the body. */
    void start(XMLStreamReader reader) throws XMLStreamException, IOException {
        refuseDocumentType(reader);
        if (!reader.getLocalName().equals("Envelope")) {
            throw Untranslatable.structure("/", "is <" + shown(reader.getName()) + ">", "an envelope of " + version);
        }
        if (!version.namespace().equals(reader.getNamespaceURI())) {
            throw Untranslatable.structure("/Envelope", "is of " + versionOf(reader), version.toString());
        }
        nextTag(reader, "/Envelope");
        if (isSoap(reader, "Header")) {
            header(reader);
            nextTag(reader, "/Envelope");
        }
        if (!reader.isStartElement() || !isSoap(reader, "Body")) {
            throw Untranslatable.structure("/Envelope", "has no body", "a body");
        }
    }

    private static void refuseDocumentType(XMLStreamReader reader) throws XMLStreamException {
        while (!reader.isStartElement()) {
            if (reader.getEventType() == XMLStreamConstants.DTD) {
                throw Untranslatable.malformed("/", "declares a document type, which is refused");
            }
            reader.next();
        }
    }

    private static String versionOf(XMLStreamReader reader) {
        for (SoapVersion other : SoapVersion.values()) {
            if (other.namespace().equals(reader.getNamespaceURI())) {
                return other.toString();
            }
        }
        return "the namespace \"" + shortened(String.valueOf(reader.getNamespaceURI()), 80) + "\"";
    }

    private void header(XMLStreamReader reader) throws XMLStreamException, IOException {
        while (nextTag(reader, "/Envelope/Header") == XMLStreamConstants.START_ELEMENT) {
            QName name = reader.getName();
            Optional<ElementTranslation> declared = operation.outputHeaders().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            if (declared.isPresent()) {
                headers.take(reader, declared.get());
                continue;
            }
            String must = reader.getAttributeValue(version.namespace(), "mustUnderstand");
            boolean isMust =
                    must != null && (must.strip().equals("1") || must.strip().equals("true"));
            if (isMust && !UNDERSTOOD.contains(String.valueOf(reader.getNamespaceURI()))) {
                throw Untranslatable.structure(
                        "/Envelope/Header",
                        "has <" + shown(reader.getName()) + ">, which has to be understood and is not",
                        null);
            }
            if (messageId != null && name.equals(RELATES_TO)) {
                relates(reader, messageId);
            } else {
                skip(reader);
            }
        }
    }

    private static void relates(XMLStreamReader reader, String messageId) throws XMLStreamException {
        String kind = reader.getAttributeValue(null, "RelationshipType");
        boolean isReply = kind == null || kind.equals(RELATES_TO.getNamespaceURI() + "/reply");
        if (!reader.getElementText().strip().equals(messageId) && isReply) {
            throw Untranslatable.structure(
                    "/Envelope/Header/RelatesTo", "names another message", "the one that was sent");
        }
    }

    /** Reads from the body's end to the end of the document. */
    void end(XMLStreamReader reader) throws XMLStreamException {
        if (nextTag(reader, "/Envelope") != XMLStreamConstants.END_ELEMENT) {
            throw Untranslatable.structure(
                    "/Envelope",
                    "has <" + shown(reader.getName()) + "> after its body",
                    "one body and nothing after it");
        }
        while (reader.hasNext()) {
            reader.next();
        }
    }

    boolean isSoap(XMLStreamReader reader, String local) {
        return reader.isStartElement()
                && reader.getLocalName().equals(local)
                && version.namespace().equals(reader.getNamespaceURI());
    }

    /** Goes on to where an element starts or ends; there is no text between those. */
    static int nextTag(XMLStreamReader reader, String path) throws XMLStreamException {
        int event = reader.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            boolean isText = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
            if (event == XMLStreamConstants.ENTITY_REFERENCE || isText && !reader.isWhiteSpace()) {
                throw Untranslatable.structure(path, "has text", "elements");
            }
            event = reader.next();
        }
        return event;
    }

    static void skip(XMLStreamReader reader) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = reader.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    static String shown(@Nullable QName name) {
        return shortened(String.valueOf(name), 120);
    }

    static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }
}

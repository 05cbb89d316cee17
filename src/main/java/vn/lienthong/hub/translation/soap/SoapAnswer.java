package vn.lienthong.hub.translation.soap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.schema.XmlInput;

/** Reads the envelope of an answer, its body translated to JSON as it comes. */
public final class SoapAnswer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String BODY = "/Envelope/Body";

    /** Headers that a caller may leave unread though they must be understood. */
    private static final Set<String> UNDERSTOOD =
            Set.of("http://www.w3.org/2005/08/addressing", "http://schemas.xmlsoap.org/ws/2004/08/addressing");

    private final SoapVersion version;
    private final SoapOperation operation;
    private final Strictness strictness;
    private final Limits limits;

    public SoapAnswer(SoapVersion version, SoapOperation operation, Strictness strictness, Limits limits) {
        this.version = version;
        this.operation = operation;
        this.strictness = strictness;
        this.limits = limits;
    }

    /**
     * Reads the whole envelope. Neither stream is closed, and what was written before a failure stays written.
     *
     * @param json gets the output; nothing of a fault, and nothing where the operation's answer is empty
     * @throws Untranslatable if it is no envelope of this version, or not what the operation answers
     * @throws IOException if a stream breaks
     */
    public SoapOutcome read(InputStream xml, OutputStream json) throws IOException {
        try {
            return read(XmlInput.within(limits).reader(xml), json);
        } catch (XMLStreamException e) {
            throw XmlInput.told(e, BODY);
        }
    }

    /**
     * Reads an answer of several parts, as MTOM has them: an envelope and what it refers to, which becomes base64 in its
     * place. It is held as a whole, within the limits.
     *
     * @param contentType its type with boundary and start
     */
    public SoapOutcome readParts(InputStream content, String contentType, OutputStream json) throws IOException {
        MimeParts parts = MimeParts.read(content, contentType, limits);
        MimeParts.Part root = parts.root(MimeParts.parameter(contentType, "start"));
        InputStream xml = new ByteArrayInputStream(parts.bytes(), root.start(), root.end() - root.start());
        try {
            return read(new XopReader(XmlInput.within(limits).reader(xml), parts), json);
        } catch (XMLStreamException e) {
            throw XmlInput.told(e, BODY);
        }
    }

    private SoapOutcome read(XMLStreamReader reader, OutputStream json) throws XMLStreamException, IOException {
        start(reader);
        SoapOutcome outcome = body(reader, json);
        if (outcome instanceof SoapOutcome.Answered) {
            end(reader);
        }
        return outcome;
    }

    /** Leaves the reader at the start of the body. */
    private void start(XMLStreamReader reader) throws XMLStreamException {
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

    private void header(XMLStreamReader reader) throws XMLStreamException {
        while (nextTag(reader, "/Envelope/Header") == XMLStreamConstants.START_ELEMENT) {
            String must = reader.getAttributeValue(version.namespace(), "mustUnderstand");
            boolean isMust =
                    must != null && (must.strip().equals("1") || must.strip().equals("true"));
            if (isMust && !UNDERSTOOD.contains(String.valueOf(reader.getNamespaceURI()))) {
                throw Untranslatable.structure(
                        "/Envelope/Header",
                        "has <" + shown(reader.getName()) + ">, which has to be understood and is not",
                        null);
            }
            skip(reader);
        }
    }

    private SoapOutcome body(XMLStreamReader reader, OutputStream json) throws XMLStreamException, IOException {
        ElementTranslation output = operation.output();
        boolean isEmpty = nextTag(reader, BODY) == XMLStreamConstants.END_ELEMENT;
        if (!isEmpty && isSoap(reader, "Fault")) {
            return new SoapFaultReader(operation.faults(), limits).read(reader);
        }
        if (isEmpty && output == null) {
            return new SoapOutcome.Answered(0);
        }
        if (isEmpty || output == null) {
            throw Untranslatable.structure(
                    BODY,
                    isEmpty ? "is empty" : "has <" + shown(reader.getName()) + ">",
                    output == null ? "nothing in it" : "<" + output.name() + ">");
        }
        if (!reader.getName().equals(output.name())) {
            throw Untranslatable.structure(BODY, "has <" + shown(reader.getName()) + ">", "<" + output.name() + ">");
        }
        long dropped = translate(reader, output, json);
        if (nextTag(reader, BODY) != XMLStreamConstants.END_ELEMENT) {
            throw Untranslatable.structure(BODY, "has a second element, <" + shown(reader.getName()) + ">", "one");
        }
        return new SoapOutcome.Answered(dropped);
    }

    private long translate(XMLStreamReader reader, ElementTranslation output, OutputStream json) throws IOException {
        try (JsonGenerator generator =
                JSON.createGenerator(json).configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)) {
            // Half an answer is no answer: nothing is completed on behalf of a failed translation.
            generator.configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false);
            generator.configure(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM, false);
            return output.toJson(reader, generator, strictness, limits);
        }
    }

    private void end(XMLStreamReader reader) throws XMLStreamException {
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

    private boolean isSoap(XMLStreamReader reader, String local) {
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

    private static String shown(@Nullable QName name) {
        return shortened(String.valueOf(name), 120);
    }

    static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }
}

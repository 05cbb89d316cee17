package vn.lienthong.hub.translation.soap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

    /** What many a client and proxy takes for a header of HTTP. */
    private static final int LONGEST_HEADER = 6_000;

    /** Headers that a caller may leave unread though they must be understood. */
    private static final Set<String> UNDERSTOOD =
            Set.of("http://www.w3.org/2005/08/addressing", "http://schemas.xmlsoap.org/ws/2004/08/addressing");

    private static final QName RELATES_TO = new QName("http://www.w3.org/2005/08/addressing", "RelatesTo");

    private final SoapVersion version;
    private final SoapOperation operation;
    private final Strictness strictness;
    private final Limits limits;
    private final @Nullable String messageId;
    private final Consumer<SoapOutcome.Detail> headers;

    public SoapAnswer(SoapVersion version, SoapOperation operation, Strictness strictness, Limits limits) {
        this(version, operation, strictness, limits, null, header -> {});
    }

    /**
     * @param messageId what the request was called in WS-Addressing; an answer to another is refused. Null for nothing
     * @param headers gets each declared header before anything of the body is written
     */
    public SoapAnswer(
            SoapVersion version,
            SoapOperation operation,
            Strictness strictness,
            Limits limits,
            @Nullable String messageId,
            Consumer<SoapOutcome.Detail> headers) {
        this.version = version;
        this.operation = operation;
        this.strictness = strictness;
        this.limits = limits;
        this.messageId = messageId;
        this.headers = headers;
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
            return read(XmlInput.within(limits).reader(xml), json, null);
        } catch (XMLStreamException e) {
            throw XmlInput.told(e, BODY);
        }
    }

    /**
     * Reads an answer of several parts. What an envelope of MTOM refers to becomes base64 in its place; what comes beside an
     * envelope follows its body, as base64 too. Parts that come in the order in which they are needed are not held.
     *
     * @param contentType its type with boundary and start
     */
    public SoapOutcome readParts(InputStream content, String contentType, OutputStream json) throws IOException {
        Attachments parts = new Attachments(MimeReader.of(content, contentType, limits));
        try {
            MimeReader.Part root = parts.root(MimeReader.parameter(contentType, "start"));
            boolean isXop =
                    operation.outputAttachments().isEmpty() || root.type().startsWith("application/xop+xml");
            // What it refers to comes behind it, so an envelope of MTOM is held; it is what is left without the octets.
            InputStream xml = isXop ? new ByteArrayInputStream(root.content().readAllBytes()) : root.content();
            XMLStreamReader reader = XmlInput.within(limits).reader(xml);
            SoapOutcome outcome = read(isXop ? new XopReader(reader, parts) : reader, json, parts);
            if (outcome instanceof SoapOutcome.Answered) {
                parts.end();
            }
            return outcome;
        } catch (XMLStreamException e) {
            throw XmlInput.told(e, BODY);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** @param parts what comes beside the envelope; null where it comes alone */
    private SoapOutcome read(XMLStreamReader reader, OutputStream json, @Nullable Attachments parts)
            throws XMLStreamException, IOException {
        start(reader);
        boolean isBeside = !operation.outputAttachments().isEmpty();
        SoapOutcome outcome = body(reader, isBeside ? new Besides(json, operation.output() != null) : json);
        if (outcome instanceof SoapOutcome.Answered) {
            end(reader);
            if (isBeside) {
                attachments(json, parts);
            }
        }
        return outcome;
    }

    private void attachments(OutputStream json, @Nullable Attachments parts) throws IOException {
        json.write((operation.output() == null ? "{\"attachments\":" : ",\"attachments\":").getBytes(UTF_8));
        try (JsonGenerator generator = generator(json)) {
            generator.writeStartObject();
            if (parts != null) {
                parts.write(operation.outputAttachments(), generator);
            }
            generator.writeEndObject();
            generator.flush();
        }
        json.write('}');
    }

    /** Puts the name of the member before a body's first octet, so that nothing is written where no body comes. */
    private static final class Besides extends FilterOutputStream {
        private boolean isBegun;

        Besides(OutputStream out, boolean hasBody) {
            super(out);
            isBegun = !hasBody;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!isBegun) {
                out.write("{\"body\":".getBytes(UTF_8));
                isBegun = true;
            }
            out.write(bytes, offset, length);
        }
    }

    /** Leaves the reader at the start of the body. */
    private void start(XMLStreamReader reader) throws XMLStreamException, IOException {
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
                headers.accept(declared(reader, declared.get()));
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

    private SoapOutcome.Detail declared(XMLStreamReader reader, ElementTranslation element) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        translate(new WithoutAttributesOf(version.namespace(), reader), element, json);
        if (json.size() > LONGEST_HEADER) {
            throw Untranslatable.tooLarge(
                    "/Envelope/Header/" + element.name().getLocalPart(), "is longer than " + LONGEST_HEADER + " bytes");
        }
        return new SoapOutcome.Detail(element.name().getLocalPart(), json.toByteArray());
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
        try (JsonGenerator generator = generator(json)) {
            return output.toJson(reader, generator, strictness, limits);
        }
    }

    private static JsonGenerator generator(OutputStream json) throws IOException {
        // Half an answer is no answer: nothing is completed on behalf of a failed translation.
        return JSON.createGenerator(json)
                .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                .configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false)
                .configure(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM, false);
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

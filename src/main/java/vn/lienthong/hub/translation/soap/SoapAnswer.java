package vn.lienthong.hub.translation.soap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
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

    /** What many a client and proxy takes for a header of HTTP. */
    private static final int LONGEST_HEADER = 6_000;

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
            throw XmlInput.told(e, AnswerEnvelope.BODY);
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
            throw XmlInput.told(e, AnswerEnvelope.BODY);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** @param parts what comes beside the envelope; null where it comes alone */
    private SoapOutcome read(XMLStreamReader reader, OutputStream json, @Nullable Attachments parts)
            throws XMLStreamException, IOException {
        AnswerEnvelope envelope = new AnswerEnvelope(
                version, operation, messageId, (header, element) -> headers.accept(declared(header, element)));
        envelope.start(reader);
        boolean isBeside = !operation.outputAttachments().isEmpty();
        SoapOutcome outcome = body(envelope, reader, isBeside ? new Besides(json, operation.output() != null) : json);
        if (outcome instanceof SoapOutcome.Answered) {
            envelope.end(reader);
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

    private SoapOutcome.Detail declared(XMLStreamReader reader, ElementTranslation element) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        translate(new WithoutAttributesOf(version.namespace(), reader), element, json);
        if (json.size() > LONGEST_HEADER) {
            throw Untranslatable.tooLarge(
                    "/Envelope/Header/" + element.name().getLocalPart(), "is longer than " + LONGEST_HEADER + " bytes");
        }
        return new SoapOutcome.Detail(element.name().getLocalPart(), json.toByteArray());
    }

    private SoapOutcome body(AnswerEnvelope envelope, XMLStreamReader reader, OutputStream json)
            throws XMLStreamException, IOException {
        ElementTranslation output = operation.output();
        boolean isEmpty = AnswerEnvelope.nextTag(reader, AnswerEnvelope.BODY) == XMLStreamConstants.END_ELEMENT;
        if (!isEmpty && envelope.isSoap(reader, "Fault")) {
            return new SoapFaultReader(operation.faults(), limits).read(reader);
        }
        if (isEmpty && output == null) {
            return new SoapOutcome.Answered(0);
        }
        if (isEmpty || output == null) {
            throw Untranslatable.structure(
                    AnswerEnvelope.BODY,
                    isEmpty ? "is empty" : "has <" + AnswerEnvelope.shown(reader.getName()) + ">",
                    output == null ? "nothing in it" : "<" + output.name() + ">");
        }
        if (!reader.getName().equals(output.name())) {
            throw Untranslatable.structure(
                    AnswerEnvelope.BODY,
                    "has <" + AnswerEnvelope.shown(reader.getName()) + ">",
                    "<" + output.name() + ">");
        }
        long dropped = translate(reader, output, json);
        if (AnswerEnvelope.nextTag(reader, AnswerEnvelope.BODY) != XMLStreamConstants.END_ELEMENT) {
            throw Untranslatable.structure(
                    AnswerEnvelope.BODY,
                    "has a second element, <" + AnswerEnvelope.shown(reader.getName()) + ">",
                    "one");
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
}

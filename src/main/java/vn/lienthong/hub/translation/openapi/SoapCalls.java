package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.schema.XmlInput;
import vn.lienthong.hub.translation.soap.Envelope;
import vn.lienthong.hub.translation.soap.EnvelopeGuard;
import vn.lienthong.hub.translation.soap.MtomEnvelope;
import vn.lienthong.hub.translation.soap.SoapRefused;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** Reads envelopes as calls of the operations of a contract. */
public final class SoapCalls {
    /** Of an envelope that is no longer than this, all is known to be right before the service is asked. */
    private static final int SHORT = 64 << 10;

    private static final String BODY = "body";
    private static final JsonFactory JSON = new JsonFactory();

    private final RestContract contract;
    private final Strictness strictness;
    private final Limits limits;
    private final @Nullable Consumer<Element> security;
    private final @Nullable EnvelopeGuard guard;
    private final LongConsumer drops;

    public SoapCalls(RestContract contract, Strictness strictness, Limits limits) {
        this(contract, strictness, limits, null, null, dropped -> {});
    }

    /**
     * @param strictness of the bodies of requests; what is around them is always held to the contract
     * @param security checks the header of WS-Security, which each envelope has to have then; null where none is asked for
     * @param guard checks each envelope while it is read, which has to have a header of WS-Security then; null for none
     * @param drops gets how much of a body was dropped, once it is written
     */
    public SoapCalls(
            RestContract contract,
            Strictness strictness,
            Limits limits,
            @Nullable Consumer<Element> security,
            @Nullable EnvelopeGuard guard,
            LongConsumer drops) {
        this.security = security;
        this.guard = guard;
        this.drops = drops;
        this.contract = contract;
        this.strictness = strictness;
        this.limits = limits;
    }

    /**
     * A call that was read.
     *
     * @param messageId what WS-Addressing calls it, which its answer relates to; empty if nothing
     */
    public record Call(RestOperation operation, RestRequest request, String messageId) {}

    /**
     * Reads an envelope, a long one up to the body of its request, which is read when it is written. The stream is not closed.
     *
     * @param action what the request says it is; null or empty where it says nothing
     * @throws SoapRefused if it is no call of an operation
     * @throws Untranslatable if it is not what the contract allows, or beyond the limits
     * @throws IOException if the stream breaks
     */
    public Call read(SoapVersion version, @Nullable String action, InputStream xml) throws IOException {
        return read(version, action, "", xml);
    }

    /**
     * As above, of a message of MTOM: what its envelope refers to is taken for Base64 in its place.
     *
     * @param contentType with the boundary of its parts; empty for an envelope alone
     */
    public Call read(SoapVersion version, @Nullable String action, String contentType, InputStream xml)
            throws IOException {
        byte[] head = xml.readNBytes(SHORT + 1);
        boolean whole = head.length <= SHORT;
        InputStream held = new ByteArrayInputStream(head);
        try {
            InputStream all = whole ? held : new SequenceInputStream(held, xml);
            XMLStreamReader plain = contentType.isEmpty()
                    ? XmlInput.within(limits).reader(all)
                    : MtomEnvelope.reader(all, contentType, limits);
            XMLStreamReader reader = guard == null ? plain : guard.guarded(plain);
            CallHeaders headers = new CallHeaders(security != null || guard != null);
            Envelope.begin(reader, version, headers);
            if (security != null) {
                security.accept(headers.security());
            } else if (guard != null) {
                headers.security();
            }
            Addressing addressing = headers.addressing();
            RestOperation operation = operation(reader.getName(), action);
            operation(reader.getName(), addressing.action());
            return new Call(operation, request(operation, reader, whole), addressing.messageId());
        } catch (XMLStreamException e) {
            throw XmlInput.told(e, "/Envelope");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private RestOperation operation(QName element, @Nullable String action) {
        RestOperation operation = contract.operations().get(element);
        if (operation == null) {
            throw Envelope.sender(
                    "có " + element.getLocalPart() + " của \"" + element.getNamespaceURI()
                            + "\" trong Body, không phải thao tác nào; cần một thao tác của WSDL",
                    "has " + element.getLocalPart() + " of \"" + element.getNamespaceURI()
                            + "\" in its Body, which is no operation; expected one of the WSDL");
        }
        String expected = contract.namespace() + "/" + operation.name();
        if (action != null && !action.isEmpty() && !action.equals(expected)) {
            throw Envelope.sender(
                    "nói action khác với thao tác " + operation.name() + " trong Body; cần " + expected
                            + " hoặc để trống",
                    "says another action than the operation " + operation.name() + " in its Body; expected " + expected
                            + " or none");
        }
        return operation;
    }

    private RestRequest request(RestOperation operation, XMLStreamReader reader, boolean whole)
            throws IOException, XMLStreamException {
        ElementTranslation request = contract.element(operation.request());
        RestOperation.Body declared = operation.body();
        ByteArrayOutputStream parameters = new ByteArrayOutputStream();
        boolean hasBody;
        try (JsonGenerator generator = JSON.createGenerator(parameters)) {
            generator.configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false);
            QName body = new QName(contract.namespace(), BODY);
            hasBody = request.toJsonBefore(body, reader, generator, Strictness.STRICT, limits);
        }
        RestRequest.Content content = null;
        String type = null;
        if (hasBody && declared != null) {
            CallBody body = new CallBody(request.member(BODY), declared, reader, strictness, limits, drops);
            type = body.contentType();
            content = whole ? held(body) : body;
        } else {
            Envelope.end(reader);
        }
        return RestRequest.of(operation, parameters.toByteArray(), content, type);
    }

    private static RestRequest.Held held(CallBody body) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        body.writeTo(octets);
        return new RestRequest.Held(octets.toByteArray());
    }
}

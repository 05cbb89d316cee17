package vn.lienthong.hub.translation.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.openapi.RestOperation.Answer;
import vn.lienthong.hub.translation.openapi.RestOperation.Form;
import vn.lienthong.hub.translation.schema.BoundedJson;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** Writes what a REST service answers as envelopes. */
public final class SoapReplies {
    private final RestContract contract;
    private final Strictness strictness;
    /** The most of a fault's detail that is read and written, in bytes: it is held. */
    private static final int LONGEST_DETAIL = 32 << 10;

    private final Limits limits;
    private final LongConsumer drops;

    public SoapReplies(RestContract contract, Strictness strictness, Limits limits) {
        this(contract, strictness, limits, dropped -> {});
    }

    /** @param drops gets how much of each body was dropped */
    public SoapReplies(RestContract contract, Strictness strictness, Limits limits, LongConsumer drops) {
        this.drops = drops;
        this.contract = contract;
        this.strictness = strictness;
        this.limits = limits;
    }

    /** What an answer was. */
    public enum Outcome {
        ANSWERED,
        /** A fault of whoever asked. */
        SENDER_FAULT,
        /** A fault of the service. */
        RECEIVER_FAULT
    }

    /**
     * Writes the answer of a service: what its contract calls a success as the answer, anything else as a fault, with the
     * detail that is declared for the status. What was written before a failure stays written.
     *
     * @param body is read and not closed
     * @throws Untranslatable if the body is not what the contract says of this status
     * @throws IOException if a stream breaks
     */
    public Outcome write(SoapVersion version, RestOperation operation, int status, InputStream body, OutputStream out)
            throws IOException {
        return write(version, operation, "", status, body, out);
    }

    /**
     * As above, for a call that WS-Addressing has a name for.
     *
     * @param relatesTo the call's message id; empty for none
     */
    public Outcome write(
            SoapVersion version,
            RestOperation operation,
            String relatesTo,
            int status,
            InputStream body,
            OutputStream out)
            throws IOException {
        Answer answer = operation.answer(status);
        if (status >= 200 && status < 300) {
            if (answer == null || answer.element() != null) {
                throw Untranslatable.structure("/", "has the status " + status, "one that the contract declares");
            }
            out.write(head(version, relatesTo));
            element(operation.response(), status, answer, body, out, limits);
            out.write("</s:Body></s:Envelope>".getBytes(UTF_8));
            return Outcome.ANSWERED;
        }
        boolean sender = status >= 400 && status < 500;
        byte[] detail = {};
        if (answer != null && answer.element() != null) {
            detail = detail(answer, answer.element(), status, body);
        }
        fault(
                version,
                sender ? Code.SENDER : Code.RECEIVER,
                "The service answered with the status " + status,
                relatesTo,
                detail,
                out);
        return sender ? Outcome.SENDER_FAULT : Outcome.RECEIVER_FAULT;
    }

    // A body that is not the declared one costs the detail's rest and not the fault: the status says enough.
    private byte[] detail(Answer answer, QName element, int status, InputStream body) throws IOException {
        ByteArrayOutputStream detail = new ByteArrayOutputStream();
        Limits small = limits.ofBytes(Math.min(LONGEST_DETAIL, limits.bytes()));
        try {
            element(element, status, answer, body, detail, small);
        } catch (Untranslatable undeclared) {
            detail.reset();
        }
        if (detail.size() == 0 || detail.size() > LONGEST_DETAIL) {
            detail.reset();
            element(element, status, new Answer(element, null, "body"), InputStream.nullInputStream(), detail, small);
        }
        return detail.toByteArray();
    }

    private void element(QName element, int status, Answer answer, InputStream body, OutputStream out, Limits within)
            throws IOException {
        try {
            translate(element, status, answer, body, out, within);
        } catch (JsonProcessingException e) {
            throw Untranslatable.malformed("/" + element.getLocalPart(), "is not well-formed JSON");
        }
    }

    private void translate(QName element, int status, Answer answer, InputStream body, OutputStream out, Limits within)
            throws IOException {
        TokenBuffer head = new TokenBuffer(null, false);
        head.writeStartObject();
        head.writeNumberField("status", status);
        TokenBuffer tail = new TokenBuffer(null, false);
        JsonParser content = content(within, answer.form(), body);
        if (content != null) {
            head.writeFieldName(answer.member());
        }
        tail.writeEndObject();
        JsonParser all = content == null
                ? JsonParserSequence.createFlattened(true, head.asParser(), tail.asParser())
                : JsonParserSequence.createFlattened(
                        true, JsonParserSequence.createFlattened(true, head.asParser(), content), tail.asParser());
        all.nextToken();
        drops.accept(contract.element(element).toXml(all, out, strictness, within));
        if (all.currentToken() != JsonToken.END_OBJECT || all.nextToken() != null) {
            throw Untranslatable.malformed("/", "has more than one JSON value");
        }
    }

    private static @Nullable JsonParser content(Limits within, @Nullable Form form, InputStream body)
            throws IOException {
        if (form == null) {
            return null;
        }
        return switch (form) {
            case JSON -> {
                JsonParser parser = BoundedJson.within(within).createParser(body);
                // An answer without a body is one without the member, whatever its status is.
                yield parser.nextToken() == null ? null : parser;
            }
            case TEXT -> text(within, body);
            case FIELDS, PARTS -> throw new IllegalStateException("no contract has an answer that is a form");
            case OCTETS -> {
                // Read as it is written: the engine takes octets in parts.
                JsonParser parser =
                        BoundedJson.within(within.ofBytes(Long.MAX_VALUE)).createParser(new TextOfOctets(body, within));
                parser.nextToken();
                yield parser;
            }
        };
    }

    private static JsonParser text(Limits within, InputStream body) throws IOException {
        long most = Math.min(within.bytes(), 4L * within.textLength());
        byte[] octets = body.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE));
        if (octets.length > most) {
            throw Untranslatable.tooLarge("/", "is beyond a limit of size");
        }
        TokenBuffer text = new TokenBuffer(null, false);
        text.writeString(new String(octets, UTF_8));
        JsonParser parser = text.asParser();
        parser.nextToken();
        return parser;
    }

    private static byte[] head(SoapVersion version, String relatesTo) {
        Markup head = new Markup()
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"" + version.namespace() + "\">");
        if (!relatesTo.isEmpty()) {
            head.raw("<s:Header><a:RelatesTo xmlns:a=\"" + Addressing.NAMESPACE + "\">")
                    .text(relatesTo)
                    .raw("</a:RelatesTo></s:Header>");
        }
        return head.raw("<s:Body>").toString().getBytes(UTF_8);
    }

    /** Writes an envelope with a fault. */
    public static void fault(SoapVersion version, Code code, String words, OutputStream out) throws IOException {
        fault(version, code, words, "", new byte[0], out);
    }

    private static void fault(
            SoapVersion version, Code code, String words, String relatesTo, byte[] detail, OutputStream out)
            throws IOException {
        boolean first = version == SoapVersion.SOAP_1_1;
        Markup fault = new Markup().raw("<s:Fault>");
        boolean ofSecurity = code == Code.FAILED_AUTHENTICATION;
        String security = " xmlns:w=\"" + CallHeaders.SECURITY.getNamespaceURI() + "\">w:";
        if (first) {
            fault.raw("<faultcode" + (ofSecurity ? security : ">s:") + code.in(version) + "</faultcode><faultstring>")
                    .text(words)
                    .raw("</faultstring>");
        } else {
            fault.raw("<s:Code><s:Value>s:" + code.in(version) + "</s:Value>");
            fault.raw(
                    ofSecurity
                            ? "<s:Subcode><s:Value" + security + code.in(SoapVersion.SOAP_1_1)
                                    + "</s:Value></s:Subcode>"
                            : "");
            fault.raw("</s:Code>");
            fault.raw("<s:Reason><s:Text xml:lang=\"en\">").text(words).raw("</s:Text></s:Reason>");
        }
        out.write(head(version, relatesTo));
        out.write(fault.toString().getBytes(UTF_8));
        if (detail.length > 0) {
            out.write((first ? "<detail>" : "<s:Detail>").getBytes(UTF_8));
            out.write(detail);
            out.write((first ? "</detail>" : "</s:Detail>").getBytes(UTF_8));
        }
        out.write("</s:Fault></s:Body></s:Envelope>".getBytes(UTF_8));
    }
}

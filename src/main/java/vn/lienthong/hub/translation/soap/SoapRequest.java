package vn.lienthong.hub.translation.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.OctetsBeside;
import vn.lienthong.hub.translation.schema.Strictness;

/** Writes a request, its body translated from JSON as it is read: an envelope alone, or one with parts beside it. */
public final class SoapRequest {
    private final SoapVersion version;
    private final SoapOperation operation;
    private final boolean mtom;

    /** A request that carries octets as Base64, where the contract does not bind them as attachments. */
    public SoapRequest(SoapVersion version, SoapOperation operation) {
        this(version, operation, false);
    }

    /** @param mtom whether it is a message of MTOM, unless the contract binds attachments; nothing without a body */
    public SoapRequest(SoapVersion version, SoapOperation operation, boolean mtom) {
        this.version = version;
        this.operation = operation;
        this.mtom = mtom && !hasAttachments(operation) && operation.input() != null;
    }

    private static boolean hasAttachments(SoapOperation operation) {
        return !operation.inputAttachments().isEmpty();
    }

    /**
     * What the request is, as HTTP tells it.
     *
     * @param boundary between its parts, of letters and digits; not used where it has none
     */
    public String contentType(String boundary) {
        if (!mtom && !hasAttachments(operation)) {
            return version.contentType(operation.action());
        }
        String envelope = mediaType();
        String parts = "; start=\"" + MimeWriter.ROOT + "\"; boundary=\"" + boundary + "\"";
        if (!mtom) {
            return "multipart/related; type=\"" + envelope + "\"" + parts;
        }
        String action = version == SoapVersion.SOAP_1_1 || operation.action().isEmpty()
                ? ""
                : "; action=" + SoapVersion.quoted(operation.action());
        return "multipart/related; type=\"application/xop+xml\"; start-info=\"" + envelope + "\"" + parts + action;
    }

    private String mediaType() {
        return version.contentType("").split(";", 2)[0];
    }

    /**
     * Writes the whole envelope of a request that has nothing beside it. Neither stream is closed.
     *
     * @param headers the header's elements as XML, which is not looked at; empty for none
     * @param json the input; not read where the operation's body is empty
     * @return how many members were dropped; 0 if strict
     * @throws vn.lienthong.hub.translation.schema.Untranslatable if the JSON is not what the operation takes
     * @throws IOException if a stream breaks
     */
    public long write(String headers, InputStream json, OutputStream xml, Strictness strictness, Limits limits)
            throws IOException {
        return envelope(headers, json, xml, strictness, limits, null);
    }

    /**
     * Writes the whole request. Where the contract binds attachments, the input is an object: {@code body} with what the
     * envelope holds, and {@code attachments} with their contents in Base64, by name. No stream is closed.
     *
     * @param headers the header's elements as XML, which is not looked at; empty for none
     * @param boundary between its parts, that of {@link #contentType}
     * @return how many members were dropped; 0 if strict
     * @throws vn.lienthong.hub.translation.schema.Untranslatable if the input is not what the operation takes
     * @throws IOException if a stream breaks
     */
    public long write(
            String headers, SoapInput input, OutputStream out, String boundary, Strictness strictness, Limits limits)
            throws IOException {
        Attachments callers = input.parts();
        CallersParts parts = callers == null ? null : new CallersParts(callers, mtom);
        if (hasAttachments(operation)) {
            return new SoapParts(this, operation, parts, boundary, out)
                    .write(headers, input.json(), strictness, limits);
        }
        if (mtom) {
            return mtom(headers, input.json(), parts, new MimeWriter(out, boundary), out, strictness, limits);
        }
        long dropped = envelope(headers, input.json(), out, strictness, limits, parts);
        if (parts != null) {
            parts.end();
        }
        return dropped;
    }

    private long mtom(
            String headers,
            InputStream json,
            @Nullable CallersParts parts,
            MimeWriter message,
            OutputStream out,
            Strictness strictness,
            Limits limits)
            throws IOException {
        message.begin("application/xop+xml; charset=UTF-8; type=\"" + mediaType() + "\"", MimeWriter.ROOT);
        long dropped;
        if (parts != null) {
            dropped = envelope(headers, json, out, strictness, limits, parts);
            parts.writeTo(message, out);
        } else {
            try (MtomRequest octets = new MtomRequest()) {
                dropped = envelope(headers, json, out, strictness, limits, octets);
                octets.writeTo(message, out);
            }
        }
        message.end();
        return dropped;
    }

    private long envelope(
            String headers,
            InputStream json,
            OutputStream xml,
            Strictness strictness,
            Limits limits,
            @Nullable OctetsBeside beside)
            throws IOException {
        begin(headers, xml);
        ElementTranslation input = operation.input();
        long dropped = input == null ? 0 : input.toXml(json, xml, strictness, limits, beside);
        end(xml);
        xml.flush();
        return dropped;
    }

    String type() {
        return version.contentType(operation.action());
    }

    /** Writes what stands before a body. */
    void begin(String headers, OutputStream xml) throws IOException {
        xml.write(utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?><soap:Envelope xmlns:soap=\"" + version.namespace()
                + "\">" + (headers.isEmpty() ? "" : "<soap:Header>" + headers + "</soap:Header>") + "<soap:Body>"));
    }

    static void end(OutputStream xml) throws IOException {
        xml.write(utf8("</soap:Body></soap:Envelope>"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package vn.lienthong.hub.translation.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.Strictness;

/** Writes the envelope of a request, its body translated from JSON as it is read. */
public final class SoapRequest {
    private final SoapVersion version;
    private final SoapOperation operation;

    public SoapRequest(SoapVersion version, SoapOperation operation) {
        this.version = version;
        this.operation = operation;
    }

    /**
     * Writes the whole envelope. Neither stream is closed.
     *
     * @param headers the header's elements as XML, which is not looked at; empty for none
     * @param json the input; not read where the operation's body is empty
     * @return how many members were dropped; 0 if strict
     * @throws vn.lienthong.hub.translation.schema.Untranslatable if the JSON is not what the operation takes
     * @throws IOException if a stream breaks
     */
    public long write(String headers, InputStream json, OutputStream xml, Strictness strictness, Limits limits)
            throws IOException {
        begin(headers, xml);
        long dropped = operation.input() == null ? 0 : operation.input().toXml(json, xml, strictness, limits);
        end(xml);
        xml.flush();
        return dropped;
    }

    /**
     * Writes an envelope and what travels beside it, as {@code multipart/related}. The input is an object: {@code body} with
     * what the envelope holds, and {@code attachments} with their contents in Base64, by name. Those that come before the
     * body are held, the others pass by. Neither stream is closed.
     *
     * @param boundary between the parts, of letters and digits
     * @return how many members were dropped; 0 if strict
     */
    public long writeParts(
            String headers, InputStream json, OutputStream out, String boundary, Strictness strictness, Limits limits)
            throws IOException {
        return new SoapParts(this, operation, boundary, out).write(headers, json, strictness, limits);
    }

    /** @return the type of a message of several parts */
    public String partsType(String boundary) {
        return "multipart/related; type=\"" + version.contentType("").split(";", 2)[0] + "\"; start=\"" + SoapParts.ROOT
                + "\"; boundary=\"" + boundary + "\"";
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

package vn.lienthong.hub.facade;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.call.EnvelopeSignature;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * An answer whose beginning is held back: what goes wrong until then can still be told as a problem. After that the caller
 * is answered with status 200, and what goes wrong can only cut the connection.
 */
final class HeldAnswer extends OutputStream {
    /** How much is held, in bytes. */
    static final int HELD = 64 << 10;

    private final HttpServletResponse response;
    private final String contentType;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final @Nullable EnvelopeSignature signer;
    private final int most;
    private byte[] held = new byte[1024];
    private int count;
    private boolean callerLeft;
    private @Nullable OutputStream out;

    HeldAnswer(HttpServletResponse response, String contentType) {
        this(response, contentType, null);
    }

    /** @param signer signs the answer, which is held as a whole for that; null where it is not signed */
    HeldAnswer(HttpServletResponse response, String contentType, @Nullable EnvelopeSignature signer) {
        this.signer = signer;
        this.most = signer == null ? HELD : EnvelopeSignature.LONGEST;
        this.response = response;
        this.contentType = contentType;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (out == null && count + length <= most) {
            if (count + length > held.length) {
                held = Arrays.copyOf(held, Math.min(most, Math.max(held.length * 2, count + length)));
            }
            System.arraycopy(bytes, offset, held, count, length);
            count += length;
            return;
        }
        if (signer != null) {
            throw new Undeliverable(FacadeProblems.tooLongToSign(most));
        }
        send(bytes, offset, length);
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        try {
            letGo().write(bytes, offset, length);
        } catch (IOException e) {
            callerLeft = true;
            throw e;
        }
    }

    /** A header of the answer, told before its beginning is let go. */
    void header(String name, String value) {
        headers.put(name, value);
    }

    /** Whether an answer could not be written because nobody is there to read it. */
    boolean hasCallerLeft() {
        return callerLeft;
    }

    private OutputStream letGo() throws IOException {
        OutputStream open = out;
        if (open == null) {
            head(HttpServletResponse.SC_OK);
            open = response.getOutputStream();
            out = open;
            open.write(held, 0, count);
        }
        return open;
    }

    private void head(int status) {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setHeader("Cache-Control", "no-store");
        headers.forEach(response::setHeader);
    }

    /** Ends an answer that is whole. */
    void end(long dropped) throws IOException {
        if (dropped > 0 && out == null) {
            response.setHeader("X-Dropped", Long.toString(dropped));
        }
        end(HttpServletResponse.SC_OK);
    }

    /** Ends an answer that is whole; one whose beginning was sent already has the status 200. */
    void end(int status) throws IOException {
        if (out != null) {
            out.flush();
            return;
        }
        byte[] whole = signer == null ? held : signer.sign(Arrays.copyOf(held, count));
        int length = signer == null ? count : whole.length;
        head(status);
        response.setContentLength(length);
        response.getOutputStream().write(whole, 0, length);
        response.flushBuffer();
    }

    /** Answers without a body. */
    void endWithout(int status) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        headers.forEach(response::setHeader);
        response.flushBuffer();
    }
}

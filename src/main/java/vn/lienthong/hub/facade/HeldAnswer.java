package vn.lienthong.hub.facade;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    private byte[] held = new byte[1024];
    private int count;
    private boolean callerLeft;
    private @Nullable OutputStream out;

    HeldAnswer(HttpServletResponse response, String contentType) {
        this.response = response;
        this.contentType = contentType;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (out == null && count + length <= HELD) {
            if (count + length > held.length) {
                held = Arrays.copyOf(held, Math.min(HELD, Math.max(held.length * 2, count + length)));
            }
            System.arraycopy(bytes, offset, held, count, length);
            count += length;
            return;
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
        head(status);
        response.setContentLength(count);
        response.getOutputStream().write(held, 0, count);
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

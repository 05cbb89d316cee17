package vn.lienthong.hub.delivery;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a destination answered over HTTP.
 *
 * @param retryAfter the header {@code Retry-After}, or null
 */
public record HttpAnswer(int status, @Nullable String retryAfter, byte[] content) {
    private static final int LONGEST = 4 << 20;

    /** @throws IOException if the answer breaks off, or is longer than 4 MiB */
    public static HttpAnswer read(Message message) throws IOException {
        return new HttpAnswer(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                message.getHeader("Retry-After", String.class),
                content(message));
    }

    private static byte[] content(Message message) throws IOException {
        try (InputStream body = message.getBody(InputStream.class)) {
            if (body == null) {
                return new byte[0];
            }
            byte[] content = body.readNBytes(LONGEST + 1);
            if (content.length > LONGEST) {
                throw new IOException("the answer is longer than " + LONGEST + " bytes");
            }
            return content;
        }
    }

    /** Prints no personal data. */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + content.length + " bytes";
    }
}

package vn.lienthong.hub.translation.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** Octets as a JSON string in Base64, encoded as it is read. */
final class TextOfOctets extends InputStream {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    /** A multiple of three, so that no part but the last is filled up. */
    private static final int PART = 6 << 10;

    private final InputStream octets;
    private final Limits limits;
    private byte[] text = {'"'};
    private int at;
    private long read;
    private boolean ended;

    TextOfOctets(InputStream octets, Limits limits) {
        this.octets = octets;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        return more() ? text[at++] : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, text.length - at);
        System.arraycopy(text, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean more() throws IOException {
        if (at == text.length && !ended) {
            byte[] part = octets.readNBytes(PART);
            read += part.length;
            if (read > limits.bytes()) {
                throw Untranslatable.tooLarge("/", "is beyond a limit of size");
            }
            ended = part.length == 0;
            text = ended ? new byte[] {'"'} : BASE64.encode(part);
            at = 0;
        }
        return at < text.length;
    }
}

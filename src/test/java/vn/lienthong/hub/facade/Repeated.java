package vn.lienthong.hub.facade;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A text with a piece in it that is repeated, made as it is read. */
public final class Repeated extends InputStream {
    private final byte[] head;
    private final byte[] piece;
    private final byte[] tail;
    private long left;
    private byte[] part;
    private int at;

    public Repeated(String head, String piece, long times, String tail) {
        this.head = head.getBytes(StandardCharsets.UTF_8);
        this.piece = piece.getBytes(StandardCharsets.UTF_8);
        this.tail = tail.getBytes(StandardCharsets.UTF_8);
        this.left = times;
        this.part = this.head;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int count = 0;
        while (count < length && more()) {
            int now = Math.min(length - count, part.length - at);
            System.arraycopy(part, at, into, offset + count, now);
            at += now;
            count += now;
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    private boolean more() {
        while (at == part.length && part != tail) {
            part = left-- > 0 ? piece : tail;
            at = 0;
        }
        return at < part.length;
    }
}

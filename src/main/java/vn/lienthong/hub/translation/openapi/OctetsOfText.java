package vn.lienthong.hub.translation.openapi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes the octets that a JSON string in Base64 stands for, which is known to be right. */
final class OctetsOfText extends OutputStream {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            VALUES[DIGITS.charAt(i)] = (byte) i;
        }
    }

    private final OutputStream out;
    private final byte[] octets = new byte[8 << 10];
    private int count;
    private int bits;
    private int known;

    OctetsOfText(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        int value = VALUES[one & 0x7F];
        if (value < 0) {
            // A quotation mark, or what fills the last group.
            return;
        }
        bits = bits << 6 | value;
        known += 6;
        if (known >= 8) {
            known -= 8;
            if (count == octets.length) {
                flush();
            }
            octets[count++] = (byte) (bits >> known);
        }
    }

    @Override
    public void write(byte[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
    }

    /** Writes what is held; the stream below is not flushed. */
    @Override
    public void flush() throws IOException {
        out.write(octets, 0, count);
        count = 0;
    }
}

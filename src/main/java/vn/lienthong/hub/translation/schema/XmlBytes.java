package vn.lienthong.hub.translation.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * XML being written in UTF-8, of which the last part is held back, so that what comes late can still be put where it
 * belongs. No more is held than twice the window.
 */
final class XmlBytes {
    private static final int PART = 1 << 10;
    private static final int LONGEST_ESCAPE = "&quot;".length();

    /** The characters below 128 that are not always written as they are. */
    private static final boolean[] MARKED = new boolean[0x80];

    static {
        Arrays.fill(MARKED, 0, ' ', true);
        for (char c : "&<>\"".toCharArray()) {
            MARKED[c] = true;
        }
    }

    private final OutputStream out;
    private final int window;
    private byte[] bytes = new byte[8 << 10];
    private char[] chars = new char[256];
    private int length;
    private long flushed;
    private int holds;

    XmlBytes(OutputStream out, int window) {
        this.out = out;
        this.window = window;
    }

    long position() {
        return flushed + length;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    XmlBytes raw(String text) {
        int chars = text.length();
        room(chars * 3);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] utf8 = text.substring(i).getBytes(StandardCharsets.UTF_8);
                room(utf8.length);
                System.arraycopy(utf8, 0, bytes, length, utf8.length);
                length += utf8.length;
                return this;
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    XmlBytes raw(byte[] octets) {
        room(octets.length);
        System.arraycopy(octets, 0, bytes, length, octets.length);
        length += octets.length;
        return this;
    }

    /** Writes text with what XML has a meaning for escaped; returns a code point that XML cannot carry, or -1. */
    int escaped(String text, boolean attribute) {
        if (chars.length < text.length()) {
            chars = new char[Math.max(text.length(), 2 * chars.length)];
        }
        text.getChars(0, text.length(), chars, 0);
        return escaped(chars, 0, text.length(), attribute);
    }

    int escaped(char[] text, int from, int count, boolean attribute) {
        int end = from + count;
        for (int at = from; at < end; ) {
            int part = Math.min(at + PART, end);
            room((part - at) * LONGEST_ESCAPE);
            while (at < part) {
                char c = text[at++];
                if (c < 0x80 && !MARKED[c]) {
                    bytes[length++] = (byte) c;
                } else if (c < 0x80) {
                    if (!marked(c, attribute)) {
                        return c;
                    }
                } else if (c < 0xD800 || c > 0xDFFF && c < 0xFFFE) {
                    utf8(c);
                } else if (Character.isHighSurrogate(c) && at < end && Character.isLowSurrogate(text[at])) {
                    utf8(Character.toCodePoint(c, text[at++]));
                } else {
                    return c;
                }
            }
        }
        return -1;
    }

    /** Writes a character that is not always written as it is; false if XML cannot carry it. */
    private boolean marked(char c, boolean attribute) {
        switch (c) {
            case '&' -> ascii("&amp;");
            case '<' -> ascii("&lt;");
            case '>' -> ascii("&gt;");
            case '"' -> ascii(attribute ? "&quot;" : "\"");
            case '\r' -> ascii("&#13;");
            case '\t' -> ascii(attribute ? "&#9;" : "\t");
            case '\n' -> ascii(attribute ? "&#10;" : "\n");
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A stream into this of text that needs no escapes. */
    OutputStream ascii() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] text, int offset, int count) throws IOException {
                room(count);
                System.arraycopy(text, offset, bytes, length, count);
                length += count;
                settle();
            }
        };
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void utf8(int point) {
        if (point < 0x800) {
            bytes[length++] = (byte) (0xC0 | point >> 6);
        } else if (point < 0x10000) {
            bytes[length++] = (byte) (0xE0 | point >> 12);
            bytes[length++] = (byte) (0x80 | point >> 6 & 0x3F);
        } else {
            bytes[length++] = (byte) (0xF0 | point >> 18);
            bytes[length++] = (byte) (0x80 | point >> 12 & 0x3F);
            bytes[length++] = (byte) (0x80 | point >> 6 & 0x3F);
        }
        bytes[length++] = (byte) (0x80 | point & 0x3F);
    }

    /** Whether what is at a position can still be moved. */
    boolean holds(long position) {
        return position >= flushed;
    }

    /** Keeps everything from now on until it is released. */
    void hold() {
        holds++;
    }

    void release() {
        holds--;
    }

    /** Whether more is held than should be. */
    boolean overfull() {
        return length > 2L * window;
    }

    /** Takes back what was written since a position, which has to be held. */
    void cut(long from) {
        length = (int) (from - flushed);
    }

    /** Puts what was written since a position before something written earlier. */
    void move(long from, long to) {
        int tail = (int) (from - flushed);
        int target = (int) (to - flushed);
        byte[] late = Arrays.copyOfRange(bytes, tail, length);
        System.arraycopy(bytes, target, bytes, target + late.length, tail - target);
        System.arraycopy(late, 0, bytes, target, late.length);
    }

    /** Lets go of what is further back than the window. */
    void settle() throws IOException {
        if (holds == 0 && overfull()) {
            int done = length - window;
            out.write(bytes, 0, done);
            System.arraycopy(bytes, done, bytes, 0, window);
            length = window;
            flushed += done;
        }
    }

    void finish() throws IOException {
        out.write(bytes, 0, length);
        flushed += length;
        length = 0;
        out.flush();
    }
}

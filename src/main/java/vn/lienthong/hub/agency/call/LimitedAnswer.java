package vn.lienthong.hub.agency.call;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** An answer's content, read up to a length and waited for up to a time; what its reader takes between is not counted. */
final class LimitedAnswer extends FilterInputStream {
    private final long longest;
    private final long slowestNanos;
    private final Runnable cut;
    private long waitedNanos;
    private long count;

    /** @param cut what to do to the connection of an answer that goes on beyond that */
    LimitedAnswer(InputStream content, long longest, Duration slowest, Runnable cut) {
        super(content);
        this.longest = longest;
        this.slowestNanos = slowest.toNanos();
        this.cut = cut;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? read : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long asked = System.nanoTime();
        int read = super.read(buffer, offset, length);
        waitedNanos += System.nanoTime() - asked;
        count += Math.max(read, 0);
        if (count > longest || waitedNanos > slowestNanos) {
            cut.run();
            throw new Exceeded();
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The answer went on beyond its length or time. */
    static final class Exceeded extends IOException {
        Exceeded() {
            super("the answer went on beyond its limit of length or time");
        }
    }
}

package vn.lienthong.hub.translation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads up to a limit and refuses what goes beyond it, without reading it. */
final class BoundedInput extends FilterInputStream {
    private final long limit;
    private long count;

    BoundedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            counted(1);
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            counted(read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void counted(int read) {
        count += read;
        if (count > limit) {
            throw Unreadable.tooLarge(
                    "Nội dung dài hơn " + limit + " byte, là mức cho phép.",
                    "The content is longer than the " + limit + " bytes allowed.");
        }
    }
}

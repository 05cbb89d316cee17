package vn.lienthong.hub.translation.soap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Puts the name of the member before a body's first octet, so that nothing is written where no body comes. */
final class Besides extends FilterOutputStream {
    private boolean isBegun;

    Besides(OutputStream out, boolean hasBody) {
        super(out);
        isBegun = !hasBody;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!isBegun) {
            out.write("{\"body\":".getBytes(UTF_8));
            isBegun = true;
        }
        out.write(bytes, offset, length);
    }
}

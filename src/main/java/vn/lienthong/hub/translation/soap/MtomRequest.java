package vn.lienthong.hub.translation.soap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.translation.Xop;
import vn.lienthong.hub.translation.schema.OctetsBeside;

/**
 * The octets of one request of MTOM, which JSON has in their place and the message behind its envelope. Short ones stay in
 * the envelope, as MTOM allows.
 */
final class MtomRequest implements OctetsBeside, AutoCloseable {
    /** The longest value that stays in the envelope, in octets: as a part it would not be shorter. */
    static final int SHORT = 768;

    private static final int PIECE = 64 << 10;

    /** What other systems read of parts at most, such as those of .NET. */
    private static final int MOST = 900;

    /** One value that went beside the envelope. */
    private record Part(String type, long length) {}

    private final List<Part> parts = new ArrayList<>();
    private final KeptOctets octets = new KeptOctets();

    @Override
    public String put(Value value, OutputStream within) throws IOException {
        if (parts.size() == MOST) {
            value.writeTo(within);
            return "";
        }
        long before = octets.length();
        Beginning beginning = new Beginning(octets);
        value.writeTo(beginning);
        if (octets.length() == before) {
            beginning.first.writeTo(within);
            return "";
        }
        String type = value.mediaType();
        parts.add(new Part(type == null ? "application/octet-stream" : type, octets.length() - before));
        return Xop.include(id(parts.size()));
    }

    private static String id(int number) {
        return "octets-" + number + "@lienthong";
    }

    /** Writes what went beside the envelope, which stands before it. */
    void writeTo(MimeWriter message, OutputStream out) throws IOException {
        InputStream all = octets.content();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            message.begin(part.type(), "<" + id(i + 1) + ">");
            for (long left = part.length(); left > 0; ) {
                byte[] piece = all.readNBytes((int) Math.min(left, PIECE));
                out.write(piece);
                left -= piece.length;
            }
        }
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }

    /** Holds the beginning of a value back, until there is more of it than may stay in the envelope. */
    private static final class Beginning extends OutputStream {
        private final ByteArrayOutputStream first = new ByteArrayOutputStream(SHORT);
        private final OutputStream more;
        private boolean isLong;

        Beginning(OutputStream more) {
            this.more = more;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int count) throws IOException {
            if (!isLong && first.size() + count <= SHORT) {
                first.write(octets, offset, count);
                return;
            }
            if (!isLong) {
                isLong = true;
                first.writeTo(more);
            }
            more.write(octets, offset, count);
        }
    }
}

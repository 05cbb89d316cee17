package vn.lienthong.hub.translation.soap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** Writes what stands between the parts of a {@code multipart/related} message. */
final class MimeWriter {
    /** The part that the message begins with. */
    static final String ROOT = "<envelope@lienthong>";

    private final OutputStream out;
    private final String boundary;

    /** @param boundary of letters and digits */
    MimeWriter(OutputStream out, String boundary) {
        this.out = out;
        this.boundary = boundary;
    }

    /** Begins a part, whose content is written to the stream behind it. */
    void begin(String type, String id) throws IOException {
        out.write(("\r\n--" + boundary + "\r\nContent-Type: " + type
                        + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: " + id + "\r\n\r\n")
                .getBytes(UTF_8));
    }

    void end() throws IOException {
        out.write(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
        out.flush();
    }
}

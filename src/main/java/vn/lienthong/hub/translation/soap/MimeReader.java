package vn.lienthong.hub.translation.soap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** Reads the parts of a message of several, {@code multipart/related} or another, one after the other, none of them held. */
final class MimeReader {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([a-z-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;]+))", Pattern.CASE_INSENSITIVE);
    private static final int MOST_HEADERS = 16 << 10;
    private static final int MOST_PARTS = 1_000;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[16 << 10];
    private final long most;
    private long count;
    private int parts;
    private int position;
    private int end;
    private boolean ended;

    /**
     * One part.
     *
     * @param id its Content-ID without brackets, else its name in a form; empty if it has none
     * @param type its Content-Type in small letters; empty if it has none
     * @param content to be read before the next part is asked for
     */
    record Part(String id, String type, InputStream content) {}

    private MimeReader(InputStream in, String boundary, Limits limits) throws IOException {
        this.in = in;
        this.most = limits.bytes();
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The line break before the first boundary may be the message's beginning.
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
        new Content().skipAll();
    }

    /** @throws Untranslatable if its type names no boundary */
    static MimeReader of(InputStream content, String contentType, Limits limits) throws IOException {
        String boundary = parameter(contentType, "boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > 200) {
            throw Untranslatable.malformed("/", "has several parts and names no boundary of them");
        }
        return new MimeReader(content, boundary, limits);
    }

    /** A parameter of a content type, or null. */
    static @Nullable String parameter(String contentType, String name) {
        Matcher parameter = PARAMETER.matcher(contentType);
        while (parameter.find()) {
            if (parameter.group(1).equalsIgnoreCase(name)) {
                return parameter.group(2) != null ? parameter.group(2) : parameter.group(3);
            }
        }
        return null;
    }

    static String bare(String id) {
        String stripped = id.strip();
        return stripped.startsWith("<") && stripped.endsWith(">")
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
    }

    /**
     * The next part; what is left of the one before is passed over. Null after the last.
     *
     * @throws Untranslatable if the message breaks off, or is beyond the limits
     */
    @Nullable
    Part next() throws IOException {
        if (ended) {
            return null;
        }
        if (parts > 0) {
            new Content().skipAll();
        }
        position += delimiter.length;
        int first = octet();
        int second = octet();
        if (first == '-' && second == '-') {
            ended = true;
            return null;
        }
        if (++parts > MOST_PARTS) {
            throw Untranslatable.tooLarge("/", "has more than " + MOST_PARTS + " parts");
        }
        Map<String, String> headers = headers(first, second);
        String name = parameter(headers.getOrDefault("content-disposition", ""), "name");
        return new Part(
                bare(headers.getOrDefault("content-id", name == null ? "" : name)),
                headers.getOrDefault("content-type", "").strip().toLowerCase(Locale.ROOT),
                new Content());
    }

    /** The headers of a part, whose first two octets were read. */
    private Map<String, String> headers(int first, int second) throws IOException {
        StringBuilder lines = new StringBuilder().append((char) first).append((char) second);
        while (lines.length() < 4 || !lines.substring(lines.length() - 4).equals("\r\n\r\n")) {
            lines.append((char) octet());
            if (lines.length() > MOST_HEADERS) {
                throw Untranslatable.malformed("/", "has a part without an end of its headers");
            }
        }
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.toString().split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1));
            }
        }
        return headers;
    }

    private int octet() throws IOException {
        if (position == end && !fill()) {
            throw brokenOff();
        }
        return buffer[position++] & 0xff;
    }

    private static Untranslatable brokenOff() {
        return Untranslatable.malformed("/", "has several parts and no end of them");
    }

    /** Reads more behind what is not yet taken; false at the end of the message. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, end - position);
        end -= position;
        position = 0;
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            return false;
        }
        end += read;
        count += read;
        if (count > most) {
            throw Untranslatable.tooLarge("/", "is longer than " + most + " bytes");
        }
        return true;
    }

    /** How many octets from here on are a part's content for certain; 0 at its end. */
    private int certain() throws IOException {
        while (true) {
            int at = position;
            while (at <= end - delimiter.length && !isDelimiter(at)) {
                at++;
            }
            boolean isHere = at <= end - delimiter.length;
            if (isHere || at > position) {
                return at - position;
            }
            if (!fill()) {
                throw brokenOff();
            }
        }
    }

    private boolean isDelimiter(int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (buffer[at + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            return certain() == 0 ? -1 : buffer[position++] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = Math.min(length, certain());
            if (read == 0 && length > 0) {
                return -1;
            }
            System.arraycopy(buffer, position, bytes, offset, read);
            position += read;
            return read;
        }

        void skipAll() throws IOException {
            for (int found = certain(); found > 0; found = certain()) {
                position += found;
            }
        }
    }
}

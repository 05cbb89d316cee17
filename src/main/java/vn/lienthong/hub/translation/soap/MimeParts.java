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

/**
 * The parts of a {@code multipart/related} message, by their Content-ID. What an envelope refers to comes behind it, so all
 * is held, within the limit of a message.
 */
final class MimeParts {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([a-z-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;]+))", Pattern.CASE_INSENSITIVE);
    private static final int MOST_HEADERS = 16 << 10;
    private static final int MOST_PARTS = 1_000;

    private final byte[] bytes;
    private final Map<String, Part> parts = new HashMap<>();
    private @Nullable Part first;

    /** Where a part's content is. */
    record Part(int start, int end) {}

    private MimeParts(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws Untranslatable if it is not what its type says, or beyond the limits */
    static MimeParts read(InputStream content, String contentType, Limits limits) throws IOException {
        String boundary = parameter(contentType, "boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > 200) {
            throw Untranslatable.malformed("/", "has several parts and names no boundary of them");
        }
        int most = (int) Math.min(limits.bytes(), Integer.MAX_VALUE - 8);
        byte[] bytes = content.readNBytes(most);
        if (content.read() >= 0) {
            throw Untranslatable.tooLarge("/", "is longer than " + most + " bytes");
        }
        MimeParts parts = new MimeParts(bytes);
        parts.split(("--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
        return parts;
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

    private void split(byte[] delimiter) {
        int at = indexOf(delimiter, 0);
        int count = 0;
        while (at >= 0) {
            int start = at + delimiter.length;
            if (start + 1 < bytes.length && bytes[start] == '-' && bytes[start + 1] == '-') {
                return;
            }
            int next = indexOf(delimiter, start);
            if (next < 0) {
                break;
            }
            if (++count > MOST_PARTS) {
                throw Untranslatable.tooLarge("/", "has more than " + MOST_PARTS + " parts");
            }
            part(start, next);
            at = next;
        }
        throw Untranslatable.malformed("/", "has several parts and no end of them");
    }

    private void part(int start, int end) {
        int headers = indexOf("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), start);
        if (headers < 0 || headers > end || headers - start > MOST_HEADERS) {
            throw Untranslatable.malformed("/", "has a part without an end of its headers");
        }
        // The line break before a boundary belongs to the boundary.
        Part part = new Part(headers + 4, Math.max(headers + 4, end - 2));
        first = first == null ? part : first;
        for (String line : new String(bytes, start, headers - start, StandardCharsets.ISO_8859_1).split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0
                    && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals("content-id")) {
                parts.put(bare(line.substring(colon + 1)), part);
            }
        }
    }

    private static String bare(String id) {
        String stripped = id.strip();
        return stripped.startsWith("<") && stripped.endsWith(">")
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
    }

    private int indexOf(byte[] wanted, int from) {
        for (int i = from; i <= bytes.length - wanted.length; i++) {
            if (bytes[i] == wanted[0] && matches(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(byte[] wanted, int at) {
        for (int i = 1; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The part that the message begins with: the one its type names, else the first. */
    Part root(@Nullable String start) {
        Part named = start == null ? null : parts.get(bare(start));
        Part root = named != null ? named : first;
        if (root == null) {
            throw Untranslatable.malformed("/", "has no part");
        }
        return root;
    }

    @Nullable
    Part named(String id) {
        return parts.get(id);
    }
}

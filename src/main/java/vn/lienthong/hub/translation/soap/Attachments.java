package vn.lienthong.hub.translation.soap;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.Untranslatable;

/**
 * The parts beside an envelope. In the order in which they are asked for, they pass by without being held; those that come
 * earlier than they are asked for are kept, within the limit of the message.
 */
final class Attachments {
    private final MimeReader message;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(String type, byte[] octets) {}

    Attachments(MimeReader message) {
        this.message = message;
    }

    /** The content of the part that the message begins with: the one its type names, else the first. */
    MimeReader.Part root(@Nullable String start) throws IOException {
        String wanted = start == null ? "" : MimeReader.bare(start);
        MimeReader.Part part = message.next();
        while (part != null) {
            if (wanted.isEmpty() || part.id().equals(wanted)) {
                return part;
            }
            keep(part);
            part = message.next();
        }
        throw Untranslatable.malformed("/", "has no part that it begins with");
    }

    private void keep(MimeReader.Part part) throws IOException {
        kept.put(part.id(), new Kept(part.type(), part.content().readAllBytes()));
    }

    /** The content of a part that an envelope refers to; null if there is none. */
    @Nullable
    InputStream named(String id) throws IOException {
        Kept earlier = kept.get(id);
        if (earlier != null) {
            return new ByteArrayInputStream(earlier.octets());
        }
        MimeReader.Part part = next(id);
        return part == null ? null : part.content();
    }

    /** A part that is asked for once; null if there is none. */
    MimeReader.@Nullable Part part(String id) throws IOException {
        Kept earlier = kept.remove(id);
        return earlier == null
                ? next(id)
                : new MimeReader.Part(id, earlier.type(), new ByteArrayInputStream(earlier.octets()));
    }

    private MimeReader.@Nullable Part next(String id) throws IOException {
        for (MimeReader.Part part = message.next(); part != null; part = message.next()) {
            if (part.id().equals(id)) {
                return part;
            }
            keep(part);
        }
        return null;
    }

    /** The id of a part that nobody asked for; null if all were asked for, and the message ends as it should. */
    @Nullable
    String left() throws IOException {
        MimeReader.Part part = message.next();
        return !kept.isEmpty() ? kept.keySet().iterator().next() : part == null ? null : part.id();
    }

    /** Reads to the message's end, so that one that breaks off is noticed. */
    void end() throws IOException {
        while (message.next() != null) {
            // What nobody refers to is passed over.
        }
    }

    /** Writes what is left as the members of an object, in Base64: by the contract's names, or else by their ids. */
    void write(List<SoapAttachment> declared, JsonGenerator json) throws IOException {
        Set<String> told = new HashSet<>();
        for (Map.Entry<String, Kept> part : kept.entrySet()) {
            write(
                    name(part.getKey(), declared, told),
                    new ByteArrayInputStream(part.getValue().octets()),
                    json);
        }
        for (MimeReader.Part part = message.next(); part != null; part = message.next()) {
            write(name(part.id(), declared, told), part.content(), json);
        }
    }

    private static void write(String name, InputStream content, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, content, -1);
    }

    /** Content-IDs begin with the part's name and an equals sign; without, parts come in the contract's order. */
    private static String name(String id, List<SoapAttachment> declared, Set<String> told) {
        for (SoapAttachment one : declared) {
            if (id.startsWith(one.name() + "=") && told.add(one.name())) {
                return one.name();
            }
        }
        for (SoapAttachment one : declared) {
            if (id.indexOf('=') < 0 && told.add(one.name())) {
                return one.name();
            }
        }
        String free = id.isEmpty() ? "attachment" : id;
        while (!told.add(free)) {
            free += "-again";
        }
        return free;
    }
}

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
    private final Map<String, byte[]> kept = new LinkedHashMap<>();

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
            kept.put(part.id(), part.content().readAllBytes());
            part = message.next();
        }
        throw Untranslatable.malformed("/", "has no part that it begins with");
    }

    /** The content of a part that an envelope refers to; null if there is none. */
    @Nullable
    InputStream named(String id) throws IOException {
        byte[] earlier = kept.get(id);
        if (earlier != null) {
            return new ByteArrayInputStream(earlier);
        }
        for (MimeReader.Part part = message.next(); part != null; part = message.next()) {
            if (part.id().equals(id)) {
                return part.content();
            }
            kept.put(part.id(), part.content().readAllBytes());
        }
        return null;
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
        for (Map.Entry<String, byte[]> part : kept.entrySet()) {
            write(name(part.getKey(), declared, told), new ByteArrayInputStream(part.getValue()), json);
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

package vn.lienthong.hub.submission;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** Tells by a file's first bytes what it is, whatever its sender says. */
final class ContentTypes {
    /** How many of a file's first bytes are looked at. */
    static final int LOOKED_AT = 64 * 1024;

    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    private static final MediaTypeRegistry REGISTRY = TYPES.getMediaTypeRegistry();

    private ContentTypes() {}

    /** A declared media type without its parameters, or null if it is none. */
    static @Nullable String base(@Nullable String declared) {
        MediaType type = declared == null ? null : MediaType.parse(declared.strip());
        return type == null ? null : type.getBaseType().toString();
    }

    static String found(byte[] beginning) {
        try {
            return TYPES.detect(new ByteArrayInputStream(beginning), new Metadata())
                    .getBaseType()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are always readable", e);
        }
    }

    /**
     * Whether what was found can be what was declared: the same type, or one that the declared one is a kind of, as a DOCX is a
     * kind of ZIP. What nobody can tell is nothing that was declared.
     */
    static boolean agree(String declared, String found) {
        MediaType claimed = REGISTRY.normalize(MediaType.parse(declared));
        MediaType seen = REGISTRY.normalize(MediaType.parse(found));
        if (claimed.equals(seen)) {
            return true;
        }
        return !seen.equals(MediaType.OCTET_STREAM)
                && !seen.equals(MediaType.EMPTY)
                && REGISTRY.isSpecializationOf(claimed, seen);
    }
}

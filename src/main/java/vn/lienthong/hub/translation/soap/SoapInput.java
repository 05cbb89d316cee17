package vn.lienthong.hub.translation.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** What a caller tells an operation: JSON, or JSON and octets that come as parts of their own behind it. */
public final class SoapInput {
    /** The longest JSON that parts may follow, in bytes: it is held. */
    private static final int LONGEST = 1 << 20;

    private final InputStream json;
    private final @Nullable Attachments parts;

    private SoapInput(InputStream json, @Nullable Attachments parts) {
        this.json = json;
        this.parts = parts;
    }

    /** JSON alone. */
    public static SoapInput of(InputStream json) {
        return new SoapInput(json, null);
    }

    /**
     * A message of {@code multipart/form-data} or {@code multipart/related}: its first part is the JSON, in which the text
     * {@code cid:} and the name of a part, or its Content-ID, stands for the octets of that part. Parts that come in the order
     * in which they are needed are not held.
     *
     * @param contentType with the boundary
     * @throws Untranslatable if there are no such parts
     */
    public static SoapInput of(InputStream content, String contentType, Limits limits) throws IOException {
        Attachments parts = new Attachments(MimeReader.of(content, contentType, limits));
        MimeReader.Part first = parts.root(MimeReader.parameter(contentType, "start"));
        if (!first.type().isEmpty() && !first.type().startsWith("application/json")) {
            throw Untranslatable.malformed("/", "has another first part than application/json");
        }
        byte[] json = first.content().readNBytes(LONGEST + 1);
        if (json.length > LONGEST) {
            throw Untranslatable.tooLarge("/", "has JSON of more than " + LONGEST + " bytes before its parts");
        }
        return new SoapInput(new ByteArrayInputStream(json), parts);
    }

    InputStream json() {
        return json;
    }

    /** What comes behind the JSON; null where nothing does. */
    @Nullable
    Attachments parts() {
        return parts;
    }
}

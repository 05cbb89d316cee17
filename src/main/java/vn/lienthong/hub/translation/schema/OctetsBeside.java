package vn.lienthong.hub.translation.schema;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Decides where the octets of a document that is written go: into it as Base64, or beside it, as XOP has them. */
@FunctionalInterface
public interface OctetsBeside {
    /** The value of one element, of which one thing may be asked once. */
    interface Value {
        /** Writes its octets. */
        void writeTo(OutputStream octets) throws IOException;

        /** Its text as it stands in the JSON; no longer than the limit for one value. */
        String text() throws IOException;

        /** Writes the octets of a text of Base64, as {@link #text} gave it. */
        void writeTo(String base64, OutputStream octets) throws IOException;

        /** The one media type that the schema says it has ({@code xmime:expectedContentTypes}); null where it says none. */
        @Nullable
        String mediaType();
    }

    /**
     * Puts one value somewhere.
     *
     * @param within takes octets that stay in the document
     * @return what the element holds instead, as XML; empty where its octets were written within
     */
    String put(Value value, OutputStream within) throws IOException;
}

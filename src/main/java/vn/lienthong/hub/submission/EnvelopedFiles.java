package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.activation.DataHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.translation.Xop;

/**
 * Keeps the files that come with a SOAP envelope that names them: beside it (MTOM), streamed to disk, or within it as Base64.
 */
@Component
public final class EnvelopedFiles {
    private static final String CONTENT = "content";
    private static final String MEDIA_TYPE = "mediaType";

    private final AttachmentStore store;

    EnvelopedFiles(AttachmentStore store) {
        this.store = store;
    }

    /**
     * Puts the file's hash in the place of its content and media type.
     *
     * @param attachment one entry of a submission's list, as its XML reads; one without {@code content} is left as it is
     * @param parts what came beside the envelope, by Content-ID; null for what did not
     * @param caller who may name the file from then on
     * @throws vn.lienthong.hub.problem.Undeliverable if the content is none, or cannot be kept
     * @throws vn.lienthong.hub.problem.TryAgainLater if the disk takes it not
     */
    public void keep(ObjectNode attachment, Function<String, @Nullable DataHandler> parts, String caller) {
        if (!attachment.has(CONTENT)) {
            return;
        }
        String type = attachment.path(MEDIA_TYPE).textValue();
        try (InputStream content = content(attachment.path(CONTENT), parts)) {
            attachment.put("sha256", store.keep(content, type, null, caller).sha256());
        } catch (IOException e) {
            throw AttachmentProblems.cutOff();
        }
        attachment.remove(List.of(CONTENT, MEDIA_TYPE));
    }

    /** How many bytes a file may have. */
    public long largest() {
        return store.largest();
    }

    private static InputStream content(JsonNode content, Function<String, @Nullable DataHandler> parts)
            throws IOException {
        if (content.isTextual()) {
            return new ByteArrayInputStream(decoded(content.textValue()));
        }
        String href = content.path("Include").path("@href").asText("");
        DataHandler part = parts.apply(Xop.id(href));
        if (part == null) {
            throw AttachmentProblems.noPart(href);
        }
        return part.getInputStream();
    }

    /** White space may stand anywhere in {@code xs:base64Binary}, and nothing else that is none of its letters. */
    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw AttachmentProblems.noBase64();
        }
    }
}

package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.door.HttpSettings;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.submission.AttachmentStore.Kept;

/**
 * Reads a {@code multipart/form-data} body as it comes: first the part {@code submission}, JSON, and then the files, each of which is
 * streamed to disk. In its list of attachments the JSON names a file by its part's name.
 */
@Component
public final class MultipartSubmission {
    private static final String FIRST = "submission";
    private static final int MOST_FILES = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private final AttachmentStore store;
    private final long longestJson;

    MultipartSubmission(AttachmentStore store, HttpSettings settings) {
        this.store = store;
        this.longestJson = settings.maxBody().toBytes();
    }

    /**
     * The JSON, in which each attachment names what was kept of it.
     *
     * @throws Undeliverable if the body is not what it says, or a file cannot be kept
     */
    public JsonNode read(HttpServletRequest request, String caller) throws IOException {
        try {
            FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
            if (!parts.hasNext()) {
                throw notFirst();
            }
            ObjectNode json = json(parts.next());
            Map<String, Received> files = new HashMap<>();
            while (parts.hasNext()) {
                FileItemInput part = parts.next();
                String name = part.getFieldName();
                if (name == null || files.size() == MOST_FILES || !isNamed(json, name)) {
                    throw strange();
                }
                files.put(name, keep(part, caller));
            }
            fillIn(json, files);
            return json;
        } catch (FileUploadException e) {
            throw new Undeliverable(broken().problem(), e);
        } catch (UncheckedIOException e) {
            throw new Undeliverable(broken().problem(), e);
        }
    }

    private Received keep(FileItemInput part, String caller) throws IOException {
        try (InputStream content = part.getInputStream()) {
            return new Received(store.keep(content, part.getContentType(), null, caller), part.getName());
        }
    }

    private ObjectNode json(FileItemInput part) throws IOException {
        if (!FIRST.equals(part.getFieldName())) {
            throw notFirst();
        }
        try (InputStream content = part.getInputStream()) {
            byte[] bytes = content.readNBytes((int) Math.min(longestJson + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > longestJson) {
                throw AttachmentProblems.tooLarge(longestJson);
            }
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new Undeliverable(notJson().problem(), e);
        }
        throw notJson();
    }

    private static boolean isNamed(JsonNode json, String part) {
        for (JsonNode entry : json.path("attachments")) {
            if (part.equals(entry.path("part").textValue())) {
                return true;
            }
        }
        return false;
    }

    /** Puts the hash in the place of the part's name; a part that did not come leaves its entry without one. */
    private static void fillIn(ObjectNode json, Map<String, Received> files) {
        for (JsonNode entry : json.path("attachments")) {
            if (entry instanceof ObjectNode attachment
                    && attachment.path("part").isTextual()) {
                Received received = files.get(attachment.path("part").textValue());
                if (received != null) {
                    attachment.put("sha256", received.kept.sha256());
                    if (!attachment.has("name") && received.name != null) {
                        attachment.put("name", received.name);
                    }
                    attachment.remove("part");
                }
            }
        }
    }

    private static Undeliverable notFirst() {
        return malformed(
                "Phần đầu tiên của multipart phải là “submission” (JSON).",
                "The first part has to be \"submission\", as JSON.",
                "Gửi phần submission trước các tệp.",
                "Send the part submission before the files.");
    }

    private static Undeliverable notJson() {
        return malformed(
                "Phần “submission” không phải là một đối tượng JSON.",
                "The part \"submission\" is no JSON object.",
                "Gửi JSON như POST /api/v1/dossiers nhận.",
                "Send the JSON that POST /api/v1/dossiers takes.");
    }

    private static Undeliverable strange() {
        return malformed(
                "Có tệp mà attachments không nêu, hoặc có quá nhiều tệp.",
                "There is a file that attachments does not name, or there are too many.",
                "Nêu tên phần của mỗi tệp ở attachments/…/part.",
                "Name each file's part in attachments/…/part.");
    }

    private static Undeliverable broken() {
        return malformed(
                "Nội dung multipart bị cắt hoặc không đúng cú pháp.",
                "The multipart body is cut off or not well formed.",
                "Gửi lại; kiểm tra boundary.",
                "Send it again; check the boundary.");
    }

    private static Undeliverable malformed(String vi, String en, String remedyVi, String remedyEn) {
        return SubmissionProblems.refused(
                ProblemKind.MALFORMED, "read-the-submission", vi, en, remedyVi, remedyEn, null);
    }

    private record Received(Kept kept, @Nullable String name) {}
}

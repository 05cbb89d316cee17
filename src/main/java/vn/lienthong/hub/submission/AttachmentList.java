package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.connector.SubmissionWay.Procedure;
import vn.lienthong.hub.submission.AttachmentStore.Kept;
import vn.lienthong.hub.submission.Submission.Attachment;

/** Reads the list of attachments that something handed in names, each uploaded before, and checks them by its procedure. */
@Component
final class AttachmentList {
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
    private static final int LONGEST_NAME = 150;
    private static final int MOST = 20;
    private static final long LARGEST = 10L * 1024 * 1024;
    private static final List<String> TYPES = List.of("application/pdf", "image/jpeg", "image/png");

    private final AttachmentStore store;
    private final SubmissionSettings settings;

    AttachmentList(AttachmentStore store, SubmissionSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * @param procedure what it takes; null where nobody knows the procedure
     * @param required the kinds that have to be there
     */
    List<Attachment> read(
            Faults faults, JsonNode body, String caller, @Nullable Procedure procedure, List<String> required) {
        JsonNode listed = body.path("attachments");
        List<Attachment> files = new ArrayList<>();
        if (!listed.isMissingNode() && !listed.isNull() && !listed.isArray()) {
            faults.add("/attachments", "phải là một danh sách", "has to be a list");
            return files;
        }
        int most = procedure == null ? MOST : procedure.most();
        if (listed.size() > most) {
            faults.add("/attachments", "có nhiều hơn " + most + " tệp", "has more than " + most + " files");
            return files;
        }
        for (int i = 0; i < listed.size(); i++) {
            one(faults, listed.get(i), "/attachments/" + i, caller, procedure, files);
        }
        Set<String> kinds = new HashSet<>();
        listed.forEach(each -> kinds.add(each.path("kind").asText()));
        required.stream()
                .filter(kind -> !kinds.contains(kind))
                .forEach(kind ->
                        faults.add("/attachments", "thiếu giấy tờ “" + kind + "”", "lacks the paper \"" + kind + "\""));
        totalFits(faults, files);
        return files;
    }

    private void totalFits(Faults faults, List<Attachment> files) {
        long most = settings.largestTotal().toBytes();
        if (files.stream().mapToLong(Attachment::size).sum() > most) {
            faults.add(
                    "/attachments", "cộng lại lớn hơn " + most + " byte", "have more than " + most + " bytes together");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < files.size(); i++) {
            if (!names.add(files.get(i).name().toLowerCase(Locale.ROOT))) {
                faults.add("/attachments/" + i + "/name", "trùng tên với tệp khác", "is the name of another file too");
            }
        }
    }

    private void one(
            Faults faults,
            JsonNode entry,
            String place,
            String caller,
            @Nullable Procedure procedure,
            List<Attachment> files) {
        if (!entry.isObject()) {
            faults.add(place, "phải là một đối tượng JSON", "has to be a JSON object");
            return;
        }
        faults.known(entry, place, Set.of("kind", "name", "sha256"));
        String kind = faults.text(entry, place, "kind", 100, true);
        String name = name(faults, entry, place);
        String sha256 = faults.text(entry, place, "sha256", 64, true);
        if (kind == null || name == null || sha256 == null) {
            return;
        }
        Kept kept = store.uploadedBy(caller, sha256.toLowerCase(Locale.ROOT)).orElse(null);
        if (kept == null) {
            faults.add(
                    place + "/sha256",
                    "là tệp chưa được tải lên; hãy tải lên trước qua POST /api/v1/attachments",
                    "is of a file that you did not upload; upload it first to POST /api/v1/attachments");
            return;
        }
        fits(faults, kept, place, procedure);
        files.add(new Attachment(kind, name, kept.mediaType(), kept.size(), kept.sha256()));
    }

    private static void fits(Faults faults, Kept kept, String place, @Nullable Procedure procedure) {
        List<String> types = procedure == null ? TYPES : procedure.types();
        long largest = procedure == null ? LARGEST : procedure.largest();
        if (!types.contains(kept.mediaType())) {
            String listed = String.join(", ", types);
            faults.add(
                    place,
                    "có kiểu " + kept.mediaType() + "; thủ tục này nhận " + listed,
                    "is of the type " + kept.mediaType() + "; this procedure takes " + listed);
        }
        if (kept.size() > largest) {
            faults.add(
                    place,
                    "có " + kept.size() + " byte; thủ tục này nhận nhiều nhất " + largest,
                    "has " + kept.size() + " bytes; this procedure takes at most " + largest);
        }
    }

    /** A name that stays a name, on whatever system the file ends. */
    private static @Nullable String name(Faults faults, JsonNode entry, String place) {
        String name = faults.text(entry, place, "name", LONGEST_NAME, true);
        if (name == null) {
            return null;
        }
        boolean leads = name.chars().anyMatch(c -> "/\\:*?\"<>|".indexOf(c) >= 0 || Character.isISOControl(c))
                || name.startsWith(".")
                || name.endsWith(".")
                || name.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT)
                || RESERVED.matcher(name).matches();
        if (leads) {
            faults.add(
                    place + "/name",
                    "không phải là tên tệp trơn, ví dụ don-dang-ky.pdf",
                    "is no plain file name, such as don-dang-ky.pdf");
            return null;
        }
        return name;
    }
}

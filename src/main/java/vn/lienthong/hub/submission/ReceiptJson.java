package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Receipts as JSON, the same over every door and each time they are asked for. */
public final class ReceiptJson {
    private ReceiptJson() {}

    /** What the caller keeps: that this was received, then, with this content. */
    public static ObjectNode of(Submission submission) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", submission.id());
        json.put("act", submission.act().key());
        json.put("code", submission.code());
        json.put("agency", submission.agency().value());
        json.put("system", submission.system().value());
        json.put("receivedAt", submission.receivedAt().toString());
        json.put("hash", submission.hash());
        var attachments = json.putArray("attachments");
        submission.attachments().forEach(file -> attachments
                .addObject()
                .put("kind", file.kind())
                .put("name", file.name())
                .put("mediaType", file.mediaType())
                .put("size", file.size())
                .put("sha256", file.sha256()));
        return json;
    }

    /** The receipt, and how far the submission has come since. */
    public static ObjectNode of(Submission.Standing standing) {
        ObjectNode json = of(standing.submission());
        json.put("state", standing.state().name().toLowerCase(java.util.Locale.ROOT));
        if (standing.deliveredAt() != null) {
            json.put("deliveredAt", standing.deliveredAt().toString());
        }
        if (standing.agencyNo() != null) {
            json.put("agencyDossierNo", standing.agencyNo());
        }
        if (standing.problem() != null) {
            json.put("problem", standing.problem());
        }
        return json;
    }
}

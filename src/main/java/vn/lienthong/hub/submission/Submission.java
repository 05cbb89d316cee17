package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.SystemId;

/**
 * Something that was handed in for an agency, as the hub keeps it.
 *
 * @param id the hub's own, by which an agency knows a repetition
 * @param act what was done at the portal
 * @param system the agency's system
 * @param agency the agency
 * @param code the code by which the portal knows the dossier
 * @param dossierNo the number under which the hub knew it then; the code again for a new one
 * @param portal who is not told of it again: the portal's connector, else its client id
 * @param content what is handed on: a JSON object with all of this, the form's data and the list of attachments
 * @param hash the SHA-256 of the content's bytes, in hexadecimal
 * @param attachments those that the content lists
 * @param receivedAt when the hub received it
 */
public record Submission(
        String id,
        PortalAct act,
        SystemId system,
        AgencyId agency,
        String code,
        String dossierNo,
        SystemId portal,
        byte[] content,
        String hash,
        List<Attachment> attachments,
        Instant receivedAt) {
    public Submission {
        attachments = List.copyOf(attachments);
    }

    /** The content as a tree. */
    public JsonNode tree() {
        return SubmissionJson.read(content);
    }

    /** Prints no personal data. */
    @Override
    public String toString() {
        return "Submission[" + id + ", " + act.key() + " to " + system + "]";
    }

    /** A file that goes with a submission. Its content is kept once, under its hash. */
    public record Attachment(String kind, String name, String mediaType, long size, String sha256) {}

    /** How far a submission has come. */
    public enum State {
        /** On disk here. */
        RECEIVED,
        /** The agency's system has it. */
        DELIVERED,
        /** The agency's system does not take it as it is; somebody has to mend something. */
        REFUSED
    }

    /**
     * A submission and how far it has come.
     *
     * @param agencyNo the agency's own number of the dossier, where it told one
     * @param problem why it is not there yet, the last time it was tried; null for no reason
     */
    public record Standing(
            Submission submission,
            State state,
            @Nullable Instant deliveredAt,
            @Nullable String agencyNo,
            @Nullable String problem) {}
}

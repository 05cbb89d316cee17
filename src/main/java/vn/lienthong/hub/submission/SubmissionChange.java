package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.StatusChange;

/** The change that tells of a submission, on the way of all changes. */
final class SubmissionChange {
    private static final String PREFIX = "submission:";

    private SubmissionChange() {}

    static StatusChange of(Submission submission) {
        return new StatusChange(
                idOf(submission),
                dossier(submission),
                submission.act().status().orElse(DossierStatus.SUBMITTED),
                new StatusChange.AgencyCode(submission.act().key(), null),
                submission.receivedAt(),
                null,
                StatusChange.Step.UNKNOWN,
                submission.receivedAt(),
                new StatusChange.Claim(submission.portal(), submission.act()));
    }

    static String idOf(Submission submission) {
        return PREFIX + submission.id();
    }

    /** The id of the submission that a change tells of; null where it tells of none. */
    static @Nullable String submissionOf(StatusChange change) {
        return change.changeId().startsWith(PREFIX) ? change.changeId().substring(PREFIX.length()) : null;
    }

    private static Dossier dossier(Submission submission) {
        boolean isNew = submission.act() == PortalAct.SUBMIT;
        JsonNode content = submission.tree();
        return new Dossier(
                new DossierKey(submission.system(), submission.dossierNo()),
                isNew ? DossierCode.of(submission.code()) : null,
                null,
                submission.agency(),
                null,
                isNew
                        ? new Dossier.Procedure(
                                text(content, "/procedure/code"),
                                text(content, "/procedure/name"),
                                text(content, "/procedure/sectorCode"),
                                text(content, "/procedure/sectorName"))
                        : Dossier.Procedure.UNKNOWN,
                isNew ? applicant(content) : Dossier.Applicant.UNKNOWN,
                isNew ? text(content, "/summary") : null,
                isNew ? "online" : null,
                isNew ? text(content, "/returnMethod") : null,
                isNew
                        ? new Dossier.Dates(submission.receivedAt(), null, null, null, null, null)
                        : Dossier.Dates.UNKNOWN);
    }

    private static Dossier.Applicant applicant(JsonNode content) {
        return new Dossier.Applicant(
                text(content, "/applicant/name"),
                text(content, "/applicant/type"),
                text(content, "/applicant/idType"),
                text(content, "/applicant/idNo"),
                text(content, "/applicant/phone"),
                text(content, "/applicant/email"));
    }

    private static @Nullable String text(JsonNode content, String pointer) {
        return content.at(pointer).textValue();
    }
}

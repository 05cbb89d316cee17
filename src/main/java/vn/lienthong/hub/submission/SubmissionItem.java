package vn.lienthong.hub.submission;

import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.delivery.Item;

/** A submission on its way to its agency's system. */
record SubmissionItem(Submission submission, int attempts, boolean inDoubt) implements Item {
    /** By the portal's code, which stays while the agency's number comes to be known. */
    @Override
    public DossierKey dossier() {
        return new DossierKey(submission.system(), submission.code());
    }

    @Override
    public String changeId() {
        return SubmissionChange.idOf(submission);
    }
}

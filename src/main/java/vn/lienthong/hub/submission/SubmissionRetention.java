package vn.lienthong.hub.submission;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** Lets go of what no dossier needs any longer. */
@Component
public final class SubmissionRetention {
    private static final int AT_ONCE = 500;

    private final SubmissionStore submissions;
    private final AttachmentStore attachments;

    SubmissionRetention(SubmissionStore submissions, AttachmentStore attachments) {
        this.submissions = submissions;
        this.attachments = attachments;
    }

    /** How many submissions and files were removed. */
    public record Removed(int submissions, int attachments) {}

    /**
     * Removes delivered submissions whose dossiers the hub has removed, and then every file that no submission names. What is not
     * delivered stays, however old.
     *
     * @param before only what was received or uploaded before this time
     */
    public Removed remove(Instant before) {
        int forgotten = 0;
        int some = submissions.forgetOfNoDossier(before, AT_ONCE);
        while (some > 0) {
            forgotten += some;
            some = submissions.forgetOfNoDossier(before, AT_ONCE);
        }
        return new Removed(forgotten, attachments.removeUnneeded(before));
    }
}

package vn.lienthong.hub.submission;

import java.time.Instant;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.retention.Ageing;

/** Lets go of delivered submissions whose dossiers were removed, and of every file that no submission names. */
@Component
public final class SubmissionAgeing implements Ageing {
    private final SubmissionStore submissions;
    private final AttachmentStore attachments;

    SubmissionAgeing(SubmissionStore submissions, AttachmentStore attachments) {
        this.submissions = submissions;
        this.attachments = attachments;
    }

    @Override
    public String name() {
        return "submissions";
    }

    /** What is not delivered stays, however old. */
    @Override
    public int removeSome(Instant before, int most) {
        int forgotten = submissions.forgetOfNoDossier(before, most);
        return forgotten == most ? most : forgotten + attachments.removeUnneeded(before, most - forgotten);
    }
}

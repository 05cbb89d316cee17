package vn.lienthong.hub.submission;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.store.Database;

/** Links the numbers that agencies give to the codes that portals gave. */
@Component
final class SubmissionNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionNumbers.class);
    private static final String NUMBERED = "UPDATE submission SET agency_no = ? WHERE id = ?";

    private final Database database;
    private final StatusStore dossiers;

    SubmissionNumbers(Database database, StatusStore dossiers) {
        this.database = database;
        this.dossiers = dossiers;
    }

    /** On disk when this returns; a repetition changes nothing. */
    void link(Submission submission, String agencyNo) {
        DossierKey linked = dossiers.link(SubmissionSpeaker.keyOf(submission), agencyNo);
        if (!linked.sourceDossierNo().equals(agencyNo)) {
            LOG.warn(
                    "{} told another number for the submission {} than before; the first one counts",
                    submission.system(),
                    submission.id());
        }
        database.write(session -> session.update(NUMBERED, linked.sourceDossierNo(), submission.id()));
    }
}

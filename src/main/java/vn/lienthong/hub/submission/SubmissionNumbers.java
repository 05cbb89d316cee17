package vn.lienthong.hub.submission;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.status.Timelines;
import vn.lienthong.hub.store.Database;

/** Links the numbers that agencies give to the codes that portals gave. */
@Component
final class SubmissionNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionNumbers.class);
    private static final String NUMBERED = "UPDATE submission SET agency_no = ? WHERE id = ? AND agency_no IS NULL";

    private final Database database;
    private final StatusStore dossiers;
    private final Timelines timelines;
    private final Clock clock;

    SubmissionNumbers(Database database, StatusStore dossiers, Timelines timelines, Clock clock) {
        this.database = database;
        this.dossiers = dossiers;
        this.timelines = timelines;
        this.clock = clock;
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
        int numbered = database.write(session -> session.update(NUMBERED, linked.sourceDossierNo(), submission.id()));
        if (numbered > 0) {
            timelines.linked(linked, clock.instant());
        }
    }
}

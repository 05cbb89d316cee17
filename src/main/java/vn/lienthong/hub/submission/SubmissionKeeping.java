package vn.lienthong.hub.submission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.StatusChangeJournal;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.submission.SubmissionStore.Keeping;

/**
 * Keeps what was handed in, and journals the change that tells of it. Both are on disk before the caller hears yes; what a crash left
 * kept and not journalled is journalled later, for its caller may never come back.
 */
@Component("submissionKeeping")
public final class SubmissionKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionKeeping.class);
    /** Younger ones are being journalled right now. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(10);

    private static final int AT_ONCE = 100;

    private final SubmissionStore store;
    private final StatusChangeJournal journal;
    private final SubmissionWakeUps wakeUps;
    private final Clock clock;

    SubmissionKeeping(SubmissionStore store, StatusChangeJournal journal, SubmissionWakeUps wakeUps, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /**
     * Keeps a draft; on disk when this returns. A receipt of before stays as it is.
     *
     * @throws vn.lienthong.hub.problem.Undeliverable if its key or code was used for something else
     */
    public Receipt keep(Object checked) {
        if (checked instanceof Receipt before) {
            return before;
        }
        Draft draft = (Draft) checked;
        Keeping keeping = store.keep(draft);
        if (keeping instanceof Keeping.Known known) {
            return SubmissionCheck.repeated(known, draft.digest());
        }
        if (keeping instanceof Keeping.CodeTaken taken) {
            throw SubmissionProblems.codeTaken(taken.code());
        }
        return new Receipt(((Keeping.Kept) keeping).submission(), false);
    }

    /** Journals the change that tells of it; on disk when this returns. The store takes it once, however often it is journalled. */
    public Receipt journal(Receipt receipt) {
        journal(receipt.submission());
        return receipt;
    }

    private void journal(Submission submission) {
        wakeUps.expect(submission.system());
        journal.journal(List.of(SubmissionChange.of(submission)));
        store.journalled(submission.id());
    }

    /** Journals what a crash, or a broker that was away, left behind. */
    public void journalWhatWasLeft() {
        try {
            Instant now = clock.instant();
            for (Submission left : store.notJournalled(now.minus(LEFT_BEHIND), now.plus(LEFT_BEHIND), AT_ONCE)) {
                LOG.info("journals the submission {}, which was kept and not journalled", left.id());
                journal(left);
            }
        } catch (TryAgainLater e) {
            LOG.warn("submissions that were left behind wait for the next time: {}", e.problem());
        }
    }
}

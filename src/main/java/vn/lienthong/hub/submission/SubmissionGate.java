package vn.lienthong.hub.submission;

import java.time.Duration;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** Lets something that is handed in pass if its caller may hand in anything, and may now. */
@Component("submissionGate")
public final class SubmissionGate {
    private final Access access;

    SubmissionGate(Access access) {
        this.access = access;
    }

    /**
     * @throws vn.lienthong.hub.problem.Undeliverable if the caller may hand in nothing, or sent no key
     * @throws TryAgainLater if it has sent too much
     */
    public void check(Handed handed) {
        if (handed.caller().submitsTo().isEmpty()) {
            throw SubmissionProblems.mayNotSubmit(handed.caller().id(), "?");
        }
        if (handed.key() == null || !SubmissionProblems.isKey(handed.key())) {
            throw SubmissionProblems.keyMissing();
        }
        long wait = handed.counted() ? 0 : access.waitBeforeNext(handed.caller(), 1);
        if (wait > 0) {
            throw new TryAgainLater(tooMany(wait), Duration.ofMillis(wait), null);
        }
    }

    private static Problem tooMany(long waitMillis) {
        long seconds = Math.max(1, (waitMillis + 999) / 1000);
        return new Problem(
                ProblemKind.TOO_MANY_REQUESTS,
                Origin.PORTAL,
                "who-submits-and-may-they",
                new Bilingual("Đã gửi quá nhiều trong thời gian ngắn.", "Too much was sent in a short time."),
                new Bilingual("Thử lại sau " + seconds + " giây.", "Try again in " + seconds + " s."));
    }
}

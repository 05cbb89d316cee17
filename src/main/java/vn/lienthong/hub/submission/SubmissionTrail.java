package vn.lienthong.hub.submission;

import java.time.Clock;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.trail.Trail;

/** Notes who handed in what and how that went, whether it went well or not. */
@Component("submissionTrail")
public final class SubmissionTrail {
    private static final int LONGEST = 100;

    private final Trail trail;
    private final Clock clock;

    SubmissionTrail(Trail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** @param exchange at the end of the route: a receipt or a failure, and what was handed in as its property */
    public void note(Exchange exchange) {
        Handed handed = exchange.getProperty("handed", Handed.class);
        Object body = exchange.getMessage().getBody();
        @Nullable Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String subject = failure == null && body instanceof Receipt receipt
                ? receipt.submission().id() + " " + receipt.submission().code()
                : handed.code() == null ? "-" : handed.code();
        note(
                handed.caller().id(),
                handed.act().key(),
                subject.length() <= LONGEST ? subject : subject.substring(0, LONGEST),
                outcome(failure, body),
                handed.door());
    }

    /** Notes an act around a submission, such as that a file was uploaded or fetched. */
    void note(String actor, String verb, String subject, String outcome, String door) {
        trail.note(new Trail.Act(clock.instant(), actor, verb, subject, outcome, door));
    }

    private static String outcome(@Nullable Throwable failure, Object body) {
        if (failure instanceof ProblemException known) {
            return known.problem().kind().key();
        }
        if (failure == null && body instanceof Receipt receipt) {
            return receipt.repeated() ? "repeated" : "received";
        }
        return ProblemKind.UNEXPECTED.key();
    }
}

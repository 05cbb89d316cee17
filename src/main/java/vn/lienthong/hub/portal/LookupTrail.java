package vn.lienthong.hub.portal;

import java.time.Clock;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.trail.Trail;

/** Notes who asked for which dossier and how that went, whether it went well or not. */
@Component("lookupTrail")
public final class LookupTrail {
    private final Trail trail;
    private final Clock clock;

    LookupTrail(Trail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** @param exchange at the end of the route: an answer or a failure, and the inquiry as its property */
    public void note(Exchange exchange) {
        Inquiry inquiry = exchange.getProperty("inquiry", Inquiry.class);
        trail.note(new Trail.Act(
                clock.instant(),
                inquiry.caller().id(),
                "look-up",
                inquiry.lookup().code().value(),
                outcome(exchange),
                inquiry.door()));
    }

    private static String outcome(Exchange exchange) {
        @Nullable Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (failure instanceof ProblemException known) {
            return known.problem().kind().key();
        }
        Object body = exchange.getMessage().getBody();
        if (body instanceof StatusAnswer.Current) {
            return "current";
        }
        if (body instanceof StatusAnswer.LastKnown) {
            return "last-known";
        }
        return body instanceof StatusAnswer.NoSuchDossier
                ? ProblemKind.NO_SUCH_DOSSIER.key()
                : ProblemKind.UNEXPECTED.key();
    }
}

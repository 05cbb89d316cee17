package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.Problem;

/**
 * A destination's circuit breaker. While it is held nothing is taken from its outbox, so that no item pays for the
 * destination's absence; when the hold ends, the next call is a probe, and holds grow longer until one is answered.
 */
public final class DeliveryHold {
    private final DeliveryPause pause;
    private int failures;
    private int hubTroubles;
    private @Nullable Instant until;
    private @Nullable Problem problem;

    public DeliveryHold(DeliveryPause pause) {
        this.pause = pause;
    }

    public synchronized boolean lastsAt(Instant now) {
        return until != null && now.isBefore(until);
    }

    /**
     * @param asked the time the destination itself asked for, if it did
     * @return when the hold ends
     */
    public synchronized Instant begin(Problem cause, @Nullable Duration asked, Instant now) {
        Instant end = now.plus(asked != null ? asked : pause.after(failures));
        failures++;
        until = end;
        problem = cause;
        return end;
    }

    /**
     * Begins a hold for a trouble of the hub's own, which the destination's answers do not end.
     *
     * @return when the hold ends
     */
    synchronized Instant beginForHubTrouble(Problem cause, Instant now) {
        return begin(cause, pause.after(hubTroubles++), now);
    }

    /** The hub could note a delivery, so it is well itself. */
    synchronized void endHubTrouble() {
        hubTroubles = 0;
    }

    /** The destination answered in its own words: it is there. */
    public synchronized void end() {
        failures = 0;
        until = null;
        problem = null;
    }

    public synchronized Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    /** Why it was held last, until something is taken again. */
    public synchronized Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}

package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.delivery.HoldBook.Held;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;

/**
 * A destination's circuit breaker. While it is held nothing is taken from its outbox, so that no item pays for the
 * destination's absence; when the hold ends, the next call is a probe, and holds grow longer until one is answered. A hold
 * outlasts the hub.
 */
public final class DeliveryHold {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryHold.class);

    private final SystemId destination;
    private final DeliveryPause pause;
    private final HoldBook book;
    private int hubTroubles;
    private @Nullable Held held;

    /** @throws vn.lienthong.hub.problem.TryAgainLater if the book cannot be read now */
    public DeliveryHold(SystemId destination, DeliveryPause pause, HoldBook book) {
        this.destination = destination;
        this.pause = pause;
        this.book = book;
        this.held = book.find(destination).orElse(null);
    }

    public synchronized boolean lastsAt(Instant now) {
        // One that began later than now was written by a clock that was ahead.
        return held != null && now.isBefore(held.until()) && !now.isBefore(held.begun());
    }

    /**
     * @param asked the time the destination itself asked for, if it did
     * @return when the hold ends
     */
    public synchronized Instant begin(Problem cause, @Nullable Duration asked, Instant now) {
        int failures = held == null ? 0 : held.failures();
        Instant since = held == null ? now : held.since();
        Instant end = now.plus(asked != null ? asked : pause.after(failures));
        held = new Held(since, now, end, failures + 1, cause);
        try {
            book.keep(destination, held);
        } catch (ProblemException storeAway) {
            // The hold holds all the same; a restart would only probe once too often.
            LOG.warn("the hold of {} is not written down: {}", destination, storeAway.problem());
        }
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
        if (held != null) {
            held = null;
            book.clear(destination);
        }
    }

    /** The hold that has not ended by an answer yet, though its time may be over. */
    public synchronized Optional<Held> held() {
        return Optional.ofNullable(held);
    }

    public synchronized Optional<Instant> until() {
        return held().map(Held::until);
    }

    /** Why it was held last, until something is taken again. */
    public synchronized Optional<Problem> problem() {
        return held().map(Held::problem);
    }
}

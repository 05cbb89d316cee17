package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fast a destination may be called by this hub: calls are spread evenly, with no bursts. */
public final class Pace {
    /** As fast as it answers. */
    public static final Pace FREE = new Pace(Duration.ZERO, Clock.systemUTC());

    private final Duration between;
    private final Clock clock;
    private Instant nextFree = Instant.EPOCH;

    private Pace(Duration between, Clock clock) {
        this.between = between;
        this.clock = clock;
    }

    /** @param callsPerSecond at most so many; null for any number */
    public static Pace of(@Nullable Integer callsPerSecond, Clock clock) {
        return callsPerSecond == null ? FREE : new Pace(Duration.ofSeconds(1).dividedBy(callsPerSecond), clock);
    }

    /** How long the next call has to wait; it is counted. */
    synchronized Duration waitForNext() {
        if (between.isZero()) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        // A clock that was set back must not make the calls wait for all that time.
        boolean waits = nextFree.isAfter(now) && !nextFree.isAfter(now.plus(between));
        Duration wait = waits ? Duration.between(now, nextFree) : Duration.ZERO;
        nextFree = now.plus(wait).plus(between);
        return wait;
    }
}

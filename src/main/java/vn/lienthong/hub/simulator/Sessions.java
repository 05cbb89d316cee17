package vn.lienthong.hub.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sessions or tokens that were handed out and end after a time. */
final class Sessions {
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration life;

    Sessions(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    String begin() {
        Instant now = clock.instant();
        ends.values().removeIf(now::isAfter);
        String session = UUID.randomUUID().toString();
        ends.put(session, now.plus(life));
        return session;
    }

    boolean isOpen(@Nullable String session) {
        Instant end = session == null ? null : ends.get(session);
        return end != null && clock.instant().isBefore(end);
    }

    Duration life() {
        return life;
    }

    void endAll() {
        ends.clear();
    }
}

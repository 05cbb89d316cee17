package vn.lienthong.hub.agency.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;

/** The sessions and tokens the hub holds at other systems, one each. However many calls need one, there is one login. */
@Component
public final class Sessions {
    private final Clock clock;
    private final Map<SystemId, Holder> holders = new ConcurrentHashMap<>();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** The session held, or a new one if there is none or it is about to end. */
    String current(SystemId system, Supplier<Session> login) {
        return holders.computeIfAbsent(system, id -> new Holder()).current(clock, login);
    }

    /** Forgets the session held at a system, which may be another now. */
    public void forget(SystemId system) {
        holders.remove(system);
    }

    /** Forgets a session that the system no longer takes, unless there is a newer one. */
    void ended(SystemId system, String value) {
        holders.computeIfAbsent(system, id -> new Holder()).ended(value);
    }

    /**
     * A session or token.
     *
     * @param value what is shown to the system
     * @param until when it is used no more
     */
    public record Session(String value, Instant until) {
        /** Ends a tenth of its time early, so that it does not end under way. */
        static Session keptFor(String value, Duration kept, Instant now) {
            return new Session(value, now.plus(kept).minus(kept.dividedBy(10)));
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Session[until " + until + "]";
        }
    }

    private static final class Holder {
        private @Nullable Session held;

        synchronized String current(Clock clock, Supplier<Session> login) {
            Session session = held;
            if (session == null || !session.until().isAfter(clock.instant())) {
                session = login.get();
                held = session;
            }
            return session.value();
        }

        synchronized void ended(String value) {
            if (held != null && held.value().equals(value)) {
                held = null;
            }
        }
    }
}

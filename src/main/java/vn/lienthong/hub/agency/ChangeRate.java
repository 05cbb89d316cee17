package vn.lienthong.hub.agency;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;

/** How many changes came in from each system of late. */
@Component
public final class ChangeRate {
    private static final int MINUTES = 5;
    private static final long MINUTE_BITS = 40;

    private final Clock clock;
    // A slot for each minute, of the minute's number and the count in it.
    private final Map<SystemId, AtomicLongArray> counts = new ConcurrentHashMap<>();

    ChangeRate(Clock clock) {
        this.clock = clock;
    }

    void count(SystemId system) {
        long minute = minute();
        counts.computeIfAbsent(system, any -> new AtomicLongArray(MINUTES))
                .updateAndGet(
                        (int) (minute % MINUTES),
                        slot -> isOf(slot, minute) ? slot + 1 : minute << (64 - MINUTE_BITS) | 1);
    }

    /** Forgets all but these. */
    void keepOnly(Predicate<SystemId> systems) {
        counts.keySet().removeIf(systems.negate());
    }

    /** Changes a minute over the last five minutes, the present one among them. */
    public double perMinute(SystemId system) {
        AtomicLongArray slots = counts.get(system);
        if (slots == null) {
            return 0;
        }
        long now = minute();
        long sum = 0;
        for (int back = 0; back < MINUTES; back++) {
            long slot = slots.get((int) ((now - back) % MINUTES));
            sum += isOf(slot, now - back) ? slot & 0xFFFFFF : 0;
        }
        return (double) sum / MINUTES;
    }

    private static boolean isOf(long slot, long minute) {
        return slot >>> (64 - MINUTE_BITS) == minute;
    }

    private long minute() {
        // Not millis(), which a clock that ticks in microseconds cannot tell: Java 17 divides by zero there.
        return clock.instant().getEpochSecond() / 60;
    }
}

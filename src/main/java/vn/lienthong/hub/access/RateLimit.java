package vn.lienthong.hub.access;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A leaky bucket in one number: the time at which the bucket would be empty again. Callers who ask too soon are told how
 * long to wait and are not counted.
 */
final class RateLimit {
    private final long nanosPerAct;
    private final long burstNanos;
    private final AtomicLong emptyAt;

    RateLimit(int perSecond, int burst, long nowNanos) {
        this.nanosPerAct = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burstNanos = nanosPerAct * burst;
        this.emptyAt = new AtomicLong(nowNanos);
    }

    /**
     * @param weight how many acts; more than the burst count as the burst, or they would never pass
     * @return zero, or the milliseconds to wait, at least one
     */
    long waitBeforeNext(int weight, long nowNanos) {
        long cost = Math.min(nanosPerAct * weight, burstNanos);
        while (true) {
            long was = emptyAt.get();
            long from = was - nowNanos > 0 ? was : nowNanos;
            long over = from + cost - nowNanos - burstNanos;
            if (over > 0) {
                return Math.max(1, TimeUnit.NANOSECONDS.toMillis(over));
            }
            if (emptyAt.compareAndSet(was, from + cost)) {
                return 0;
            }
        }
    }
}

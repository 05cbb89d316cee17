package vn.lienthong.bench.campaign;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How many faults are still to be injected; shared by all that inject. */
final class Budget {
    private final AtomicInteger left;
    private final long end;

    Budget(int faults, Duration longest) {
        this.left = new AtomicInteger(faults);
        this.end = System.nanoTime() + longest.toNanos();
    }

    /** Takes one, where one is left. */
    boolean take() {
        return System.nanoTime() < end && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    /** Gives one back that could not be injected. */
    void giveBack() {
        left.incrementAndGet();
    }
}

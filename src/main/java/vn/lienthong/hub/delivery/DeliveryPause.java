package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that double, up to a longest one, each shortened by chance to between a half and the whole, so that what failed
 * together does not come back together.
 */
public final class DeliveryPause {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator chance;

    public DeliveryPause(Duration first, Duration longest, RandomGenerator chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
    }

    /** @param failures how often it failed before this time, from 0 */
    Duration after(int failures) {
        double whole = Math.min((double) longest.toMillis(), first.toMillis() * Math.pow(2, failures));
        return Duration.ofMillis(Math.max(1, Math.round(whole * (0.5 + chance.nextDouble() / 2))));
    }
}

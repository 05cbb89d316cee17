package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.lienthong.hub.agency.RoutePlan;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;

/**
 * A system that is told something, and what the hub remembers of it from one wake-up to the next. It lasts until its
 * connector changes; all that has to outlast that is in its {@link Outbox}.
 */
public interface Destination {
    /** The id of its connector. */
    SystemId id();

    /** Its route, from a template that consumes {@code hub.delivery.<id>}. */
    RoutePlan route();

    /**
     * Begins a round.
     *
     * @param enough whether no more items are to be taken in it; asked before each take
     */
    Round begin(BooleanSupplier enough);

    /** Its circuit breaker. */
    DeliveryHold hold();

    /** How fast it may be called. */
    default Pace pace() {
        return Pace.FREE;
    }

    /** How long something may wait for it before a human is told; 4 hours unless it says otherwise. */
    default Duration tellAfter() {
        return Duration.ofHours(4);
    }

    /**
     * Foresees what would become of an item, as far as the hub can tell without a call.
     *
     * @return why it cannot be told as it is; none if it would be tried
     */
    default Optional<Problem> foresee(Item item) {
        return Optional.empty();
    }

    /**
     * An item in the destination's own words, as it would be told now.
     *
     * @return as JSON or text; none if it cannot be told as it is
     */
    default Optional<String> translated(Item item) {
        return Optional.empty();
    }
}

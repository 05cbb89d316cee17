package vn.lienthong.hub.delivery;

import java.util.function.BooleanSupplier;
import vn.lienthong.hub.agency.RoutePlan;
import vn.lienthong.hub.canonical.SystemId;

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
}

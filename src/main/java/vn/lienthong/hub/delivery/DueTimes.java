package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;

/**
 * Sees that nothing waits for a time that only a wrong clock could set. What was accepted or put back while the machine's clock was ahead
 * is due then, and would rest until true time gets there.
 */
@Component
final class DueTimes {
    private static final Logger LOG = LoggerFactory.getLogger(DueTimes.class);

    private final List<Outbox<?>> outboxes;
    private final DeliverySettings settings;

    DueTimes(List<Outbox<?>> outboxes, DeliverySettings settings) {
        this.outboxes = List.copyOf(outboxes);
        this.settings = settings;
    }

    /** Makes due now what is due after the longest pause that could begin now. */
    void bringNear(SystemId destination, Instant now) {
        Instant furthest = now.plus(settings.longestRest());
        int brought = outboxes.stream()
                .mapToInt(outbox -> outbox.bringNear(destination, now, furthest))
                .sum();
        if (brought > 0) {
            LOG.warn(
                    "{}: {} deliveries were due later than {}, by a clock that was ahead; they are due now",
                    destination,
                    brought,
                    furthest);
        }
    }
}

package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/** Looks now and then whether something is due, so that a lost wake-up costs seconds and a restart finds its work. */
@Component("deliveryWatch")
public final class DeliveryWatch {
    private final Connectors connectors;
    private final List<Outbox<?>> outboxes;
    private final Destinations destinations;
    private final DeliveryWakeUps wakeUps;
    private final Clock clock;

    DeliveryWatch(
            Connectors connectors,
            List<Outbox<?>> outboxes,
            Destinations destinations,
            DeliveryWakeUps wakeUps,
            Clock clock) {
        this.connectors = connectors;
        this.outboxes = List.copyOf(outboxes);
        this.destinations = destinations;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** Wakes every destination that has something due and is not held. */
    public void wakeWhatIsDue() {
        Instant now = clock.instant();
        for (ConnectorDefinition connector : connectors.all()) {
            SystemId id = connector.id();
            if (destinations.known(id).isPresent() && connectors.isActive(id) && isDue(id, now)) {
                wakeUps.wake(id);
            }
        }
    }

    private boolean isDue(SystemId destination, Instant now) {
        if (destinations
                .known(destination)
                .filter(known -> known.hold().lastsAt(now))
                .isPresent()) {
            return false;
        }
        return outboxes.stream().map(outbox -> outbox.backlog(destination)).anyMatch(backlog -> isDue(backlog, now));
    }

    private static boolean isDue(Backlog backlog, Instant now) {
        return backlog.waiting() > 0
                && backlog.nextDue().map(due -> !due.isAfter(now)).orElse(true);
    }
}

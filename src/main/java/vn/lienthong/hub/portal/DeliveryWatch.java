package vn.lienthong.hub.portal;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.status.DeliveryLedger;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/** Looks now and then whether something is due, so that a lost wake-up costs seconds and a restart finds its work. */
@Component("deliveryWatch")
public final class DeliveryWatch {
    private final Connectors connectors;
    private final DeliveryLedger ledger;
    private final NationalPortalDelivery deliveries;
    private final DeliveryWakeUps wakeUps;
    private final Clock clock;

    DeliveryWatch(
            Connectors connectors,
            DeliveryLedger ledger,
            NationalPortalDelivery deliveries,
            DeliveryWakeUps wakeUps,
            Clock clock) {
        this.connectors = connectors;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** Wakes every destination that has something due and is not held. */
    public void wakeWhatIsDue() {
        Instant now = clock.instant();
        for (ConnectorDefinition connector : connectors.all()) {
            if (connector.delivery() != null && connectors.isActive(connector.id()) && isDue(connector.id(), now)) {
                wakeUps.wake(connector.id());
            }
        }
    }

    private boolean isDue(SystemId destination, Instant now) {
        if (deliveries.isHeld(destination)) {
            return false;
        }
        Backlog backlog = ledger.backlog(destination);
        return backlog.waiting() > 0
                && backlog.nextDue().map(due -> !due.isAfter(now)).orElse(true);
    }
}

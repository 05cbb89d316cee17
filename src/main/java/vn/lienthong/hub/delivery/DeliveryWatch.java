package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/**
 * Looks now and then whether something is due, so that a lost wake-up costs seconds and a restart finds its work; and tells
 * when something waits for too long.
 */
@Component("deliveryWatch")
public final class DeliveryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);

    private final Connectors connectors;
    private final Backlogs backlogs;
    private final DueTimes dueTimes;
    private final Destinations destinations;
    private final DeliveryWakeUps wakeUps;
    private final Clock clock;
    /** Of which it was told that something waits for too long. */
    private final Set<SystemId> overdue = ConcurrentHashMap.newKeySet();

    DeliveryWatch(
            Connectors connectors,
            DueTimes dueTimes,
            Backlogs backlogs,
            Destinations destinations,
            DeliveryWakeUps wakeUps,
            Clock clock) {
        this.connectors = connectors;
        this.dueTimes = dueTimes;
        this.backlogs = backlogs;
        this.destinations = destinations;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** Wakes every destination that has something due and is not held. */
    public void wakeWhatIsDue() {
        Instant now = clock.instant();
        for (ConnectorDefinition connector : connectors.all()) {
            destinations.known(connector.id()).ifPresent(destination -> look(destination, now));
        }
    }

    private void look(Destination destination, Instant now) {
        SystemId id = destination.id();
        dueTimes.bringNear(id, now);
        Backlog backlog = backlogs.of(id);
        tellIfOverdue(id, backlogs.overdue(id, backlog));
        if (connectors.isActive(id) && !destination.hold().lastsAt(now) && isDue(backlog, now)) {
            wakeUps.wake(id);
        }
    }

    /** Tells once, in the log, where somebody may be listening; health and metrics tell it for as long as it lasts. */
    private void tellIfOverdue(SystemId id, Optional<Problem> problem) {
        if (problem.isEmpty()) {
            if (overdue.remove(id)) {
                LOG.info("{}: nothing waits for too long any more", id);
            }
        } else if (overdue.add(id)) {
            LOG.error(
                    "{}: deliveries are overdue: {}", id, problem.get().detail().en());
        }
    }

    private static boolean isDue(Backlog backlog, Instant now) {
        return backlog.waiting() > 0
                && backlog.nextDue().map(due -> !due.isAfter(now)).orElse(true);
    }
}

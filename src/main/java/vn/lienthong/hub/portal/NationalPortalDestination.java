package vn.lienthong.hub.portal;

import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.status.DeliveryLedger;

/** One national-style portal, and what the hub remembers of it from one wake-up to the next. */
final class NationalPortalDestination {
    private final SystemId id;
    private final NationalPortalDesk desk;
    private final Maker makes;
    private final DeliveryAnswerReader reader;
    private final DeliveryHold hold;
    private final DeliveryOutcomes outcomes;
    private final DeliveryCaution caution = new DeliveryCaution();

    private NationalPortalDestination(SystemId id, NationalPortalDesk desk, Maker makes) {
        this.id = id;
        this.desk = desk;
        this.makes = makes;
        this.reader = new DeliveryAnswerReader(makes.clock, desk.expiredCodes());
        RandomGenerator chance = RandomGenerator.getDefault();
        DeliverySettings settings = makes.settings;
        this.hold = new DeliveryHold(new DeliveryPause(settings.firstHold(), settings.longestHold(), chance));
        this.outcomes = new DeliveryOutcomes(
                id,
                makes.ledger,
                makes.deadLetters,
                hold,
                dueAt -> makes.wakeUps.wakeAt(id, dueAt),
                new DeliveryPause(settings.firstPause(), settings.longestPause(), chance),
                settings.mostAttempts(),
                makes.clock);
    }

    SystemId id() {
        return id;
    }

    DeliveryAnswerReader reader() {
        return reader;
    }

    DeliveryHold hold() {
        return hold;
    }

    /** What the route template needs to know of the portal. */
    Map<String, String> routeParameters() {
        return Map.of(
                "login", desk.loginAddress(),
                "calls", desk.callAddress(),
                "connectTimeout", Long.toString(makes.settings.connectTimeout().toMillis()),
                "answerTimeout", Long.toString(makes.settings.answerTimeout().toMillis()));
    }

    /** @param enough whether no more dossiers are to be taken */
    DeliveryRound round(BooleanSupplier enough) {
        return new DeliveryRound(id, desk, makes.ledger, outcomes, hold, caution, makes.settings, makes.clock, enough);
    }

    /** Makes destinations of connectors. */
    @Component
    static final class Maker {
        private final Connectors connectors;
        private final DeliveryLedger ledger;
        private final DeadLetters deadLetters;
        private final DeliveryWakeUps wakeUps;
        private final DeliverySettings settings;
        private final Secrets secrets;
        private final Clock clock;

        Maker(
                Connectors connectors,
                DeliveryLedger ledger,
                DeadLetters deadLetters,
                DeliveryWakeUps wakeUps,
                DeliverySettings settings,
                Secrets secrets,
                Clock clock) {
            this.connectors = connectors;
            this.ledger = ledger;
            this.deadLetters = deadLetters;
            this.wakeUps = wakeUps;
            this.settings = settings;
            this.secrets = secrets;
            this.clock = clock;
        }

        NationalPortalDestination make(SystemId id) {
            var connector =
                    connectors.find(id).orElseThrow(() -> new IllegalArgumentException("there is no connector " + id));
            return new NationalPortalDestination(id, new NationalPortalDesk(connector, secrets, clock), this);
        }
    }
}

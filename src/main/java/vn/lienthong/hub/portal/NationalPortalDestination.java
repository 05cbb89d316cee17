package vn.lienthong.hub.portal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.RoutePlan;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.delivery.ChangesOutbox;
import vn.lienthong.hub.delivery.DeliveryGear;
import vn.lienthong.hub.delivery.DeliveryHold;
import vn.lienthong.hub.delivery.DeliveryOutcomes;
import vn.lienthong.hub.delivery.Destination;
import vn.lienthong.hub.delivery.DestinationMaker;
import vn.lienthong.hub.delivery.DossierChanges;
import vn.lienthong.hub.delivery.Item;
import vn.lienthong.hub.delivery.Pace;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.Undeliverable;

/** One national-style portal, which is told of dossiers and their changes. */
final class NationalPortalDestination implements Destination {
    private final SystemId id;
    private final NationalPortalDesk desk;
    private final DeliveryGear gear;
    private final ChangesOutbox outbox;
    private final NationalAnswerReader reader;
    private final DeliveryHold hold;
    private final DeliveryOutcomes<DossierChanges> outcomes;
    private final Pace pace;
    private final NationalCaution caution = new NationalCaution();

    private NationalPortalDestination(SystemId id, NationalPortalDesk desk, DeliveryGear gear, ChangesOutbox outbox) {
        this.id = id;
        this.desk = desk;
        this.gear = gear;
        this.outbox = outbox;
        this.reader = new NationalAnswerReader(
                gear.clock(), desk.expiredCodes(), desk.delivery().answers());
        this.hold = gear.hold(id);
        this.pace = Pace.of(desk.delivery().rate(), gear.clock());
        this.outcomes = gear.outcomes(id, outbox, hold);
    }

    @Override
    public SystemId id() {
        return id;
    }

    @Override
    public DeliveryHold hold() {
        return hold;
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public Duration tellAfter() {
        Duration own = desk.delivery().tellAfter();
        return own == null ? gear.settings().tellAfter() : own;
    }

    @Override
    public Optional<Problem> foresee(Item item) {
        try {
            new NationalErrand((DossierChanges) item);
            return Optional.empty();
        } catch (Undeliverable lacking) {
            return Optional.of(lacking.problem());
        }
    }

    @Override
    public Optional<String> translated(Item item) {
        try {
            return Optional.of(new NationalErrand((DossierChanges) item).translated());
        } catch (Undeliverable lacking) {
            return Optional.empty();
        }
    }

    @Override
    public RoutePlan route() {
        return new RoutePlan(
                id,
                "delivery",
                "national-portal-delivery",
                Map.of(
                        "login", desk.loginAddress(),
                        "calls", desk.callAddress(),
                        "connectTimeout",
                                Long.toString(gear.settings().connectTimeout().toMillis()),
                        "answerTimeout",
                                Long.toString(gear.settings().answerTimeout().toMillis())));
    }

    @Override
    public NationalRound begin(BooleanSupplier enough) {
        return new NationalRound(
                id, desk, reader, outbox, outcomes, hold, caution, gear.settings(), gear.clock(), enough);
    }

    /** Makes destinations of connectors that deliver to a national-style portal. */
    @Component
    static final class Maker implements DestinationMaker {
        private final DeliveryGear gear;
        private final ChangesOutbox outbox;
        private final Secrets secrets;

        Maker(DeliveryGear gear, ChangesOutbox outbox, Secrets secrets) {
            this.gear = gear;
            this.outbox = outbox;
            this.secrets = secrets;
        }

        @Override
        public Optional<Destination> make(ConnectorDefinition connector) {
            if (!(connector.delivery() instanceof Delivery.NationalPortal)) {
                return Optional.empty();
            }
            var desk = new NationalPortalDesk(connector, secrets, gear.clock());
            return Optional.of(new NationalPortalDestination(connector.id(), desk, gear, outbox));
        }
    }
}

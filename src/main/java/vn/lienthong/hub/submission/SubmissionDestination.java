package vn.lienthong.hub.submission;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.RoutePlan;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.delivery.DeliveryGear;
import vn.lienthong.hub.delivery.DeliveryHold;
import vn.lienthong.hub.delivery.DeliveryOutcomes;
import vn.lienthong.hub.delivery.Destination;
import vn.lienthong.hub.delivery.DestinationMaker;
import vn.lienthong.hub.delivery.OneByOneRound;
import vn.lienthong.hub.delivery.Pace;
import vn.lienthong.hub.delivery.Round;
import vn.lienthong.hub.status.StatusStore;

/** One agency's system, which is told of what was handed in for it. */
final class SubmissionDestination implements Destination {
    private final ConnectorDefinition connector;
    private final SubmissionWay way;
    private final Parts parts;
    private final DeliveryHold hold;
    private final Pace pace;
    private final DeliveryOutcomes<SubmissionItem> outcomes;

    private SubmissionDestination(ConnectorDefinition connector, SubmissionWay way, Parts parts) {
        this.connector = connector;
        this.way = way;
        this.parts = parts;
        this.hold = parts.gear.hold(connector.id());
        this.pace = Pace.of(way.rate(), parts.gear.clock());
        this.outcomes = parts.gear.outcomes(connector.id(), parts.outbox, hold);
    }

    @Override
    public SystemId id() {
        return connector.id();
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
        Duration own = way.tellAfter();
        return own == null ? parts.gear.settings().tellAfter() : own;
    }

    @Override
    public RoutePlan route() {
        SubmissionWay.Call call = way.call();
        String template = call instanceof SubmissionWay.Call.Rest
                ? "rest-submission"
                : call instanceof SubmissionWay.Call.Soap
                        ? "soap-submission"
                        : call instanceof SubmissionWay.Call.Queue ? "queue-submission" : "file-submission";
        return new RoutePlan(connector.id(), "submission", template, Map.of());
    }

    @Override
    public Round begin(BooleanSupplier enough) {
        var content = new ToldContent(connector, way, parts.dossiers, parts.links);
        var speaker = new SubmissionSpeaker(connector, way, content, parts.numbers, parts.attachments);
        Duration pause = parts.gear.settings().firstPause();
        return new OneByOneRound<>(
                id(), speaker, parts.outbox, outcomes, hold, parts.gear.clock(), pause, pause, enough);
    }

    private record Parts(
            DeliveryGear gear,
            SubmissionOutbox outbox,
            StatusStore dossiers,
            SubmissionNumbers numbers,
            AttachmentLinks links,
            AttachmentStore attachments) {}

    /** Makes destinations of connectors that take submissions. */
    @Component
    static final class Maker implements DestinationMaker {
        private final Parts parts;

        Maker(
                DeliveryGear gear,
                SubmissionOutbox outbox,
                StatusStore dossiers,
                SubmissionNumbers numbers,
                AttachmentLinks links,
                AttachmentStore attachments) {
            this.parts = new Parts(gear, outbox, dossiers, numbers, links, attachments);
        }

        @Override
        public Optional<Destination> make(ConnectorDefinition connector) {
            SubmissionWay way = connector.submission();
            return way == null ? Optional.empty() : Optional.of(new SubmissionDestination(connector, way, parts));
        }
    }
}

package vn.lienthong.hub.portal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.RoutePlan;
import vn.lienthong.hub.agency.RoutePlanner;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery;

/**
 * What the route {@code <connector>-delivery} does between its calls. Each destination has its own session, hold and
 * caution, and its own consumer, so a dead portal costs the others nothing.
 */
@Component("nationalPortalDelivery")
public class NationalPortalDelivery implements RoutePlanner {
    private static final Logger LOG = LoggerFactory.getLogger(NationalPortalDelivery.class);
    private static final String ROUND = "round";
    private static final String CALL = "call";
    /** The step that the route takes next; {@code none} when the round is over. */
    private static final String STEP = "step";

    private static final int LONGEST_ANSWER = 4 << 20;

    private final NationalPortalDestination.Maker maker;
    private final DeliveryWakeUps wakeUps;
    private final DeliverySettings settings;
    private final Clock clock;
    private final ConcurrentMap<SystemId, NationalPortalDestination> destinations = new ConcurrentHashMap<>();

    NationalPortalDelivery(
            NationalPortalDestination.Maker maker, DeliveryWakeUps wakeUps, DeliverySettings settings, Clock clock) {
        this.maker = maker;
        this.wakeUps = wakeUps;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<RoutePlan> routesOf(ConnectorDefinition connector) {
        if (!(connector.delivery() instanceof Delivery.NationalPortal)) {
            return List.of();
        }
        var destination = destinations.computeIfAbsent(connector.id(), maker::make);
        return List.of(
                new RoutePlan(connector.id(), "delivery", "national-portal-delivery", destination.routeParameters()));
    }

    @Override
    public void forget(SystemId connector) {
        destinations.remove(connector);
    }

    /** Begins a round for the destination that the property {@code connector} names. */
    public void begin(Exchange exchange) {
        NationalPortalDestination destination = destinationOf(exchange);
        wakeUps.heard(destination.id());
        Instant ends = clock.instant().plus(settings.round());
        exchange.setProperty(ROUND, destination.round(() -> clock.instant().isAfter(ends) || isStopping(exchange)));
    }

    /** Says which call comes next and lays it out for the route. */
    public void layOutNextCall(Exchange exchange) {
        DeliveryRound round = exchange.getProperty(ROUND, DeliveryRound.class);
        Optional<DeliveryCall> next = round.next();
        if (next.isEmpty()) {
            exchange.setProperty(STEP, "none");
            if (round.moreIsDue() && !isStopping(exchange)) {
                wakeUps.wake(destinationOf(exchange).id());
            }
            return;
        }
        DeliveryCall call = next.get();
        exchange.setProperty(CALL, call);
        exchange.setProperty(STEP, call.step().id());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setHeader("Accept", "application/json");
        message.setBody(call.body());
    }

    /** Hears the portal's answer. */
    public void hearAnswer(Exchange exchange) {
        Message message = exchange.getMessage();
        DeliveryAnswerReader reader = destinationOf(exchange).reader();
        DeliveryAnswer answer;
        try {
            int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
            answer = reader.read(status, message.getHeader("Retry-After", String.class), content(message));
        } catch (IOException brokenOff) {
            answer = reader.noAnswer(brokenOff);
        }
        hear(exchange, answer);
    }

    /** Hears that no answer came. */
    public void hearNothing(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        hear(exchange, destinationOf(exchange).reader().noAnswer(failure));
    }

    /**
     * Ends a round that the hub itself could not go on with: its ledger is away, or a secret is missing. What was taken
     * stays in doubt and comes back after the hold.
     */
    public void holdForHubTrouble(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        SystemId id = connectorOf(exchange);
        LOG.error("delivery to {} is held", id, failure);
        NationalPortalDestination known = destinations.get(id);
        if (known != null) {
            var problem = DeliveryProblems.hubTrouble(failure.getClass().getSimpleName());
            wakeUps.wakeAt(id, known.hold().beginForHubTrouble(problem, clock.instant()));
        }
    }

    boolean isHeld(SystemId destination) {
        NationalPortalDestination known = destinations.get(destination);
        return known != null && known.hold().lastsAt(clock.instant());
    }

    /** Whether and why a destination's queue is held, for whoever watches. */
    public Standing standing(SystemId destination) {
        NationalPortalDestination known = destinations.get(destination);
        return known == null
                ? new Standing(Optional.empty(), Optional.empty())
                : new Standing(known.hold().until(), known.hold().problem());
    }

    /**
     * How a destination stands.
     *
     * @param heldUntil when it is tried again, where it is held
     * @param problem why, until something goes through again
     */
    public record Standing(Optional<Instant> heldUntil, Optional<vn.lienthong.hub.problem.Problem> problem) {}

    private void hear(Exchange exchange, DeliveryAnswer answer) {
        if (answer instanceof DeliveryAnswer.Away away) {
            LOG.warn("{}: {}", destinationOf(exchange).id(), away.problem());
        }
        exchange.getProperty(ROUND, DeliveryRound.class).hear(exchange.getProperty(CALL, DeliveryCall.class), answer);
    }

    private static byte[] content(Message message) throws IOException {
        try (InputStream body = message.getBody(InputStream.class)) {
            if (body == null) {
                return new byte[0];
            }
            byte[] content = body.readNBytes(LONGEST_ANSWER + 1);
            if (content.length > LONGEST_ANSWER) {
                throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
            }
            return content;
        }
    }

    private NationalPortalDestination destinationOf(Exchange exchange) {
        return destinations.computeIfAbsent(connectorOf(exchange), maker::make);
    }

    private static SystemId connectorOf(Exchange exchange) {
        return SystemId.of(exchange.getProperty("connector", String.class));
    }

    private static boolean isStopping(Exchange exchange) {
        ServiceStatus status = exchange.getContext().getStatus();
        return status.isStopping() || status.isStopped() || status.isSuspending();
    }
}

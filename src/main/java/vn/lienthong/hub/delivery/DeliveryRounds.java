package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;

/**
 * What every route {@code <connector>-delivery} does between its calls. Each destination has its own hold and its own
 * consumer, so a dead one costs the others nothing.
 *
 * <p>The route sets the property {@code connector}, calls {@link #begin} and {@link #layOutNextCall}, and then, while the
 * property {@code step} is not {@code none}, waits for {@code pause} milliseconds, makes that call, hears of it by {@link #hearAnswer} or, on an exception,
 * {@link #hearNothing}, and calls {@link #layOutNextCall} again. Whatever else fails goes to {@link #holdForHubTrouble}.
 */
@Component("deliveryRounds")
public class DeliveryRounds {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRounds.class);
    private static final String ROUND = "round";
    /** The step that the route takes next; {@code none} when the round is over. */
    private static final String STEP = "step";
    /** How long the route waits before that step, in milliseconds. */
    private static final String PAUSE = "pause";

    private final Destinations destinations;
    private final DeliveryWakeUps wakeUps;
    private final List<Outbox<?>> outboxes;
    private final DeliverySettings settings;
    /** Of these, nothing is taken that no round knows of. */
    private final Set<SystemId> clean = ConcurrentHashMap.newKeySet();

    private final Clock clock;

    DeliveryRounds(
            Destinations destinations,
            DeliveryWakeUps wakeUps,
            List<Outbox<?>> outboxes,
            DeliverySettings settings,
            Clock clock) {
        this.outboxes = List.copyOf(outboxes);
        this.destinations = destinations;
        this.wakeUps = wakeUps;
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins a round for the destination that the property {@code connector} names. */
    public void begin(Exchange exchange) {
        SystemId id = destinationOf(exchange);
        wakeUps.heard(id);
        Destination destination = destinations.of(id);
        if (!clean.contains(id)) {
            outboxes.forEach(outbox -> outbox.release(id));
            clean.add(id);
        }
        Instant ends = clock.instant().plus(settings.round());
        exchange.setProperty(ROUND, destination.begin(() -> clock.instant().isAfter(ends) || isStopping(exchange)));
    }

    /** Says which call comes next and lays it out for the route. */
    public void layOutNextCall(Exchange exchange) {
        Round round = roundOf(exchange);
        Optional<? extends Call> next = round.next();
        if (next.isEmpty()) {
            exchange.setProperty(STEP, "none");
            if (round.moreIsDue() && !isStopping(exchange)) {
                wakeUps.wake(destinationOf(exchange));
            }
            return;
        }
        exchange.setProperty(STEP, next.get().step());
        exchange.setProperty(
                PAUSE,
                destinations.of(destinationOf(exchange)).pace().waitForNext().toMillis());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        next.get().layOut(message);
    }

    /** Hears the destination's answer. */
    public void hearAnswer(Exchange exchange) {
        roundOf(exchange).hear(exchange.getMessage());
    }

    /** Hears that no answer came. */
    public void hearNothing(Exchange exchange) {
        roundOf(exchange).hearNothing(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /**
     * Ends a round that the hub itself could not go on with: its store is away, or a secret is missing. What was taken
     * stays in doubt and comes back after the hold.
     */
    public void holdForHubTrouble(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        SystemId id = destinationOf(exchange);
        LOG.error("delivery to {} is held", id, failure);
        clean.remove(id);
        destinations.known(id).ifPresent(destination -> {
            var problem = DeliveryProblems.hubTrouble(failure.getClass().getSimpleName());
            wakeUps.wakeAt(id, destination.hold().beginForHubTrouble(problem, clock.instant()));
        });
    }

    private static Round roundOf(Exchange exchange) {
        return exchange.getProperty(ROUND, Round.class);
    }

    private static SystemId destinationOf(Exchange exchange) {
        return SystemId.of(exchange.getProperty("connector", String.class));
    }

    private static boolean isStopping(Exchange exchange) {
        ServiceStatus status = exchange.getContext().getStatus();
        return status.isStopping() || status.isStopped() || status.isSuspending();
    }
}

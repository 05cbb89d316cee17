package vn.lienthong.hub.agency;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.file.remote.RemoteFileConsumer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import vn.lienthong.hub.agency.Rounds.Beat;
import vn.lienthong.hub.agency.SharedConsumers.Deaf;
import vn.lienthong.hub.problem.Problem;

/**
 * Feels whether what a connector's routes listen with is alive. Camel calls a route started for as long as nobody stops it,
 * whether or not its poll comes round again, ever ends, or its queue has a consumer.
 */
@Component
final class Pulse {
    /** How many times the time for an answer's next bytes a reading may stand still. A whole answer may take four. */
    private static final int PATIENCE = 10;
    /** A file that is fetched tells nothing until it is there whole. */
    private static final Duration LONGEST_FETCH = Duration.ofHours(1);

    private final SingletonSupplier<CamelContext> camel;
    private final Rounds rounds;
    private final Crew crew;
    private final SharedConsumers consumers;
    private final IntakeStates states;
    private final Duration longest;

    Pulse(
            ObjectProvider<CamelContext> camel,
            @Qualifier("agencyThreads") Rounds rounds,
            Crew crew,
            SharedConsumers consumers,
            IntakeStates states,
            AgencySettings settings) {
        this.camel = SingletonSupplier.of(camel::getObject);
        this.rounds = rounds;
        this.crew = crew;
        this.consumers = consumers;
        this.states = states;
        this.longest = settings.answerTimeout().multipliedBy(PATIENCE);
    }

    /** Why a route is gone, or runs and will never do anything again; empty where it is alive, or somebody has stopped it. */
    Optional<Problem> death(RoutePlan plan) {
        Route route = camel.obtain().getRoute(plan.routeId());
        if (route == null) {
            return Optional.of(PulseProblems.gone(plan.routeId()));
        }
        if (!isStarted(plan)) {
            return Optional.empty();
        }
        Consumer consumer = route.getConsumer();
        if (isPolling(consumer) && rounds.beat(consumer).isEmpty()) {
            return Optional.of(PulseProblems.endedForEver(plan.routeId()));
        }
        return deaf(route)
                .filter(Deaf::isGone)
                .map(deaf -> PulseProblems.noQueue(plan.connector(), queue(route.getEndpoint())));
    }

    /** What keeps a route from its work for now, though it is alive. */
    Optional<Problem> hindrance(RoutePlan plan) {
        Route route = camel.obtain().getRoute(plan.routeId());
        if (route == null || !isStarted(plan)) {
            return Optional.empty();
        }
        return rounds.beat(route.getConsumer())
                .flatMap(beat -> hindrance(plan, route, beat))
                .or(() -> deaf(route)
                        .map(deaf -> PulseProblems.deaf(plan.connector(), queue(route.getEndpoint()), deaf.why())));
    }

    /** What last kept a route from listening, and when that was last so, though it may be over. */
    Optional<Map.Entry<Instant, Problem>> lastDeafness(RoutePlan plan) {
        Route route = camel.obtain().getRoute(plan.routeId());
        if (route == null || !(route.getEndpoint() instanceof JmsEndpoint)) {
            return Optional.empty();
        }
        String queue = queue(route.getEndpoint());
        return consumers
                .lastDeaf(queue)
                .map(last -> Map.entry(
                        last.getKey(),
                        PulseProblems.deaf(
                                plan.connector(), queue, last.getValue().why())));
    }

    private Optional<Problem> hindrance(RoutePlan plan, Route route, Beat beat) {
        if (hangs(plan, route.getConsumer(), beat)) {
            return Optional.of(PulseProblems.hangs(plan.connector(), plan.routeId(), standsStill(plan, beat)));
        }
        Duration waits = beat.waitsFor();
        if (waits != null && waits.compareTo(longest) > 0) {
            return Optional.of(PulseProblems.waits(plan.connector(), waits, crew.isFullOfSlow()));
        }
        Throwable failure = beat.failure();
        return failure == null
                ? Optional.empty()
                : Optional.of(PulseProblems.failed(
                        plan.connector(), failure.getClass().getSimpleName()));
    }

    /** Has a reading that stands still give up, where it can be interrupted; the next one comes. */
    void loosen(RoutePlan plan) {
        Route route = camel.obtain().getRoute(plan.routeId());
        if (route != null
                && rounds.beat(route.getConsumer())
                        .filter(beat -> hangs(plan, route.getConsumer(), beat))
                        .isPresent()) {
            rounds.interrupt(route.getConsumer());
        }
    }

    private boolean hangs(RoutePlan plan, Consumer consumer, Beat beat) {
        Duration most = consumer instanceof RemoteFileConsumer<?> ? LONGEST_FETCH : longest;
        return beat.runsFor() != null && standsStill(plan, beat).compareTo(most) > 0;
    }

    private Duration standsStill(RoutePlan plan, Beat beat) {
        Duration runs = beat.runsFor() == null ? Duration.ZERO : beat.runsFor();
        return states.sinceLastStep(plan.connector())
                .filter(since -> since.compareTo(runs) < 0)
                .orElse(runs);
    }

    private boolean isStarted(RoutePlan plan) {
        var status = camel.obtain().getRouteController().getRouteStatus(plan.routeId());
        return status != null && status.isStarted();
    }

    private boolean isPolling(@Nullable Consumer consumer) {
        // Only what is polled by the threads of all connectors is known here.
        return consumer instanceof ScheduledPollConsumer polling
                && polling.getScheduledExecutorService() == rounds
                && polling.isStarted();
    }

    private Optional<Deaf> deaf(Route route) {
        return route.getEndpoint() instanceof JmsEndpoint
                ? consumers.deaf(queue(route.getEndpoint()))
                : Optional.empty();
    }

    private static String queue(Endpoint endpoint) {
        return endpoint instanceof JmsEndpoint jms ? jms.getDestinationName() : "";
    }
}

package vn.lienthong.hub.agency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorRunner;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.problem.Problem;

/**
 * Keeps every connector as it is wanted, from the moment the hub's own routes run. Each is seen to on its own: one that
 * cannot be made, or is slow to end what it began, holds up nobody else.
 */
@Component
public final class ConnectorSupervisor implements CamelContextConfiguration, ConnectorRunner, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSupervisor.class);
    private static final int THREADS = 4;
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(10);

    private final ObjectProvider<LiveConnectors> connectors;
    private final ConnectorRoutes routes;
    private final Pulse pulse;
    private final Clock clock;
    private final ConcurrentMap<SystemId, Kept> kept = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor hands;

    ConnectorSupervisor(ObjectProvider<LiveConnectors> connectors, ConnectorRoutes routes, Pulse pulse, Clock clock) {
        this.connectors = connectors;
        this.routes = routes;
        this.pulse = pulse;
        this.clock = clock;
        var count = new AtomicInteger();
        this.hands = new ScheduledThreadPoolExecutor(THREADS, work -> {
            var thread = new Thread(work, "connector-supervisor-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        hands.setRemoveOnCancelPolicy(true);
        hands.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        // Nothing is made before the hub's own routes, which the connectors' lead to, run.
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        LiveConnectors live = connectors.getObject();
        // First, so that no change is missed between the two.
        live.runBy(this);
        for (ConnectorDefinition connector : live.all()) {
            Kept one = keptOf(connector.id());
            go(one, one.tickets.incrementAndGet(), new CompletableFuture<>());
        }
        var ignored = hands.scheduleWithFixedDelay(
                this::round, BETWEEN_ROUNDS.toMillis(), BETWEEN_ROUNDS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Void> follow(SystemId id) {
        Kept one = keptOf(id);
        // A retry of an older wish finds another ticket and ends.
        long ticket = one.tickets.incrementAndGet();
        CompletableFuture<Void> tried = new CompletableFuture<>();
        try {
            hands.execute(() -> go(one, ticket, tried));
        } catch (RejectedExecutionException stopping) {
            tried.complete(null);
        }
        return tried;
    }

    private void go(Kept one, long ticket, CompletableFuture<Void> tried) {
        if (one.tickets.get() != ticket || !routes.canBeChanged()) {
            tried.complete(null);
            return;
        }
        Optional<Duration> again = one.keeper.step();
        if (!one.keeper.isLeaving()) {
            tried.complete(null);
        }
        again.ifPresent(after -> {
            try {
                var ignored = hands.schedule(() -> go(one, ticket, tried), after.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("the hub is stopping");
            }
        });
    }

    /** What dies by itself is seen here; what somebody has stopped in Hawtio stays so. */
    private void round() {
        if (!routes.canBeChanged()) {
            return;
        }
        kept.forEach((id, one) -> {
            try {
                if (one.keeper.hasDied()) {
                    var ignored = follow(id);
                } else if (one.keeper.isIdle()) {
                    kept.remove(id, one);
                }
            } catch (RuntimeException | Error e) {
                LOG.error("connector {} could not be looked after", id, e);
            }
        });
    }

    /** Why a connector does not run as it is wanted, while the hub goes on trying. */
    public Optional<Problem> failure(SystemId id) {
        return keeper(id).flatMap(ConnectorKeeper::failure);
    }

    /** What keeps one of a connector's routes from its work for now, though it is alive. */
    public Optional<Problem> hindrance(SystemId id) {
        return keeper(id).flatMap(ConnectorKeeper::hindrance);
    }

    /** Why a connector last did not run since the hub started, though it may again, and when that was. */
    public Optional<Map.Entry<Instant, Problem>> lastFailure(SystemId id) {
        return keeper(id).flatMap(ConnectorKeeper::lastFailure).map(last -> Map.entry(last.at(), last.problem()));
    }

    /** The ids of the routes that were made for a connector, or are to be. */
    public List<String> routes(SystemId id) {
        return keeper(id).map(ConnectorKeeper::plans).orElse(List.of()).stream()
                .map(RoutePlan::routeId)
                .toList();
    }

    private Optional<ConnectorKeeper> keeper(SystemId id) {
        return Optional.ofNullable(kept.get(id)).map(Kept::keeper);
    }

    /** Whether a connector lets what is under way end, to change or to rest, and begins nothing new. */
    public boolean isLeaving(SystemId id) {
        Kept one = kept.get(id);
        return one != null && one.keeper.isLeaving();
    }

    /** How many connectors' routes were made since the hub started. */
    public long routesMade() {
        return routes.made();
    }

    private Kept keptOf(SystemId id) {
        return kept.computeIfAbsent(
                id,
                any -> new Kept(
                        new ConnectorKeeper(id, connectors.getObject(), routes, pulse, clock), new AtomicLong()));
    }

    @Override
    public void destroy() {
        hands.shutdownNow();
    }

    /** @param tickets tells the latest wish from older ones */
    private record Kept(ConnectorKeeper keeper, AtomicLong tickets) {}
}

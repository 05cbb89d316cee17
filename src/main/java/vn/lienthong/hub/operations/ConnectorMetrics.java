package vn.lienthong.hub.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.operations.ConnectorState.Condition;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/** What Prometheus is told of each connector, under its id as the label {@code connector}. */
@Component
class ConnectorMetrics implements MeterBinder {
    /** One reading of all states serves one scrape. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final LiveConnectors connectors;
    private final ConnectorStates states;
    private final Clock clock;
    private Map<SystemId, ConnectorState> seen = Map.of();
    private Instant seenAt = Instant.EPOCH;

    ConnectorMetrics(LiveConnectors connectors, ConnectorStates states, Clock clock) {
        this.connectors = connectors;
        this.states = states;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        MultiGauge running = gauge(registry, "lienthong.connector.running", "1 if the connector runs, else 0");
        MultiGauge deadLetters = gauge(
                registry, "lienthong.dead.letters.open", "Records and dossiers that wait to be mended and replayed");
        MultiGauge waiting = gauge(registry, "lienthong.delivery.waiting", "Dossiers with changes to tell");
        MultiGauge givenUp = gauge(registry, "lienthong.delivery.given.up", "Dossiers that wait for a replay");
        MultiGauge oldest = MultiGauge.builder("lienthong.delivery.oldest")
                .description("How long the oldest change waits")
                .baseUnit("seconds")
                .register(registry);
        MultiGauge overdue = gauge(
                registry, "lienthong.delivery.overdue", "1 if a change waits for longer than its deadline, else 0");
        // Connectors change at the same time as others.
        Object oneAtATime = new Object();
        Runnable name = () -> {
            synchronized (oneAtATime) {
                List<ConnectorDefinition> all = connectors.all();
                List<ConnectorDefinition> told = all.stream()
                        .filter(connector -> connector.delivery() != null)
                        .toList();
                // What is measured already is measured on: the rows are thousands, and one of them changes.
                running.register(rows(all, state -> state.condition() == Condition.RUNNING ? 1 : 0), false);
                deadLetters.register(rows(all, ConnectorState::openDeadLetters), false);
                waiting.register(rows(told, state -> of(state, Backlog::waiting)), false);
                givenUp.register(rows(told, state -> of(state, Backlog::givenUp)), false);
                overdue.register(rows(told, state -> state.overdue() ? 1 : 0), false);
                oldest.register(
                        rows(told, state -> state.backlog()
                                .flatMap(Backlog::oldest)
                                .map(this::age)
                                .orElse(0.0)),
                        false);
            }
        };
        name.run();
        connectors.whenChanged(name);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private static double of(ConnectorState state, ToLongFunction<Backlog> value) {
        return state.backlog().map(value::applyAsLong).orElse(0L);
    }

    private List<MultiGauge.Row<?>> rows(List<ConnectorDefinition> connectors, ToDoubleFunction<ConnectorState> value) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (ConnectorDefinition connector : connectors) {
            SystemId id = connector.id();
            rows.add(MultiGauge.Row.of(Tags.of("connector", id.value()), this, metrics -> metrics.read(id, value)));
        }
        return rows;
    }

    private double age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1e3);
    }

    private double read(SystemId id, ToDoubleFunction<ConnectorState> value) {
        ConnectorState state = seen().get(id);
        return state == null ? Double.NaN : value.applyAsDouble(state);
    }

    private synchronized Map<SystemId, ConnectorState> seen() {
        Instant now = clock.instant();
        if (seenAt.plus(GOOD_FOR).isBefore(now) || seenAt.isAfter(now)) {
            Map<SystemId, ConnectorState> fresh = new HashMap<>();
            states.all().forEach(state -> fresh.put(state.connector().id(), state));
            seen = fresh;
            seenAt = now;
        }
        return seen;
    }
}

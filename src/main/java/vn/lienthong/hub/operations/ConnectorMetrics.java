package vn.lienthong.hub.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.operations.ConnectorState.Condition;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/** What Prometheus is told of each connector, under its id as the label {@code connector}. */
@Component
class ConnectorMetrics implements MeterBinder {
    /** One reading of all states serves one scrape. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Connectors connectors;
    private final ConnectorStates states;
    private final Clock clock;
    private List<ConnectorState> seen = List.of();
    private Instant seenAt = Instant.EPOCH;

    ConnectorMetrics(Connectors connectors, ConnectorStates states, Clock clock) {
        this.connectors = connectors;
        this.states = states;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (ConnectorDefinition connector : connectors.all()) {
            SystemId id = connector.id();
            gauge(
                    registry,
                    id,
                    "lienthong.connector.running",
                    null,
                    "1 if the connector runs, else 0",
                    state -> state.condition() == Condition.RUNNING ? 1 : 0);
            gauge(
                    registry,
                    id,
                    "lienthong.dead.letters.open",
                    null,
                    "Records and dossiers that wait to be mended and replayed",
                    ConnectorState::openDeadLetters);
            if (connector.delivery() != null) {
                backlog(registry, id);
            }
        }
    }

    private void backlog(MeterRegistry registry, SystemId id) {
        gauge(
                registry,
                id,
                "lienthong.delivery.waiting",
                null,
                "Dossiers with changes to tell",
                state -> state.backlog().map(Backlog::waiting).orElse(0L));
        gauge(
                registry,
                id,
                "lienthong.delivery.given.up",
                null,
                "Dossiers that wait for a replay",
                state -> state.backlog().map(Backlog::givenUp).orElse(0L));
        gauge(
                registry,
                id,
                "lienthong.delivery.oldest",
                "seconds",
                "How long the oldest change waits",
                state -> state.backlog().flatMap(Backlog::oldest).map(this::age).orElse(0.0));
    }

    private double age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1e3);
    }

    private void gauge(
            MeterRegistry registry,
            SystemId id,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<ConnectorState> value) {
        Gauge.builder(name, this, metrics -> metrics.read(id, value))
                .baseUnit(unit)
                .description(description)
                .tag("connector", id.value())
                .register(registry);
    }

    private double read(SystemId id, ToDoubleFunction<ConnectorState> value) {
        return seen().stream()
                .filter(state -> state.connector().id().equals(id))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private synchronized List<ConnectorState> seen() {
        Instant now = clock.instant();
        if (seenAt.plus(GOOD_FOR).isBefore(now) || seenAt.isAfter(now)) {
            seen = states.all();
            seenAt = now;
        }
        return seen;
    }
}

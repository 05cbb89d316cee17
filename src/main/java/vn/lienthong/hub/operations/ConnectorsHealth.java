package vn.lienthong.hub.operations;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.operations.ConnectorState.Condition;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.watch.ContractWatch;

/**
 * The health of each connector, under its id. A connector that does not run is said so, and does not make the hub
 * {@code DOWN}: the others go on, and no load balancer is to turn away from the hub.
 */
@Component("connectorsHealthContributor")
class ConnectorsHealth implements CompositeHealthContributor {
    private final Connectors connectors;
    private final ConnectorStates states;
    private final ContractWatch contracts;

    ConnectorsHealth(Connectors connectors, ConnectorStates states, ContractWatch contracts) {
        this.connectors = connectors;
        this.states = states;
        this.contracts = contracts;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        return SystemId.parse(name)
                .flatMap(connectors::find)
                .map(connector -> indicator(connector.id()))
                .orElse(null);
    }

    @Override
    public Iterator<NamedContributor<HealthContributor>> iterator() {
        List<NamedContributor<HealthContributor>> named = connectors.all().stream()
                .map(connector ->
                        NamedContributor.of(connector.id().value(), (HealthContributor) indicator(connector.id())))
                .toList();
        return named.iterator();
    }

    private HealthIndicator indicator(SystemId id) {
        return () -> {
            try {
                return states.find(id).map(this::healthOf).orElseGet(ConnectorsHealth::unknown);
            } catch (TryAgainLater storeAway) {
                // The store says so itself; its absence is not to hide what the other parts say.
                return unknown();
            }
        };
    }

    private static Health unknown() {
        return Health.unknown().build();
    }

    private Health healthOf(ConnectorState state) {
        Health.Builder health = Health.status(statusOf(state.condition()))
                .withDetail("condition", HealthDetails.of(state.condition().title()))
                .withDetail("deadLettersOpen", state.openDeadLetters());
        state.routes().forEach(route -> health.withDetail(route.id(), route.status()));
        state.lastIntake().ifPresent(at -> health.withDetail("lastIntake", at.toString()));
        state.backlog().ifPresent(backlog -> {
            health.withDetail("overdue", state.overdue());
            health.withDetail("waiting", backlog.waiting()).withDetail("givenUp", backlog.givenUp());
            backlog.oldest().ifPresent(at -> health.withDetail("oldestWaitsSince", at.toString()));
            backlog.lastSuccess().ifPresent(at -> health.withDetail("lastDelivery", at.toString()));
        });
        state.problem().ifPresent(problem -> health.withDetail("problem", HealthDetails.of(problem)));
        contracts.find(state.connector().id()).ifPresent(contract -> health.withDetail(
                        "contract", HealthDetails.of(contract.outcome().title()))
                .withDetail("contractCheckedAt", contract.checkedAt().toString())
                .withDetail("mappingLinesThatBreak", contract.breaks().size()));
        return health.build();
    }

    private static Status statusOf(Condition condition) {
        return condition == Condition.RUNNING ? Status.UP : new Status(condition.name());
    }
}

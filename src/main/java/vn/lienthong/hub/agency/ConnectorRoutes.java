package vn.lienthong.hub.agency;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;

/**
 * Makes each connector's routes from the templates once the hub's own routes run. A connector whose routes cannot be made
 * is told in the log and in {@link #failures}, and tried again with growing pauses; it holds up nobody else.
 */
@Component
public final class ConnectorRoutes implements CamelContextConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorRoutes.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ObjectProvider<Connectors> connectors;
    private final ObjectProvider<RoutePlanner> planners;
    private final ScheduledExecutorService agencyThreads;
    private final Map<SystemId, String> failures = new ConcurrentHashMap<>();

    ConnectorRoutes(
            ObjectProvider<Connectors> connectors,
            ObjectProvider<RoutePlanner> planners,
            @Qualifier("agencyThreads") ScheduledExecutorService agencyThreads) {
        this.connectors = connectors;
        this.planners = planners;
        this.agencyThreads = agencyThreads;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        // Nothing is made before the hub's own routes, which the connectors' lead to, run.
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        for (ConnectorDefinition connector : connectors.getObject().all()) {
            start(camel, connector, FIRST_PAUSE);
        }
    }

    /** The connectors whose routes could not be made, each with the reason. */
    public Map<SystemId, String> failures() {
        return new TreeMap<>(failures);
    }

    private void start(CamelContext camel, ConnectorDefinition connector, Duration pause) {
        try {
            List<RoutePlan> plans = planners.stream()
                    .flatMap(planner -> planner.routesOf(connector).stream())
                    .toList();
            for (RoutePlan plan : plans) {
                make(camel, plan);
            }
            failures.remove(connector.id());
        } catch (Exception e) {
            failures.put(connector.id(), String.valueOf(e.getMessage()));
            LOG.error(
                    "the routes of connector {} could not be made; trying again in {} s",
                    connector.id(),
                    pause.toSeconds(),
                    e);
            Duration next = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            var ignored = agencyThreads.schedule(
                    () -> start(camel, connector, next), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void make(CamelContext camel, RoutePlan plan) throws Exception {
        if (camel.getRoute(plan.routeId()) != null) {
            return;
        }
        // What is left of an earlier try would be in the way.
        camel.removeRoute(plan.routeId());
        Map<String, Object> parameters = new TreeMap<>(plan.parameters());
        parameters.put("connector", plan.connector().value());
        // Steps are named after their route, and so alike after each start: Camel itself would count instances.
        camel.addRouteFromTemplate(plan.routeId(), plan.template(), plan.routeId() + ".", parameters);
    }
}

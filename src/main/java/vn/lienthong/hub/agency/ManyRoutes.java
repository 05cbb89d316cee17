package vn.lienthong.hub.agency;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Route;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.management.JmxManagementLifecycleStrategy;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Registry;
import org.apache.camel.spring.boot.CamelSpringBootApplicationController;
import org.apache.camel.spring.boot.SpringBootCamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Camel with thousands of routes. Camel's own looks through all others whenever one is made, taken away or asked for by its name.
 * Here each route remembers which endpoints its steps use, and routes are found by name and by what they are fed from.
 */
final class ManyRoutes extends SpringBootCamelContext {
    private final Map<String, Route> byId = new ConcurrentHashMap<>();
    private final Map<String, Set<Route>> bySource = new ConcurrentHashMap<>();
    /** What the route that this thread starts is fed from. */
    private final ThreadLocal<@Nullable String> starting = new ThreadLocal<>();
    /** The routes that this thread makes, where all have names. */
    private final ThreadLocal<@Nullable List<RouteDefinition>> making = new ThreadLocal<>();

    ManyRoutes(
            ApplicationContext application,
            boolean warnOnEarlyShutdown,
            CamelSpringBootApplicationController controller) {
        super(application, warnOnEarlyShutdown, controller);
    }

    @Override
    protected Registry createRegistry() {
        Registry registry = super.createRegistry();
        ((DefaultRegistry) registry).setFallbackRegistry(new ManyBeans());
        return registry;
    }

    @Override
    public void startRouteDefinitions(List<RouteDefinition> routes) throws Exception {
        boolean named = routes.stream().allMatch(RouteDefinition::hasCustomIdAssigned);
        List<RouteDefinition> before = making.get();
        making.set(named ? routes : null);
        try {
            super.startRouteDefinitions(routes);
        } finally {
            making.set(before);
        }
    }

    /** All definitions; to Camel while it makes routes that have names, these: it looks for names to give to those that have none. */
    @Override
    public List<RouteDefinition> getRouteDefinitions() {
        List<RouteDefinition> routes = making.get();
        return routes == null ? super.getRouteDefinitions() : routes;
    }

    @Override
    public void startRouteService(RouteService service, boolean addingRoutes) throws Exception {
        String before = starting.get();
        starting.set(source(service.getRoute()));
        try {
            super.startRouteService(
                    service instanceof Remembering ? service : new Remembering(service.getRoute()), addingRoutes);
        } finally {
            starting.set(before);
        }
    }

    /** All routes; to Camel while it starts one, those that may be fed from the same endpoint, which is all that it looks for. */
    @Override
    public List<Route> getRoutes() {
        String source = starting.get();
        return source == null ? super.getRoutes() : List.copyOf(bySource.getOrDefault(source, Set.of()));
    }

    @Override
    public @Nullable Route getRoute(@Nullable String id) {
        return id == null ? null : byId.get(id);
    }

    @Override
    public void addRoute(Route route) {
        super.addRoute(route);
        byId.put(route.getId(), route);
        bySource.compute(source(route), (source, same) -> {
            Set<Route> routes = same == null ? ConcurrentHashMap.newKeySet() : same;
            routes.add(route);
            return routes;
        });
    }

    @Override
    public void removeRoute(Route route) {
        super.removeRoute(route);
        byId.remove(route.getId(), route);
        bySource.computeIfPresent(source(route), (source, same) -> {
            same.remove(route);
            return same.isEmpty() ? null : same;
        });
    }

    private static String source(Route route) {
        return route.getEndpoint().getEndpointUri();
    }

    @Override
    protected boolean removeRoute(String id, LoggingLevel level) throws Exception {
        // Camel asks for this before it makes a route, too.
        return getRouteController().getRouteStatus(id) != null && super.removeRoute(id, level);
    }

    @Override
    protected void doStop() throws Exception {
        // It looks through the steps of all routes for each that goes. When all go, the agent takes their MBeans away
        // anyway.
        getLifecycleStrategies().removeIf(JmxManagementLifecycleStrategy.class::isInstance);
        super.doStop();
    }

    private static final class Remembering extends RouteService {
        private @Nullable Set<Endpoint> endpoints;

        Remembering(Route route) {
            super(route);
        }

        @Override
        public Set<Endpoint> gatherEndpoints() {
            Set<Endpoint> known = endpoints;
            if (known != null) {
                return known;
            }
            Set<Endpoint> gathered = super.gatherEndpoints();
            if (isStarted()) {
                // Before that it may lack some of its steps.
                endpoints = gathered;
            }
            return gathered;
        }
    }
}

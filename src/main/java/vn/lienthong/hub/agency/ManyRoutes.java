package vn.lienthong.hub.agency;

import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Route;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.management.JmxManagementLifecycleStrategy;
import org.apache.camel.spring.boot.CamelSpringBootApplicationController;
import org.apache.camel.spring.boot.SpringBootCamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Camel with thousands of routes. Camel's own looks through the steps of every other route whenever one is made or taken away, to
 * see which endpoints they use; here each route remembers its own.
 */
final class ManyRoutes extends SpringBootCamelContext {
    ManyRoutes(
            ApplicationContext application,
            boolean warnOnEarlyShutdown,
            CamelSpringBootApplicationController controller) {
        super(application, warnOnEarlyShutdown, controller);
    }

    @Override
    public void startRouteService(RouteService service, boolean addingRoutes) throws Exception {
        super.startRouteService(
                service instanceof Remembering ? service : new Remembering(service.getRoute()), addingRoutes);
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

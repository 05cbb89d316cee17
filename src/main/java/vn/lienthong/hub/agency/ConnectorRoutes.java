package vn.lienthong.hub.agency;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.Suspendable;
import org.apache.camel.model.DefaultRouteTemplateContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategy;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;

/** Makes one connector's routes from the templates, and takes them away again. It keeps nothing of its own. */
@Component
final class ConnectorRoutes {
    /** What is under way has ended before; this only covers the moment between the two looks. */
    private static final long STOPPING_SECONDS = 5;

    // Asked for often, and Spring looks through all beans each time.
    private final SingletonSupplier<CamelContext> camel;
    private final SingletonSupplier<List<RoutePlanner>> planners;
    private final AtomicLong made = new AtomicLong();
    // Camel's own list of routes is one for all connectors.
    private final ReentrantLock lock = new ReentrantLock();

    ConnectorRoutes(ObjectProvider<CamelContext> camel, ObjectProvider<RoutePlanner> planners) {
        this.camel = SingletonSupplier.of(camel::getObject);
        this.planners = SingletonSupplier.of(() -> planners.stream().toList());
    }

    /** Not while the hub stops: what goes then is not lost. */
    boolean canBeChanged() {
        ServiceStatus status = camel.obtain().getStatus();
        return !status.isStopping() && !status.isStopped() && !status.isSuspending();
    }

    /** How many routes were made since the hub started. */
    long made() {
        return made.get();
    }

    /** The routes that a connector needs, from the one that is led to, to the ones that lead there. */
    List<RoutePlan> plan(ConnectorDefinition connector) {
        return planners.obtain().stream()
                .flatMap(planner -> planner.routesOf(connector).stream())
                .toList();
    }

    /** Makes the routes that are not there yet. */
    void make(List<RoutePlan> plans) throws Exception {
        for (RoutePlan plan : plans) {
            lock.lock();
            try {
                make(plan);
            } finally {
                lock.unlock();
            }
        }
    }

    private void make(RoutePlan plan) throws Exception {
        CamelContext context = camel.obtain();
        ServiceStatus status = context.getRouteController().getRouteStatus(plan.routeId());
        if (status != null && status.isStarted()) {
            return;
        }
        if (status != null) {
            // What is left of an earlier try would be in the way.
            context.getRouteController().stopRoute(plan.routeId());
            takeAway(context, plan.routeId());
        }
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        start(context, model, definition(context, model, plan));
        made.incrementAndGet();
    }

    /** As Camel's {@code addRouteDefinition}, but for its search through all routes for one of this id, which is not there. */
    private static void start(CamelContext context, Model model, RouteDefinition route) throws Exception {
        for (ModelLifecycleStrategy strategy : model.getModelLifecycleStrategies()) {
            strategy.onAddRouteDefinition(route);
        }
        model.getRouteDefinitions().add(route);
        try {
            ((ModelCamelContext) context).startRouteDefinitions(List.of(route));
        } catch (Exception e) {
            model.getRouteDefinitions().remove(route);
            throw e;
        }
    }

    /**
     * What Camel's own {@code addRouteFromTemplate} makes, but for its look through the steps of all routes for one of the same
     * name: a thousand connectors have fifty thousand. Steps are named after their route, and so alike after each start.
     */
    private static RouteDefinition definition(CamelContext context, Model model, RoutePlan plan) {
        RouteTemplateDefinition template = model.getRouteTemplateDefinition(plan.template());
        if (template == null) {
            throw new IllegalStateException("there is no route template " + plan.template());
        }
        Map<String, Object> parameters = new TreeMap<>(plan.parameters());
        parameters.put("connector", plan.connector().value());
        var told = new DefaultRouteTemplateContext(context);
        parameters.forEach(told::setParameter);
        RouteDefinition route = template.asRouteDefinition();
        route.setId(plan.routeId());
        route.setNodePrefixId(plan.routeId() + ".");
        route.setTemplateParameters(parameters);
        route.setRouteTemplateContext(told);
        var prepared = new RoutesDefinition();
        prepared.setCamelContext(context);
        prepared.prepareRoute(route);
        return route;
    }

    /** Camel keeps the definition of a route that it takes away. */
    private static void takeAway(CamelContext context, String id) throws Exception {
        context.removeRoute(id);
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        model.getRouteDefinitions().removeIf(route -> id.equals(route.getId()));
    }

    /** Starts routes that were stopped. */
    void start(List<RoutePlan> plans) throws Exception {
        for (RoutePlan plan : plans) {
            camel.obtain().getRouteController().startRoute(plan.routeId());
        }
    }

    /**
     * Stops routes from the outside in: nothing new comes in, and what is under way goes on to its end.
     *
     * @return whether all are stopped; else something is under way, and this is to be called again
     */
    boolean stop(List<RoutePlan> plans) throws Exception {
        CamelContext context = camel.obtain();
        for (int i = plans.size() - 1; i >= 0; i--) {
            String id = plans.get(i).routeId();
            Route route = context.getRoute(id);
            ServiceStatus status = context.getRouteController().getRouteStatus(id);
            if (route == null || status == null || status.isStopped()) {
                continue;
            }
            if (route.getConsumer() instanceof Suspendable) {
                ServiceHelper.suspendService(route.getConsumer());
            }
            if (context.getInflightRepository().size(id) > 0
                    || !context.getRouteController().stopRoute(id, STOPPING_SECONDS, TimeUnit.SECONDS, true)) {
                return false;
            }
        }
        return true;
    }

    /** Takes stopped routes away, with what was made for them. */
    void remove(SystemId connector, List<RoutePlan> plans) throws Exception {
        lock.lock();
        try {
            for (int i = plans.size() - 1; i >= 0; i--) {
                takeAway(camel.obtain(), plans.get(i).routeId());
            }
        } finally {
            lock.unlock();
        }
        planners.obtain().forEach(planner -> planner.forget(connector));
    }
}

package vn.lienthong.hub.agency;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.connector.Wanted;

/**
 * Brings one connector from how it runs to how it is wanted, step by step, and tries again with growing pauses what does not
 * work. A definition takes force only when nothing goes by the one before it any more.
 */
final class ConnectorKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorKeeper.class);
    private static final Duration NOT_YET = Duration.ofMillis(50);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final SystemId id;
    private final LiveConnectors connectors;
    private final ConnectorRoutes routes;
    private @Nullable Made made;
    private Duration pause = FIRST_PAUSE;
    private volatile boolean leaving;
    private volatile @Nullable String failure;

    ConnectorKeeper(SystemId id, LiveConnectors connectors, ConnectorRoutes routes) {
        this.id = id;
        this.connectors = connectors;
        this.routes = routes;
    }

    /** Whether it lets what is under way end, so that nothing new is to be begun. */
    boolean isLeaving() {
        return leaving;
    }

    /** Why it does not run as it is wanted, while the hub goes on trying. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** @return after what time to come again; empty when it is as it is wanted */
    synchronized Optional<Duration> step() {
        try {
            Optional<Duration> again = towards(connectors.wanted(id).orElse(null));
            if (again.isEmpty()) {
                failure = null;
                pause = FIRST_PAUSE;
            }
            return again;
        } catch (Exception e) {
            Duration now = pause;
            pause = now.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? now.multipliedBy(2) : LONGEST_PAUSE;
            failure = String.valueOf(e.getMessage());
            LOG.error("the routes of connector {} could not be made; trying again in {} s", id, now.toSeconds(), e);
            return Optional.of(now);
        }
    }

    private Optional<Duration> towards(@Nullable Wanted wanted) throws Exception {
        Made now = made;
        if (now != null && !now.serves(wanted)) {
            leaving = true;
            if (!routes.stop(now.plans)) {
                return Optional.of(NOT_YET);
            }
            if (wanted == null
                    || !wanted.isMadeAs(now.as)
                    || now.condition == Condition.IN_PARTS
                    || wanted.lifecycle() == Lifecycle.STOPPED) {
                routes.remove(id, now.plans);
                made = null;
            } else {
                made = new Made(now.plans, wanted, Condition.RESTS);
            }
        }
        connectors.putInForce(id);
        leaving = false;
        if (wanted != null && wanted.lifecycle() == Lifecycle.ACTIVE) {
            run(wanted);
        }
        return Optional.empty();
    }

    private void run(Wanted wanted) throws Exception {
        Made now = made;
        if (now != null && now.condition == Condition.RUNS) {
            return;
        }
        List<RoutePlan> plans = now != null ? now.plans : routes.plan(wanted.definition());
        // Until all is done, so that the next try takes away what this one leaves.
        made = new Made(plans, wanted, Condition.IN_PARTS);
        if (now != null) {
            routes.start(plans);
        } else {
            routes.make(plans);
        }
        made = new Made(plans, wanted, Condition.RUNS);
    }

    /** Looks whether a route has gone that nobody took away, and if so has all made anew. */
    synchronized boolean hasLostRoutes() {
        Made now = made;
        if (now == null || now.condition != Condition.RUNS || !routes.isOneMissing(now.plans)) {
            return false;
        }
        LOG.error("a route of connector {} is gone; its routes are made anew", id);
        failure = "one of its routes was gone";
        made = new Made(now.plans, now.as, Condition.IN_PARTS);
        return true;
    }

    /** Whether nothing is left to keep. */
    synchronized boolean isIdle() {
        return made == null && connectors.wanted(id).isEmpty();
    }

    private enum Condition {
        RUNS,
        /** Stopped, and whole. */
        RESTS,
        /** Some were made, or are left. */
        IN_PARTS
    }

    /** @param as for what the routes were made */
    private record Made(List<RoutePlan> plans, Wanted as, Condition condition) {
        boolean serves(@Nullable Wanted wanted) {
            if (wanted == null || !wanted.isMadeAs(as)) {
                return false;
            }
            return switch (condition) {
                case RUNS -> wanted.lifecycle() == Lifecycle.ACTIVE;
                case RESTS -> wanted.lifecycle() == Lifecycle.PAUSED;
                case IN_PARTS -> false;
            };
        }
    }
}

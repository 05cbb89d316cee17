package vn.lienthong.hub.agency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.connector.Wanted;
import vn.lienthong.hub.problem.Problem;

/**
 * Brings one connector from how it runs to how it is wanted, step by step, and tries again with growing pauses what does not
 * work. A definition takes force only when nothing goes by the one before it any more.
 */
final class ConnectorKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorKeeper.class);
    private static final Duration NOT_YET = Duration.ofMillis(50);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** What ran for so long before it died is made anew at once. */
    private static final Duration WELL = Duration.ofMinutes(10);

    private static final int MOST_DOUBLINGS = 10;

    private final SystemId id;
    private final LiveConnectors connectors;
    private final ConnectorRoutes routes;
    private final Pulse pulse;
    private final Clock clock;
    private volatile @Nullable Made made;
    private Duration pause = FIRST_PAUSE;
    private int deaths;
    private @Nullable Instant lastDeath;
    private volatile boolean leaving;
    private volatile @Nullable Problem failure;
    private volatile @Nullable LastFailure last;

    ConnectorKeeper(SystemId id, LiveConnectors connectors, ConnectorRoutes routes, Pulse pulse, Clock clock) {
        this.id = id;
        this.connectors = connectors;
        this.routes = routes;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Whether it lets what is under way end, so that nothing new is to be begun. */
    boolean isLeaving() {
        return leaving;
    }

    /** Why it does not run as it is wanted, while the hub goes on trying. */
    Optional<Problem> failure() {
        Problem told = failure;
        return told != null ? Optional.of(told) : running().flatMap(this::death);
    }

    /** What keeps one of its routes from its work for now. */
    Optional<Problem> hindrance() {
        return running().flatMap(plans -> plans.stream()
                .flatMap(plan -> pulse.hindrance(plan).stream())
                .findFirst());
    }

    /** Why it last did not run, though it may again. */
    Optional<LastFailure> lastFailure() {
        Stream<LastFailure> deafness = plans().stream()
                .flatMap(plan -> pulse.lastDeafness(plan).stream())
                .map(found -> new LastFailure(found.getValue(), found.getKey()));
        return Stream.concat(Stream.ofNullable(last), deafness).max(Comparator.comparing(LastFailure::at));
    }

    /** The routes that were made for it or are to be. */
    List<RoutePlan> plans() {
        Made now = made;
        return now == null ? List.of() : now.plans;
    }

    private Optional<List<RoutePlan>> running() {
        Made now = made;
        return now == null || now.condition != Condition.RUNS ? Optional.empty() : Optional.of(now.plans);
    }

    private Optional<Problem> death(List<RoutePlan> plans) {
        return plans.stream().flatMap(plan -> pulse.death(plan).stream()).findFirst();
    }

    /** @return after what time to come again; empty when it is as it is wanted */
    synchronized Optional<Duration> step() {
        try {
            Optional<Duration> again = towards(connectors.wanted(id).orElse(null));
            if (again.isEmpty()) {
                failure = null;
                pause = FIRST_PAUSE;
                if (isIdle()) {
                    // Another that takes its id later begins with nothing.
                    last = null;
                }
            }
            return again;
        } catch (Exception | Error e) {
            // An Error too: what one connector's jars or files lack is no reason to leave it, or others, dead.
            Duration now = pause;
            pause = now.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? now.multipliedBy(2) : LONGEST_PAUSE;
            fails(PulseProblems.notMade(e));
            LOG.error("the routes of connector {} could not be made; trying again in {} s", id, now.toSeconds(), e);
            return Optional.of(now);
        }
    }

    private void fails(Problem why) {
        failure = why;
        last = new LastFailure(why, clock.instant());
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
                made = new Made(now.plans, now.as, Condition.IN_PARTS);
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

    /**
     * Looks whether it is dead though nobody ended it. If so it is to be made anew: at once, and where it dies again and again
     * after growing pauses, in which it is told.
     *
     * @return whether it is to be made anew now
     */
    synchronized boolean hasDied() {
        Made now = made;
        if (now == null || now.condition != Condition.RUNS) {
            return false;
        }
        now.plans.forEach(pulse::loosen);
        Optional<Problem> death = death(now.plans);
        if (death.isEmpty()) {
            failure = null;
            hindrance().ifPresent(why -> last = new LastFailure(why, clock.instant()));
            return false;
        }
        if (failure == null) {
            LOG.error("connector {} is dead: {}", id, death.get());
        }
        fails(death.get());
        if (rests(clock.instant())) {
            return false;
        }
        made = new Made(now.plans, now.as, Condition.IN_PARTS);
        return true;
    }

    private boolean rests(Instant now) {
        Instant before = lastDeath;
        if (before == null || Duration.between(before, now).compareTo(WELL) > 0) {
            deaths = 0;
        } else {
            Duration rest = FIRST_PAUSE.multipliedBy(1L << Math.min(deaths, MOST_DOUBLINGS));
            if (now.isBefore(before.plus(rest.compareTo(LONGEST_PAUSE) < 0 ? rest : LONGEST_PAUSE))) {
                return true;
            }
            deaths++;
        }
        lastDeath = now;
        return false;
    }

    /** Whether nothing is left to keep. */
    synchronized boolean isIdle() {
        return made == null && connectors.wanted(id).isEmpty();
    }

    /** Why a connector did not run, and when that was last so. */
    record LastFailure(Problem problem, Instant at) {}

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

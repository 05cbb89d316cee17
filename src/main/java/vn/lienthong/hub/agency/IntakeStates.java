package vn.lienthong.hub.agency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** Knows how each connector's intake is doing, and lets one that fails rest for growing pauses before the next try. */
@Component("intakeStates")
public final class IntakeStates {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeStates.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 20;

    private final Clock clock;
    private final Duration longestPause;
    private final Map<SystemId, IntakeState> states = new ConcurrentHashMap<>();
    private final Map<SystemId, Long> steps = new ConcurrentHashMap<>();

    IntakeStates(Clock clock, AgencySettings settings) {
        this.clock = clock;
        this.longestPause = settings.longestPause();
    }

    /** The intakes that were tried since the hub started, by connector. */
    public Map<SystemId, IntakeState> all() {
        return new TreeMap<>(states);
    }

    /** How the intake of one connector is doing; empty if it was not tried since the hub started. */
    public Optional<IntakeState> find(SystemId connector) {
        return Optional.ofNullable(states.get(connector));
    }

    /** Notes that a reading goes on, however long it takes as a whole. */
    void goesOn(SystemId id) {
        steps.put(id, System.nanoTime());
    }

    /** How long ago its reading last went on; empty if it never began. */
    Optional<Duration> sinceLastStep(SystemId id) {
        return Optional.ofNullable(steps.get(id)).map(at -> Duration.ofNanos(System.nanoTime() - at));
    }

    /** Has a connector tried at once, whatever failed by the definition it had. */
    void beginAnew(SystemId id) {
        states.computeIfPresent(id, (any, before) -> before.going(before.lastSuccess()));
    }

    /** Forgets all but these. */
    void keepOnly(Predicate<SystemId> connectors) {
        states.keySet().removeIf(connectors.negate());
        steps.keySet().removeIf(connectors.negate());
    }

    /** Whether a connector may be tried now; read by routes. */
    public boolean isDue(@ExchangeProperty(Steps.CONNECTOR) String connector) {
        return of(SystemId.of(connector)).isDue(clock.instant());
    }

    /** Notes that a reading went well. */
    public void noteSuccess(@ExchangeProperty(Steps.CONNECTOR) String connector) {
        noteSuccess(SystemId.of(connector));
    }

    /** Notes that something came in well. */
    void noteSuccess(SystemId id) {
        IntakeState before = of(id);
        states.put(id, before.going(clock.instant()));
        if (before.problem() != null) {
            LOG.info("the intake of {} goes well again after {} failures", id, before.failures());
        }
    }

    /** Notes why a reading failed, told once for each cause, and when to try again. */
    public void noteFailure(Exchange exchange, @ExchangeProperty(Steps.CONNECTOR) String connector) {
        noteFailure(SystemId.of(connector), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** Notes a failure that lets the intake rest. */
    void noteFailure(SystemId id, Throwable failure) {
        ProblemException told = CallProblems.of(id, failure);
        int failures = of(id).failures() + 1;
        note(id, failure, told.problem(), clock.instant().plus(pause(told, failures)));
    }

    /** Notes a failure that does not keep the rest from coming in. */
    void noteProblem(SystemId id, Throwable failure, Problem problem) {
        note(id, failure, problem, null);
    }

    private void note(SystemId id, Throwable failure, Problem problem, @Nullable Instant nextTry) {
        IntakeState before = of(id);
        states.put(
                id,
                new IntakeState(
                        before.lastSuccess(), problem, before.failures() + 1, nextTry, problem, clock.instant()));
        if (isNews(before.problem(), problem)) {
            LOG.warn("the intake of {} fails and is tried again: {}", id, problem);
            if (problem.kind() == ProblemKind.UNEXPECTED) {
                LOG.error("the cause", failure);
            }
        }
    }

    private IntakeState of(SystemId id) {
        return states.getOrDefault(id, IntakeState.UNTRIED);
    }

    private static boolean isNews(@Nullable Problem before, Problem now) {
        return before == null || before.kind() != now.kind();
    }

    private Duration pause(ProblemException told, int failures) {
        Duration asked = told instanceof TryAgainLater later ? later.after() : null;
        if (asked != null) {
            return shorter(asked, LONGEST_ASKED_FOR);
        }
        return shorter(FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)), longestPause);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

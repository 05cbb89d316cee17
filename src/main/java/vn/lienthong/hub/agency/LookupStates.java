package vn.lienthong.hub.agency;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;

/** Knows how each system has answered when it was asked for a dossier. */
@Component
public final class LookupStates {
    private final Clock clock;
    private final Map<SystemId, LookupState> states = new ConcurrentHashMap<>();

    LookupStates(Clock clock) {
        this.clock = clock;
    }

    /**
     * How one system has answered.
     *
     * @param lastAnswer when it last answered; null if it never did since the hub started
     * @param lastSilence when it last did not
     * @param problem why it did not, the last time it was asked; null if it answered then
     * @param lastProblem why it did not, the last time it did not
     */
    public record LookupState(
            @Nullable Instant lastAnswer,
            @Nullable Instant lastSilence,
            @Nullable Problem problem,
            @Nullable Problem lastProblem) {}

    /** Empty if it was not asked since the hub started. */
    public Optional<LookupState> find(SystemId system) {
        return Optional.ofNullable(states.get(system));
    }

    void note(SystemId system, AgencyAnswer answer) {
        Instant now = clock.instant();
        states.compute(system, (any, before) -> {
            Instant silence = before == null ? null : before.lastSilence;
            Problem problem = before == null ? null : before.lastProblem;
            if (answer instanceof AgencyAnswer.Silent silent) {
                return new LookupState(
                        before == null ? null : before.lastAnswer, now, silent.problem(), silent.problem());
            }
            return new LookupState(now, silence, null, problem);
        });
    }

    /** Forgets all but these. */
    void keepOnly(Predicate<SystemId> systems) {
        states.keySet().removeIf(systems.negate());
    }

    void forget(SystemId system) {
        states.remove(system);
    }
}

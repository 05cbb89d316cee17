package vn.lienthong.hub.agency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.Problem;

/**
 * How the intake of one connector is doing.
 *
 * @param lastSuccess when it last went well; null if it never did since the hub started
 * @param problem why it does not go well now; null where it does
 * @param failures how often it failed since it last went well
 * @param nextTry when it is tried again after a failure; null where it goes well
 * @param lastProblem why it last went badly, though it may go well again; null if it always went well since the hub started
 * @param lastProblemAt when that was
 */
public record IntakeState(
        @Nullable Instant lastSuccess,
        @Nullable Problem problem,
        int failures,
        @Nullable Instant nextTry,
        @Nullable Problem lastProblem,
        @Nullable Instant lastProblemAt) {
    static final IntakeState UNTRIED = new IntakeState(null, null, 0, null, null, null);

    /** This state with nothing that hinders it now, and its past. */
    IntakeState going(@Nullable Instant success) {
        return new IntakeState(success, null, 0, null, lastProblem, lastProblemAt);
    }

    /** Whether it may be tried at this time. */
    boolean isDue(Instant now) {
        return nextTry == null || !nextTry.isAfter(now);
    }
}

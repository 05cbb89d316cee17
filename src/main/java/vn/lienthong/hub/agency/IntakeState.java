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
 */
public record IntakeState(
        @Nullable Instant lastSuccess, @Nullable Problem problem, int failures, @Nullable Instant nextTry) {
    static final IntakeState UNTRIED = new IntakeState(null, null, 0, null);

    /** Whether it may be tried at this time. */
    boolean isDue(Instant now) {
        return nextTry == null || !nextTry.isAfter(now);
    }
}

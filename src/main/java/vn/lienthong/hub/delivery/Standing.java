package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.hub.problem.Problem;

/**
 * How a destination stands.
 *
 * @param awaySince when it was first found to be away, until something goes through again
 * @param heldUntil when it is tried again, where it is held
 * @param problem why, until something goes through again
 */
public record Standing(Optional<Instant> awaySince, Optional<Instant> heldUntil, Optional<Problem> problem) {
    static final Standing FREE = new Standing(Optional.empty(), Optional.empty(), Optional.empty());
}

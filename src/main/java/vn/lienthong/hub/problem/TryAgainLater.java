package vn.lienthong.hub.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** It did not work now and may work later: the other side was away, slow, or asked for patience. */
public final class TryAgainLater extends ProblemException {
    private final @Nullable Duration after;

    public TryAgainLater(Problem problem) {
        this(problem, null, null);
    }

    public TryAgainLater(Problem problem, @Nullable Throwable cause) {
        this(problem, null, cause);
    }

    /** @param after the time the other side asked for, or null to let the caller's own back-off decide */
    public TryAgainLater(Problem problem, @Nullable Duration after, @Nullable Throwable cause) {
        super(problem, cause);
        this.after = after;
    }

    /** The time the other side asked for, or null. */
    public @Nullable Duration after() {
        return after;
    }
}

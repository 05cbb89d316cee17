package vn.lienthong.hub.problem;

import org.jspecify.annotations.Nullable;

/**
 * A problem at a route's border. There are two: {@link TryAgainLater} is tried again after a time, {@link Undeliverable}
 * goes to the dead letters or back to the caller.
 */
public abstract sealed class ProblemException extends RuntimeException permits TryAgainLater, Undeliverable {
    private final transient Problem problem;

    ProblemException(Problem problem, @Nullable Throwable cause) {
        // Foreseen outcomes need no stack trace of their own; a cause keeps its own.
        super(problem.toString(), cause, false, cause != null);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

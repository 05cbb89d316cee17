package vn.lienthong.hub.problem;

import org.jspecify.annotations.Nullable;

/** It will not work by trying again: somebody has to mend the input, the definition or a right. */
public final class Undeliverable extends ProblemException {
    public Undeliverable(Problem problem) {
        this(problem, null);
    }

    public Undeliverable(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}

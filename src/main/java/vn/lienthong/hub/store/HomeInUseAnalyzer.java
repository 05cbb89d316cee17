package vn.lienthong.hub.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells at start, in place of a stack trace, who has the data folder. */
final class HomeInUseAnalyzer extends AbstractFailureAnalyzer<HomeInUse> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, HomeInUse cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Stop the other hub, or give this one a folder of its own with --lienthong.home=<folder>.",
                cause);
    }
}

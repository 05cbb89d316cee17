package vn.lienthong.hub.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells at start, in place of a stack trace, which routes are not there. */
final class RoutesMissingAnalyzer extends AbstractFailureAnalyzer<RoutesMissing> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RoutesMissing cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Put the hub's route files there, or name their folder with --lienthong.routes=<folder>: the folder itself,"
                        + " for a link to it is not followed.",
                cause);
    }
}

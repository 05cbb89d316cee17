package vn.lienthong.hub.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells at start, in place of a stack trace, why the database cannot be used. */
final class StoreNotReadyAnalyzer extends AbstractFailureAnalyzer<StoreNotReady> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreNotReady cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Check the disk space and that the hub may write to lienthong.home; or, with PostgreSQL, that the server"
                        + " is up and that lienthong.store.url, user and password are right.",
                cause);
    }
}

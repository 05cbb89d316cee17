package vn.lienthong.hub.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells faulty access settings at start-up without a stack trace. */
class AccessFaultsAnalyzer extends AbstractFailureAnalyzer<AccessFaults> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AccessFaults cause) {
        return new FailureAnalysis(
                String.join(System.lineSeparator(), cause.faults()),
                "Mend these settings, in config/application.yaml. A new client's key is made with"
                        + " `java -jar lienthong-hub.jar key <client>`.",
                cause);
    }
}

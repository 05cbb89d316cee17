package vn.lienthong.hub.broker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells at start, in place of a stack trace, which port is taken and what moves it. */
final class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortTaken> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortTaken cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Stop the program that uses it, or choose another port with --" + cause.setting()
                        + "=<port> (0 for any).",
                cause);
    }
}

package vn.lienthong.hub.connector;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the faults of all definitions when the hub refuses to start for them. */
class ConnectorsRefusedAnalyzer extends AbstractFailureAnalyzer<ConnectorsRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConnectorsRefused refused) {
        return new FailureAnalysis(
                "These connector definitions have faults (định nghĩa kết nối có lỗi):\n\n" + refused.faults(),
                "Mend them all, or set lienthong.connectors-strict=false to start the connectors without faults.",
                refused);
    }
}

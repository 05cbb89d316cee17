package vn.lienthong.hub.connector;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the faults of all definitions when the hub refuses to start for them. */
class ConnectorsRefusedAnalyzer extends AbstractFailureAnalyzer<ConnectorsRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConnectorsRefused refused) {
        return new FailureAnalysis(
                "These connector definitions have faults:\n\n" + refused.faults(Locale.ENGLISH)
                        + "\n\nCác định nghĩa kết nối này có lỗi:\n\n" + refused.faults(Locale.forLanguageTag("vi")),
                "Mend them all, or set lienthong.connectors-strict=false to start the connectors without faults.",
                refused);
    }
}

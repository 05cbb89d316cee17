package vn.lienthong.hub.retention;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * For how long things are kept. Each is counted from when nothing more happened to it; 0 keeps it for ever.
 *
 * @param every how often the hub looks for what is old enough; its broker does twice a minute, unless this is shorter
 * @param batch how many rows go in one transaction
 * @param pause between two of them, so that usual traffic goes first
 * @param dossiers dossiers that ended (refused, stopped, result returned), with their history, deliveries and hops; counted
 *     from when their agency last told or confirmed them
 * @param deadLetters dead letters that were replayed or discarded
 * @param openDeadLetters dead letters that nobody has mended
 * @param trail the entries of the trail; their days' digests stay
 * @param files files in .done and .failed of the folders that agencies drop files into
 * @param reports reports of reconciliation
 * @param submissions what was handed in and delivered, and whose dossier was removed; and uploaded files that no submission
 *     names; counted from when they came
 * @param subscriptions events on hub.status that a durable subscriber does not fetch; its own broker's matter where that is
 *     another one
 */
@ConfigurationProperties("lienthong.retention")
public record RetentionSettings(
        @DefaultValue("PT15M") Duration every,
        @DefaultValue("500") int batch,
        @DefaultValue("PT0.05S") Duration pause,
        @DefaultValue("P1825D") Duration dossiers,
        @DefaultValue("P90D") Duration deadLetters,
        @DefaultValue("P365D") Duration openDeadLetters,
        @DefaultValue("P1095D") Duration trail,
        @DefaultValue("P30D") Duration files,
        @DefaultValue("P90D") Duration reports,
        @DefaultValue("P30D") Duration submissions,
        @DefaultValue("P14D") Duration subscriptions) {
    public RetentionSettings {
        if (batch < 1 || batch > 10_000) {
            throw new IllegalArgumentException("lienthong.retention.batch was " + batch + " but it is 1 to 10000");
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lienthong.retention.every was " + every + " but it is 1s or more");
        }
    }

    /** How long what bears this name is kept; zero for ever. */
    public Duration of(String name) {
        Duration kept = Map.of(
                        "dossiers", dossiers,
                        "dead-letters", deadLetters,
                        "open-dead-letters", openDeadLetters,
                        "trail", trail,
                        "files", files,
                        "reports", reports,
                        "submissions", submissions)
                .get(name);
        if (kept == null) {
            throw new IllegalStateException("no setting says how long " + name + " are kept");
        }
        return kept;
    }
}

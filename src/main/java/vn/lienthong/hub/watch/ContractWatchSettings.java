package vn.lienthong.hub.watch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How systems' contracts are looked after.
 *
 * @param round the pause between two looks at which contracts are due
 * @param patience how long a system may take to give its contract
 */
@ConfigurationProperties("lienthong.contract-watch")
public record ContractWatchSettings(@DefaultValue("PT10S") Duration round, @DefaultValue("PT30S") Duration patience) {
    public ContractWatchSettings {
        if (round.toMillis() < 10) {
            throw new IllegalArgumentException(
                    "lienthong.contract-watch.round was " + round + " but it is at least 10ms");
        }
    }
}

package vn.lienthong.hub.connector;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the hub notices that connectors were changed.
 *
 * @param settle how long a changed folder stands still before it is read, so that half-written files are not
 * @param reread how often all folders are looked at, for file systems that tell no changes
 * @param database how often the database is asked whether another hub has changed a connector
 */
@ConfigurationProperties("lienthong.connectors-watch")
public record ConnectorWatchSettings(
        @DefaultValue("PT1S") Duration settle,
        @DefaultValue("PT30S") Duration reread,
        @DefaultValue("PT2S") Duration database) {
    public ConnectorWatchSettings {
        require("settle", settle);
        require("reread", reread);
        require("database", database);
    }

    private static void require(String name, Duration value) {
        if (value.toMillis() < 10) {
            throw new IllegalArgumentException(
                    "lienthong.connectors-watch." + name + " was " + value + " but it is at least 10ms");
        }
    }
}

package vn.lienthong.hub.portal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the change feed is served over HTTP.
 *
 * @param mostListeners how many may listen to server-sent events at a time
 * @param mostListenersEach how many connections one client may have among them
 * @param heartbeat how often a silent connection is told that it is alive
 * @param stuckAfter how long a listener may take nothing of what waits for it before its connection is closed
 */
@ConfigurationProperties("lienthong.changes")
record FeedSettings(
        @DefaultValue("500") int mostListeners,
        @DefaultValue("20") int mostListenersEach,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("1m") Duration stuckAfter) {}

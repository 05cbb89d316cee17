package vn.lienthong.hub.agency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the hub speaks with agencies.
 *
 * @param threads how many systems are worked with at the same time, each for less than a second; the others wait their turn
 * @param slowThreads how many others, which take longer to answer or do not answer at all, are waited for besides
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long a poll waits for an answer's next bytes, and for the whole answer ten times that
 * @param largestAnswer the longest answer taken
 * @param longestPause the longest pause between two tries while a system is away
 */
@ConfigurationProperties("lienthong.agency")
public record AgencySettings(
        @DefaultValue("16") int threads,
        @DefaultValue("64") int slowThreads,
        @DefaultValue("PT5S") Duration connectTimeout,
        @DefaultValue("PT30S") Duration answerTimeout,
        @DefaultValue("16MB") DataSize largestAnswer,
        @DefaultValue("PT1M") Duration longestPause) {
    public AgencySettings {
        if (threads < 1) {
            throw new IllegalArgumentException("lienthong.agency.threads was " + threads + " but it is at least 1");
        }
        if (slowThreads < 1) {
            throw new IllegalArgumentException(
                    "lienthong.agency.slow-threads was " + slowThreads + " but it is at least 1");
        }
    }
}

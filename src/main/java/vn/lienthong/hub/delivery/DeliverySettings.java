package vn.lienthong.hub.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient deliveries are.
 *
 * @param firstPause before a dossier that was refused for now is told again; doubles with each attempt
 * @param longestPause the longest such pause
 * @param mostAttempts after how many refusals for now a dossier is given up to the dead letters; a portal that is away
 *     counts for none
 * @param firstHold how long a destination's queue is held after the portal did not answer; doubles until it answers
 * @param longestHold the longest such hold, unless the portal itself asks for more
 * @param settle how long to wait, after a call that may still be under way in the portal, before asking what came of it:
 *     longer than the portal can take over one call
 * @param connectTimeout for reaching a portal
 * @param answerTimeout for a portal's answer
 * @param tellAfter how long something may wait for a destination before a human is told, unless its connector says otherwise
 * @param round how long one wake-up keeps the route busy before it makes room for another
 */
@ConfigurationProperties("lienthong.delivery")
public record DeliverySettings(
        @DefaultValue("2s") Duration firstPause,
        @DefaultValue("10m") Duration longestPause,
        @DefaultValue("12") int mostAttempts,
        @DefaultValue("1s") Duration firstHold,
        @DefaultValue("1m") Duration longestHold,
        @DefaultValue("30s") Duration settle,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration answerTimeout,
        @DefaultValue("20s") Duration round,
        @DefaultValue("4h") Duration tellAfter) {

    public DeliverySettings {
        if (mostAttempts < 1) {
            throw new IllegalArgumentException(
                    "lienthong.delivery.most-attempts was " + mostAttempts + " but it is at least 1");
        }
        atLeastAMillisecond("first-pause", firstPause);
        atLeastAMillisecond("first-hold", firstHold);
        atLeastAMillisecond("connect-timeout", connectTimeout);
        atLeastAMillisecond("answer-timeout", answerTimeout);
        atLeastAMillisecond("round", round);
    }

    /** Nothing rests longer than this between two tries, but for a destination that is held. */
    Duration longestRest() {
        return longestPause.compareTo(settle) > 0 ? longestPause : settle;
    }

    private static void atLeastAMillisecond(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "lienthong.delivery." + name + " was " + value + " but it is at least 1ms");
        }
    }
}

package vn.lienthong.hub.reconciliation;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How agencies, hub and portals are compared.
 *
 * @param at when in the day it begins by itself, in Vietnam; what is compared more often than daily keeps to this time too
 * @param every how often; 0 for on demand only
 * @param perSecond how many records of an agency, or dossiers of a portal, are asked for in a second at most
 * @param sample of a system without a list, and of a portal, so many dossiers are asked for, spread over all; 0 for all
 * @param repair whether what was found is repaired at once, without asking
 */
@ConfigurationProperties("lienthong.reconciliation")
record ReconciliationSettings(
        @DefaultValue("02:00") LocalTime at,
        @DefaultValue("P1D") Duration every,
        @DefaultValue("20") int perSecond,
        @DefaultValue("500") int sample,
        @DefaultValue("false") boolean repair) {
    ReconciliationSettings {
        if (perSecond < 1 || sample < 0 || every.isNegative()) {
            throw new IllegalArgumentException("lienthong.reconciliation has per-second " + perSecond + ", sample "
                    + sample + " and every " + every + "; the first is 1 or more, the others 0 or more");
        }
    }
}

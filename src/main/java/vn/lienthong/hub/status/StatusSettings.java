package vn.lienthong.hub.status;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the status store keeps at hand.
 *
 * @param recentChanges how many changes of dossiers that were looked up are kept in memory, with their dossiers, for the next
 *     look-up; some 300 bytes each, 0 for none. Used with the embedded database alone: into another, other hubs may write
 */
@ConfigurationProperties("lienthong.status")
record StatusSettings(@DefaultValue("100000") long recentChanges) {
    StatusSettings {
        if (recentChanges < 0) {
            throw new IllegalArgumentException(
                    "lienthong.status.recent-changes was " + recentChanges + " but it is 0 or more");
        }
    }
}

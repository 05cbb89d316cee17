package vn.lienthong.hub.simulator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an agency's life begins.
 *
 * @param seed what the life grows from
 * @param dossiers how many there are at the beginning
 * @param stateFolder where the life is written down, so that it goes on after a restart; null to forget it
 */
public record AgencyStart(long seed, int dossiers, @Nullable Path stateFolder) {
    public AgencyStart {
        if (dossiers < 0) {
            throw new IllegalArgumentException("dossiers was " + dossiers + " but it counts from 0");
        }
    }
}

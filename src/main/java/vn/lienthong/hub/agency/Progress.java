package vn.lienthong.hub.agency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.Problem;

/**
 * How far a reading again has come.
 *
 * @param read how many records were read and journalled
 * @param bad how many of them went to the dead letters
 * @param perSecond how many are read in a second at most
 * @param endedAt null while it runs
 * @param problem why it failed, if it did
 */
public record Progress(
        Resync.State state,
        long read,
        long bad,
        int perSecond,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Problem problem) {}

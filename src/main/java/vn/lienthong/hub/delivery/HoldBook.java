package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;

/** Where it is written down which destinations are held, so that a restarted hub goes on with that. */
public interface HoldBook {
    /** The hold of a destination that did not end yet. */
    Optional<Held> find(SystemId destination);

    void keep(SystemId destination, Held held);

    void clear(SystemId destination);

    /**
     * A hold.
     *
     * @param since when the destination was first found to be away
     * @param begun when this hold began, which may be a longer one after others
     * @param until when it is tried again
     * @param failures how often it was tried in vain
     * @param problem what was found last
     */
    record Held(Instant since, Instant begun, Instant until, int failures, Problem problem) {}
}

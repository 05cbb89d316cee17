package vn.lienthong.hub.status;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;

/** Every dossier's last known status and history, and the feed of accepted changes. */
public interface StatusStore {
    /**
     * Accepts a change once: keeps it, moves the present status if it is the newest, and makes it pending for each
     * destination in the same commit. Returns when that is on disk. A late change joins the history and is pending for
     * nobody.
     *
     * @throws vn.lienthong.hub.problem.TryAgainLater if the store cannot take it now
     */
    Acceptance accept(StatusChange change, Collection<SystemId> destinations);

    /**
     * Every dossier that bears this code, as national code, other code or own number: usually none or one. Each change of
     * its history carries the dossier's facts as they are known now.
     */
    List<DossierState> find(DossierCode code);

    Optional<DossierState> find(DossierKey key);

    /** Notes that the agency has just confirmed what is known of the dossier. */
    void confirm(DossierKey key, Instant asOf);

    /**
     * Accepted changes after a position, in the order of acceptance.
     *
     * @param after a position, 0 for the beginning
     * @param most how many at most, 1 to 1,000
     * @param origin only of this system, or null for all
     */
    List<FeedEntry> changesAfter(long after, int most, @Nullable SystemId origin);

    /** The position of the last accepted change, 0 if there is none. */
    long lastPosition();

    /** An accepted change at its place in the feed. The dossier's facts are those known when it was accepted. */
    record FeedEntry(long position, StatusChange change, ChangeFlag flag, Instant acceptedAt) {}
}

package vn.lienthong.hub.status;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * <p>A portal's claim takes the place after what the agency had told until then, so that whatever the agency tells next
     * decides; see {@link ChangeFlag#OVERRULED}. It is pending for every destination but that portal.
     *
     * @throws vn.lienthong.hub.problem.TryAgainLater if the store cannot take it now
     */
    default Acceptance accept(StatusChange change, Collection<SystemId> destinations) {
        return begin(change, destinations, Traffic.LIVE).finish();
    }

    /**
     * Begins the acceptance of a change, after those that were begun before by the same caller. Several can be begun before the
     * first is finished, so that they share a commit.
     *
     * @param traffic whether destinations are told it before, or after, what else waits for them
     */
    Accepting begin(StatusChange change, Collection<SystemId> destinations, Traffic traffic);

    /**
     * Every dossier that bears this code, as national code, other code or own number: usually none or one. Each change of
     * its history carries the dossier's facts as they are known now.
     */
    List<DossierState> find(DossierCode code);

    Optional<DossierState> find(DossierKey key);

    /**
     * Notes the agency's own number of a dossier that a portal submitted. What the agency tells under that number belongs to
     * this dossier from now on, and what it told before joins it; the portal's code finds it as before. Durable on return.
     *
     * @param submitted the key of the dossier so far
     * @param agencyNo the agency's own number, 1 to 100 characters
     * @return the dossier's key from now on; the same key where there is no such dossier, or where it has its number already
     */
    DossierKey link(DossierKey submitted, String agencyNo);

    /**
     * Accepted changes after a position, in the order of acceptance.
     *
     * @param after a position, 0 for the beginning
     * @param most how many at most, 1 to 1,000
     * @param origin only of this system, or null for all
     */
    List<FeedEntry> changesAfter(long after, int most, @Nullable SystemId origin);

    /**
     * Which systems told of the changes after a position: what {@link #changesAfter} would, without reading the changes.
     *
     * @param most how many changes at most, 1 to 10,000
     */
    Told toldAfter(long after, int most);

    /** The position of the last accepted change, 0 if there is none. */
    long lastPosition();

    /** A change that is being accepted. */
    @FunctionalInterface
    interface Accepting {
        /**
         * Returns when the outcome is on disk and the feed's listeners have heard of it.
         *
         * @throws vn.lienthong.hub.problem.TryAgainLater if the store cannot take the change now
         */
        Acceptance finish();
    }

    /**
     * Where some changes came from.
     *
     * @param last the position of the last of them; where there is none, the one that was asked from
     */
    record Told(long last, Set<SystemId> origins) {
        public Told {
            origins = Set.copyOf(origins);
        }
    }

    /** An accepted change at its place in the feed. The dossier's facts are those known when it was accepted. */
    record FeedEntry(long position, StatusChange change, ChangeFlag flag, Instant acceptedAt) {}
}

package vn.lienthong.hub.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;

/**
 * What each destination has been told of each dossier, and what is still to be told. The queue only carries wake-ups;
 * this is the truth.
 */
public interface DeliveryLedger {
    /** How long what was taken is the taker's own. */
    Duration LEASE = Duration.ofMinutes(2);

    /** A claim that lasts longer than this from now on was made by a clock that was ahead, and holds nobody back. */
    Duration LONGEST_CLAIM = LEASE.multipliedBy(2);

    /**
     * Takes up to {@code most} dossiers that are due for a destination, longest due first, and marks them as being told: until
     * {@link #delivered}, {@link #failed} or {@link #putBack} says how that ended they come back at the next take, in the
     * same process or after a crash, with {@link Pending#inDoubt} set, and the destination is to be asked what it
     * already has. What is taken is this hub's own for {@link #LEASE}, or until one of these is called: no other take, of
     * this hub or another one on the same database, finds it before. What just happened goes before what is replayed.
     * Durable on return.
     */
    List<Pending> take(SystemId destination, Instant now, int most);

    /** Notes that the destination has taken every change of this dossier up to and including a position. */
    void delivered(SystemId destination, DossierKey dossier, long position, Instant now);

    /**
     * Begins what {@link #delivered} does, so that the dossiers of one call share a commit.
     *
     * @return to be run for the rest: it returns when that is on disk, or throws what {@link #delivered} would
     */
    default Runnable beginDelivered(SystemId destination, DossierKey dossier, long position, Instant now) {
        delivered(destination, dossier, position, now);
        return () -> {};
    }

    /**
     * Notes a failure that is the dossier's own, and counts it: due again at {@code dueAt}, or never, until a replay,
     * where that is null. Whether an earlier telling may have arrived stays as it was, so the dossier stays in doubt.
     */
    void failed(SystemId destination, DossierKey dossier, String problem, @Nullable Instant dueAt);

    /**
     * Puts a taken dossier back, in doubt and due at {@code dueAt}, because the destination was away: no attempt is
     * counted, for the dossier has no part in that.
     */
    void putBack(SystemId destination, DossierKey dossier, Instant dueAt);

    /**
     * Makes what this hub has taken of a destination, and not yet said the end of, its own for another {@link #LEASE}.
     *
     * @return how many dossiers those are
     */
    int renew(SystemId destination, Instant now);

    /** Lets go of all that this hub has taken of a destination: it was restarted, or could not go on. */
    void release(SystemId destination);

    /** What a destination is still to be told of a dossier, given up or not, without taking it. */
    Optional<Pending> look(SystemId destination, DossierKey dossier);

    /**
     * Makes every dossier of the destination that was given up, or one of them, due again at a time, with its attempts
     * counted anew, and behind what just happened.
     *
     * @return how many became due
     */
    int retry(SystemId destination, @Nullable DossierKey dossier, Instant now);

    /**
     * Makes due now what is due later than any pause lasts, for a clock that was ahead said so.
     *
     * @param furthest when the longest pause ends that begins now
     * @return how many dossiers those were
     */
    default int bringNear(SystemId destination, Instant now, Instant furthest) {
        return 0;
    }

    Backlog backlog(SystemId destination);

    /**
     * A dossier with changes to tell.
     *
     * @param dossier its facts, as known now
     * @param told the newest change the destination is known to have, or null if it was never told of this dossier
     * @param changes what is to be told, in the dossier's order, at least one
     * @param position of the last of them, in the dossier's order, to be given back to {@link #delivered}
     * @param attempts how often it failed since the last success or replay
     * @param inDoubt whether an earlier telling may have arrived without the hub knowing
     */
    record Pending(
            Dossier dossier,
            @Nullable StatusChange told,
            List<StatusChange> changes,
            long position,
            int attempts,
            boolean inDoubt) {
        public Pending {
            changes = List.copyOf(changes);
        }
    }

    /**
     * How much is waiting for a destination.
     *
     * @param waiting dossiers with changes to tell, given up ones not counted
     * @param givenUp dossiers that wait for a replay
     * @param oldest since when the oldest waits
     * @param nextDue when the next one is due
     * @param lastSuccess when something was last delivered
     */
    record Backlog(
            long waiting,
            long givenUp,
            Optional<Instant> oldest,
            Optional<Instant> nextDue,
            Optional<Instant> lastSuccess) {}
}

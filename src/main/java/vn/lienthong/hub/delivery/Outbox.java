package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.status.DeliveryLedger;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/**
 * What each destination is to be told, and how far that is: the truth, on disk, that the wake-ups on the queues point to. A
 * Spring bean for each kind of thing that is told.
 *
 * <p>What is taken is marked as being told. Until {@link #beginDelivered}, {@link #failed} or {@link #putBack} says how that
 * ended it comes back at a later take, after a crash as well, with {@link Item#inDoubt} set.
 *
 * @param <I> what it holds
 */
public interface Outbox<I extends Item> {
    /** How long what was taken is the taker's own. */
    Duration LEASE = DeliveryLedger.LEASE;

    /** A claim that lasts longer than this from now on was made by a clock that was ahead, and holds nobody back. */
    Duration LONGEST_CLAIM = DeliveryLedger.LONGEST_CLAIM;

    /**
     * Takes up to {@code most} items that are due, what just happened before what is replayed, and longest due first; at most one
     * of each dossier, and none that has to wait for an earlier one of its dossier. What is taken is this hub's own for
     * {@link #LEASE}: no other take, of this hub or another one on the same database, finds it before. Durable on return.
     */
    List<I> take(SystemId destination, Instant now, int most);

    /**
     * Begins to note that the destination has taken the item, so that the items of one call share a commit.
     *
     * @return to be run for the rest: it returns when that is on disk
     */
    Runnable beginDelivered(SystemId destination, I item, Instant now);

    /**
     * Notes a failure that is the item's own, and counts it: due again at {@code dueAt}, or never, until a replay, where that
     * is null. Whether an earlier telling may have arrived stays as it was.
     *
     * @param problem in a line, without personal data
     */
    void failed(SystemId destination, I item, String problem, @Nullable Instant dueAt);

    /** Puts a taken item back, due at {@code dueAt}, because the destination was away: no attempt is counted. */
    void putBack(SystemId destination, I item, Instant dueAt);

    /** What its dead letters are. Each outbox has a form of its own. */
    Form form();

    /** What a dead letter keeps of an item: enough for {@link #retry} to find it. */
    Original original(I item);

    /**
     * Makes what this hub has taken of a destination, and not yet said the end of, its own for another {@link #LEASE}.
     *
     * @return how many items those are; fewer than were taken if the lease had run out. An outbox of which one hub alone takes
     *     has no leases, and says the most there can be
     */
    default int renew(SystemId destination, Instant now) {
        return Integer.MAX_VALUE;
    }

    /** Lets go of all that this hub has taken of a destination: it was restarted, or could not go on. */
    default void release(SystemId destination) {}

    /**
     * Makes due now what is due later than any pause lasts, for a clock that was ahead said so.
     *
     * @param furthest when the longest pause ends that begins now
     * @return how many items those were
     */
    default int bringNear(SystemId destination, Instant now, Instant furthest) {
        return 0;
    }

    /**
     * What a dead letter is about, as it would be told now, without taking it.
     *
     * @param original of the dead letter
     * @return none if it is not waiting for a replay
     */
    default Optional<I> look(SystemId destination, Original original) {
        return Optional.empty();
    }

    /**
     * Makes what was given up due again, with its attempts counted anew, and behind what just happens.
     *
     * @param original of a dead letter, as {@link #original} gave it
     * @return how many items became due; 0 if it is not waiting for that
     */
    int retry(SystemId destination, Original original, Instant dueAt);

    Backlog backlog(SystemId destination);
}

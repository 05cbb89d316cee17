package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.delivery.DeliveryNotes.What;
import vn.lienthong.hub.problem.Problem;

/**
 * Writes down how the delivery of an item to one destination ended.
 *
 * @param <I> what is told
 */
public final class DeliveryOutcomes<I extends Item> {
    private final SystemId destination;
    private final Outbox<I> outbox;
    private final DeadLetters deadLetters;
    private final DeliveryHold hold;
    private final Consumer<Instant> wakeAt;
    private final DeliveryPause pause;
    private final int mostAttempts;
    private final Clock clock;
    private final DeliveryNotes notes;
    private final List<Runnable> begun = new ArrayList<>();

    /** @param wakeAt told when something will be due */
    public DeliveryOutcomes(
            SystemId destination,
            Outbox<I> outbox,
            DeadLetters deadLetters,
            DeliveryHold hold,
            Consumer<Instant> wakeAt,
            DeliveryPause pause,
            int mostAttempts,
            Clock clock,
            DeliveryNotes notes) {
        this.destination = destination;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.hold = hold;
        this.wakeAt = wakeAt;
        this.pause = pause;
        this.mostAttempts = mostAttempts;
        this.clock = clock;
        this.notes = notes;
    }

    /** To be finished together with the others of its call. */
    public void delivered(I item) {
        Instant now = clock.instant();
        notes.note(destination, item, What.DELIVERED, null, now);
        begun.add(outbox.beginDelivered(destination, item, now));
    }

    /** Returns when what was delivered is noted on disk. Whatever is not, by a crash, is in doubt and asked for. */
    public void finish() {
        if (!begun.isEmpty()) {
            List<Runnable> ending = List.copyOf(begun);
            begun.clear();
            ending.forEach(Runnable::run);
            hold.endHubTrouble();
        }
    }

    /** It will not go through until somebody mends something. */
    public void givenUp(I item, Problem problem) {
        // Kept before it is given up: dying between the two repeats the keeping, which counts; the other way round
        // the failure would be silent.
        deadLetters.keep(
                destination, problem, outbox.original(item), item.dossier().sourceDossierNo(), clock.instant());
        notes.note(destination, item, What.GIVEN_UP, problem.toString(), clock.instant());
        outbox.failed(destination, item, problem.toString(), null);
    }

    /** It did not go through now, and it has itself to blame. */
    public void notNow(I item, Problem problem) {
        if (item.attempts() + 1 >= mostAttempts) {
            givenUp(item, problem);
        } else {
            later(item, problem);
        }
    }

    /**
     * The destination gave no proper answer about this item alone and served the next one. It waits longer each time, and is
     * never given up for it: one that answers every other call only is no fault of the item's.
     */
    public void silentAlone(I item, Problem problem) {
        later(item, problem);
    }

    private void later(I item, Problem problem) {
        Instant dueAt = clock.instant().plus(pause.after(item.attempts()));
        notes.note(destination, item, What.REFUSED_FOR_NOW, problem.toString(), clock.instant());
        outbox.failed(destination, item, problem.toString(), dueAt);
        wakeAt.accept(dueAt);
    }

    /** It did not go through, and the destination is to blame. */
    public void putBack(I item, Instant dueAt) {
        notes.note(destination, item, What.HELD_BACK, null, clock.instant());
        outbox.putBack(destination, item, dueAt);
        wakeAt.accept(dueAt);
    }

    /** The destination is held; when that ends, somebody has to look again. */
    public void holdUntil(Instant end) {
        wakeAt.accept(end);
    }
}

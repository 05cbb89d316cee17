package vn.lienthong.hub.portal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.status.DeliveryLedger;
import vn.lienthong.hub.status.DeliveryLedger.Pending;

/** Writes down how the delivery of a dossier to one destination ended. */
final class DeliveryOutcomes {
    private final SystemId destination;
    private final DeliveryLedger ledger;
    private final DeadLetters deadLetters;
    private final DeliveryHold hold;
    private final Consumer<Instant> wakeAt;
    private final DeliveryPause pause;
    private final int mostAttempts;
    private final Clock clock;
    private final List<Runnable> begun = new ArrayList<>();

    /** @param wakeAt told when something will be due */
    DeliveryOutcomes(
            SystemId destination,
            DeliveryLedger ledger,
            DeadLetters deadLetters,
            DeliveryHold hold,
            Consumer<Instant> wakeAt,
            DeliveryPause pause,
            int mostAttempts,
            Clock clock) {
        this.destination = destination;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.hold = hold;
        this.wakeAt = wakeAt;
        this.pause = pause;
        this.mostAttempts = mostAttempts;
        this.clock = clock;
    }

    /** To be finished together with the others of its call. */
    void delivered(Pending pending) {
        begun.add(ledger.beginDelivered(destination, pending.dossier().key(), pending.position(), clock.instant()));
    }

    /** Returns when what was delivered is noted on disk. Whatever is not, by a crash, is in doubt and asked for. */
    void finish() {
        if (!begun.isEmpty()) {
            List<Runnable> ending = List.copyOf(begun);
            begun.clear();
            ending.forEach(Runnable::run);
            hold.endHubTrouble();
        }
    }

    /** It will not go through until somebody mends something. */
    void givenUp(Pending pending, Problem problem) {
        DossierKey key = pending.dossier().key();
        // Kept before it is given up: dying between the two repeats the keeping, which counts; the other way round
        // the failure would be silent.
        deadLetters.keep(
                destination,
                problem,
                new Original(
                        Form.DELIVERY,
                        "application/json",
                        DeliveryOriginal.write(key).getBytes(StandardCharsets.UTF_8)),
                key.sourceDossierNo(),
                clock.instant());
        ledger.failed(destination, key, problem.toString(), null);
    }

    /** It did not go through now, and it has itself to blame. */
    void notNow(Pending pending, Problem problem) {
        if (pending.attempts() + 1 >= mostAttempts) {
            givenUp(pending, problem);
        } else {
            later(pending, problem);
        }
    }

    /**
     * The portal gave no proper answer to this dossier alone and served the next one. It waits longer each time, and is
     * never given up for it: a portal that answers every other call only is no fault of the dossier's.
     */
    void silentAlone(Pending pending, Problem problem) {
        later(pending, problem);
    }

    private void later(Pending pending, Problem problem) {
        Instant dueAt = clock.instant().plus(pause.after(pending.attempts()));
        ledger.failed(destination, pending.dossier().key(), problem.toString(), dueAt);
        wakeAt.accept(dueAt);
    }

    /** It did not go through, and the portal is to blame. */
    void putBack(Pending pending, Instant dueAt) {
        ledger.putBack(destination, pending.dossier().key(), dueAt);
        wakeAt.accept(dueAt);
    }

    /** The destination is held; when that ends, somebody has to look again. */
    void holdUntil(Instant end) {
        wakeAt.accept(end);
    }
}

package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.problem.Problem;

/** What waits for a destination that is to be there no more. */
@Component
public final class WaitingDeliveries {
    private static final int AT_ONCE = 100;
    /** Also what rests after a failure is taken. */
    private static final Duration EVER = Duration.ofDays(36_500);

    private final List<Outbox<?>> outboxes;
    private final DeadLetters deadLetters;
    private final Clock clock;

    WaitingDeliveries(List<Outbox<?>> outboxes, DeadLetters deadLetters, Clock clock) {
        this.outboxes = List.copyOf(outboxes);
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** How many items wait to be told, those not counted that are in the dead letters already. */
    public long count(SystemId destination) {
        return outboxes.stream()
                .mapToLong(outbox -> outbox.backlog(destination).waiting())
                .sum();
    }

    /**
     * Moves every item that waits to the dead letters; nothing is delivered there meanwhile. Should a connector of this id
     * come back, they can be replayed.
     *
     * @return how many were moved; on disk
     */
    public int moveToDeadLetters(SystemId destination) {
        return outboxes.stream().mapToInt(outbox -> move(outbox, destination)).sum();
    }

    private <I extends Item> int move(Outbox<I> outbox, SystemId destination) {
        int moved = 0;
        Instant ever = clock.instant().plus(EVER);
        for (List<I> taken = outbox.take(destination, ever, AT_ONCE);
                !taken.isEmpty();
                taken = outbox.take(destination, ever, AT_ONCE)) {
            for (I item : taken) {
                Problem problem = DeliveryProblems.removed(destination);
                deadLetters.keep(
                        destination,
                        problem,
                        outbox.original(item),
                        item.dossier().sourceDossierNo(),
                        clock.instant());
                outbox.failed(destination, item, problem.toString(), null);
                moved++;
            }
        }
        return moved;
    }
}

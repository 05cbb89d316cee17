package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.Replay;
import vn.lienthong.hub.problem.Problem;

/** Tries again what a destination refused, after somebody mended the cause. */
@Component("replayDelivery")
public final class ReplayDelivery implements Replay {
    /**
     * Until the replayed letter is closed. A refusal before that would count as its repetition, and be closed with it.
     */
    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(1);

    private final List<Outbox<?>> outboxes;
    private final Destinations destinations;
    private final DeliveryWakeUps wakeUps;
    private final Clock clock;

    ReplayDelivery(List<Outbox<?>> outboxes, Destinations destinations, DeliveryWakeUps wakeUps, Clock clock) {
        this.destinations = destinations;
        this.outboxes = List.copyOf(outboxes);
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    @Override
    public Set<Form> forms() {
        return outboxes.stream().map(Outbox::form).collect(Collectors.toSet());
    }

    @Override
    public Foreseen foresee(DeadLetter letter) {
        return look(letter)
                .map(found ->
                        found.problem().<Foreseen>map(Foreseen.FailsAgain::new).orElseGet(Foreseen.ToSend::new))
                .orElseGet(Foreseen.Superseded::new);
    }

    @Override
    public Optional<String> translated(DeadLetter letter) {
        return look(letter).flatMap(Looked::translated);
    }

    private Optional<Looked> look(DeadLetter letter) {
        Optional<Destination> destination = destinations.known(letter.connector());
        return outboxes.stream()
                .filter(outbox -> outbox.form() == letter.original().form())
                .flatMap(outbox -> outbox.look(letter.connector(), letter.original()).stream())
                .findFirst()
                .map(item -> new Looked(
                        destination.flatMap(known -> known.foresee(item)),
                        destination.flatMap(known -> known.translated(item))));
    }

    /** What is waiting for the replay. */
    private record Looked(Optional<Problem> problem, Optional<String> translated) {}

    /** Makes the item due again and wakes its destination. */
    @Override
    public Outcome replay(DeadLetter letter, String by) {
        Instant dueAt = clock.instant().plus(UNTIL_CLOSED);
        int due = outboxes.stream()
                .filter(outbox -> outbox.form() == letter.original().form())
                .mapToInt(outbox -> outbox.retry(letter.connector(), letter.original(), dueAt))
                .sum();
        if (due == 0) {
            return new Outcome.NothingToReplay();
        }
        wakeUps.wakeAt(letter.connector(), dueAt);
        return new Outcome.GoneThrough();
    }
}

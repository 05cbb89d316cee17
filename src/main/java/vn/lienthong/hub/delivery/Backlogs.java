package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/** How much waits for each destination, in all outboxes, and whether it waits for too long. */
@Component
public class Backlogs {
    private final List<Outbox<?>> outboxes;
    private final Destinations destinations;
    private final Clock clock;

    Backlogs(List<Outbox<?>> outboxes, Destinations destinations, Clock clock) {
        this.outboxes = List.copyOf(outboxes);
        this.destinations = destinations;
        this.clock = clock;
    }

    public Backlog of(SystemId destination) {
        return outboxes.stream()
                .map(outbox -> outbox.backlog(destination))
                .reduce(Backlogs::both)
                .orElseThrow();
    }

    /**
     * What a human is to be told when the oldest of a backlog waits for longer than its destination allows.
     *
     * @param backlog of that destination
     */
    public Optional<Problem> overdue(SystemId destination, Backlog backlog) {
        Instant now = clock.instant();
        return destinations.known(destination).flatMap(known -> backlog.oldest()
                .filter(oldest -> oldest.plus(known.tellAfter()).isBefore(now))
                .map(oldest -> DeliveryProblems.overdue(
                        backlog.waiting(),
                        Duration.between(oldest, now),
                        known.tellAfter(),
                        known.hold().problem())));
    }

    private static Backlog both(Backlog one, Backlog other) {
        BinaryOperator<Instant> earlier = BinaryOperator.minBy(Comparator.naturalOrder());
        return new Backlog(
                one.waiting() + other.waiting(),
                one.givenUp() + other.givenUp(),
                either(one.oldest(), other.oldest(), earlier),
                either(one.nextDue(), other.nextDue(), earlier),
                either(one.lastSuccess(), other.lastSuccess(), BinaryOperator.maxBy(Comparator.naturalOrder())));
    }

    private static Optional<Instant> either(
            Optional<Instant> one, Optional<Instant> other, BinaryOperator<Instant> both) {
        return one.isEmpty()
                ? other
                : one.map(
                        first -> other.map(second -> both.apply(first, second)).orElse(first));
    }
}

package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters;

/** What a destination of any kind is made with. */
@Component
public final class DeliveryGear {
    private final DeadLetters deadLetters;
    private final DeliveryWakeUps wakeUps;
    private final DeliverySettings settings;
    private final Clock clock;
    private final DeliveryNotes notes;
    private final RandomGenerator chance = RandomGenerator.getDefault();

    DeliveryGear(
            DeadLetters deadLetters,
            DeliveryWakeUps wakeUps,
            DeliverySettings settings,
            Clock clock,
            DeliveryNotes notes) {
        this.deadLetters = deadLetters;
        this.wakeUps = wakeUps;
        this.settings = settings;
        this.clock = clock;
        this.notes = notes;
    }

    public DeliverySettings settings() {
        return settings;
    }

    public Clock clock() {
        return clock;
    }

    /** A circuit breaker for one destination. */
    public DeliveryHold hold() {
        return new DeliveryHold(new DeliveryPause(settings.firstHold(), settings.longestHold(), chance));
    }

    /** Where it is written down how the deliveries to one destination end. */
    public <I extends Item> DeliveryOutcomes<I> outcomes(SystemId destination, Outbox<I> outbox, DeliveryHold hold) {
        return new DeliveryOutcomes<>(
                destination,
                outbox,
                deadLetters,
                hold,
                dueAt -> wakeUps.wakeAt(destination, dueAt),
                new DeliveryPause(settings.firstPause(), settings.longestPause(), chance),
                settings.mostAttempts(),
                clock,
                notes);
    }
}

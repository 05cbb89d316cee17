package vn.lienthong.hub.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.Replay;
import vn.lienthong.hub.status.DeliveryLedger;

/** Tries again what a destination refused, after somebody mended the cause. */
@Component("replayDelivery")
public final class ReplayDelivery implements Replay {
    /**
     * Until the replayed letter is closed. A refusal before that would count as its repetition, and be closed with it.
     */
    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(1);

    private final DeliveryLedger ledger;
    private final DeliveryWakeUps wakeUps;
    private final Clock clock;

    ReplayDelivery(DeliveryLedger ledger, DeliveryWakeUps wakeUps, Clock clock) {
        this.ledger = ledger;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.DELIVERY);
    }

    /** Makes the dossier due again and wakes its destination. */
    @Override
    public Outcome replay(DeadLetter letter, String by) {
        DossierKey dossier = DeliveryOriginal.read(letter.original().content());
        Instant dueAt = clock.instant().plus(UNTIL_CLOSED);
        if (ledger.retry(letter.connector(), dossier, dueAt) == 0) {
            return new Outcome.NothingToReplay();
        }
        wakeUps.wakeAt(letter.connector(), dueAt);
        return new Outcome.GoneThrough();
    }
}

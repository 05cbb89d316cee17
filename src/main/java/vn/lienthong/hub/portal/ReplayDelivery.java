package vn.lienthong.hub.portal;

import java.time.Clock;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.status.DeliveryLedger;

/** Tries again what a destination refused, after somebody mended the cause. */
@Component("replayDelivery")
public final class ReplayDelivery {
    private final DeliveryLedger ledger;
    private final DeliveryWakeUps wakeUps;
    private final Clock clock;

    ReplayDelivery(DeliveryLedger ledger, DeliveryWakeUps wakeUps, Clock clock) {
        this.ledger = ledger;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /**
     * Makes the dossier due again and wakes its destination. Should it be refused once more, that becomes a dead letter
     * of its own.
     *
     * @return false if there was nothing to try again, as when it went through meanwhile
     * @throws IllegalArgumentException if the dead letter is not a delivery's
     */
    public boolean replay(DeadLetter letter) {
        if (letter.original().form() != Form.DELIVERY) {
            throw new IllegalArgumentException(
                    "dead letter " + letter.id() + " is a " + letter.original().form() + ", not a delivery");
        }
        DossierKey dossier = DeliveryOriginal.read(letter.original().content());
        boolean due = ledger.retry(letter.connector(), dossier, clock.instant()) > 0;
        if (due) {
            wakeUps.wake(letter.connector());
        }
        return due;
    }
}

package vn.lienthong.hub.portal;

import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.Replay;

/** Offers administrators to try refused deliveries again. */
@Component
final class ReplayOfDeliveries implements Replay {
    private final ReplayDelivery deliveries;

    ReplayOfDeliveries(ReplayDelivery deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.DELIVERY);
    }

    @Override
    public Outcome replay(DeadLetter letter, String by) {
        return deliveries.replay(letter) ? new Outcome.GoneThrough() : new Outcome.NothingToReplay();
    }
}

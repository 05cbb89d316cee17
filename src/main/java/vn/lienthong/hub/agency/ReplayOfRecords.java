package vn.lienthong.hub.agency;

import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.Replay;

/** Offers administrators to send records that could not be translated through the intake again. */
@Component
final class ReplayOfRecords implements Replay {
    private final ReplayIntake intake;

    ReplayOfRecords(ReplayIntake intake) {
        this.intake = intake;
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.RECORD);
    }

    @Override
    public Outcome replay(DeadLetter letter, String by) {
        ReplayIntake.Outcome outcome = intake.replay(letter.id(), by);
        if (outcome instanceof ReplayIntake.Outcome.StillBad bad) {
            return new Outcome.StillFails(bad.problems());
        }
        return outcome instanceof ReplayIntake.Outcome.GoneThrough
                ? new Outcome.GoneThrough()
                : new Outcome.NothingToReplay();
    }
}

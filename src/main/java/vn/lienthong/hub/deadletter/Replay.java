package vn.lienthong.hub.deadletter;

import java.util.List;
import java.util.Set;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.problem.Problem;

/**
 * Sends what failed on its way again, after somebody mended the cause. A module that keeps dead letters of a form
 * provides one of these, as a Spring bean.
 */
public interface Replay {
    /** The forms of originals it sends on. */
    Set<Form> forms();

    /**
     * Replays an open dead letter of one of its forms. Whoever asked for it closes the letter if it went through.
     *
     * @param by who asked for it
     * @throws vn.lienthong.hub.problem.TryAgainLater if it cannot be tried now
     */
    Outcome replay(DeadLetter letter, String by);

    /** What came of a replay. */
    sealed interface Outcome {
        /** As answers and the trail write it. */
        default String key() {
            return this instanceof GoneThrough
                    ? "gone-through"
                    : this instanceof StillFails ? "still-fails" : "nothing-to-replay";
        }

        /** It is on its way; should it fail again, that is a dead letter of its own. */
        record GoneThrough() implements Outcome {}

        /** It fails as before, for these reasons; the dead letter stays. */
        record StillFails(List<Problem> problems) implements Outcome {
            public StillFails {
                problems = List.copyOf(problems);
            }
        }

        /** There is nothing left to send, as when it went through meanwhile, or its connector is gone. */
        record NothingToReplay() implements Outcome {}
    }
}

package vn.lienthong.hub.deadletter;

import java.util.List;
import java.util.Optional;
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

    /** Foresees what would come of a replay, as far as that can be told without sending anything. */
    default Foreseen foresee(DeadLetter letter) {
        return new Foreseen.ToSend();
    }

    /**
     * What the hub makes of an original now, in the form it would send on, for people to read.
     *
     * @return none if it makes nothing of it
     */
    default Optional<String> translated(DeadLetter letter) {
        return Optional.empty();
    }

    /** Whether somebody may mend the original itself and send that. */
    default boolean takesEdited(Form form) {
        return false;
    }

    /** What would come of a replay. */
    sealed interface Foreseen {
        /** It would be sent; what the other side says to it, nobody knows before. */
        record ToSend() implements Foreseen {}

        /** There is nothing left to send. */
        record Superseded() implements Foreseen {}

        /** It would fail again, for this reason. */
        record FailsAgain(Problem problem) implements Foreseen {}
    }

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

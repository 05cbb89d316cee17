package vn.lienthong.hub.deadletter;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.problem.Problem;

/**
 * What would come of a replay.
 *
 * @param toSend how many would be sent
 * @param superseded how many have nothing left to send
 * @param failing how many would fail as before, as far as can be told without sending
 * @param examples of those that would fail
 */
public record ReplayPreview(long toSend, long superseded, long failing, List<Failing> examples) {
    public ReplayPreview {
        examples = List.copyOf(examples);
    }

    /** One that would fail, and why. */
    public record Failing(long id, Problem problem) {}

    /** Adds up. */
    static final class Count {
        private static final int MOST_EXAMPLES = 10;

        private long toSend;
        private long superseded;
        private long failing;
        private final List<Failing> examples = new ArrayList<>();

        void add(DeadLetter letter, Replay.Foreseen foreseen) {
            if (foreseen instanceof Replay.Foreseen.FailsAgain fails) {
                failing++;
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(new Failing(letter.id(), fails.problem()));
                }
            } else if (foreseen instanceof Replay.Foreseen.Superseded) {
                superseded++;
            } else {
                toSend++;
            }
        }

        ReplayPreview sum() {
            return new ReplayPreview(toSend, superseded, failing, examples);
        }
    }
}

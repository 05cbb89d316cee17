package vn.lienthong.hub.deadletter;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.problem.Undeliverable;

/** Where dead letters are replayed and discarded, whichever door an administrator comes through. */
@Component
public class DeadLetterDesk {
    private final DeadLetters letters;
    private final List<Replay> replays;
    private final Clock clock;

    DeadLetterDesk(DeadLetters letters, List<Replay> replays, Clock clock) {
        this.letters = letters;
        this.replays = List.copyOf(replays);
        this.clock = clock;
    }

    /** @throws Undeliverable if there is none of this id */
    DeadLetter find(long id) {
        return letters.find(id).orElseThrow(() -> new Undeliverable(DeadLetterProblems.unknown(id)));
    }

    /**
     * Replays an open dead letter, and closes it if it went through.
     *
     * @param by who asked for it
     * @throws Undeliverable if there is none of this id, it is closed, or its original cannot be sent again
     * @throws vn.lienthong.hub.problem.TryAgainLater if it cannot be tried now
     */
    public Replay.Outcome replay(long id, String by) {
        DeadLetter letter = findOpen(id);
        Replay.Outcome outcome = replays.stream()
                .filter(replay -> !letter.isCut()
                        && replay.forms().contains(letter.original().form()))
                .findFirst()
                .orElseThrow(() -> new Undeliverable(DeadLetterProblems.cannotBeReplayed(letter)))
                .replay(letter, by);
        if (outcome instanceof Replay.Outcome.GoneThrough) {
            letters.close(id, State.REPLAYED, by, clock.instant());
        }
        return outcome;
    }

    /**
     * Gives an open dead letter up.
     *
     * @throws Undeliverable if there is none of this id, or it is closed
     */
    public void discard(long id, String by) {
        if (!letters.close(findOpen(id).id(), State.DISCARDED, by, clock.instant())) {
            throw new Undeliverable(DeadLetterProblems.closed(id));
        }
    }

    private DeadLetter findOpen(long id) {
        DeadLetter letter = find(id);
        if (letter.state() != State.OPEN) {
            throw new Undeliverable(DeadLetterProblems.closed(id));
        }
        return letter;
    }
}

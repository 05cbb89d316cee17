package vn.lienthong.hub.deadletter;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.trail.Trail;

/** Where dead letters are replayed and discarded, whichever door an administrator comes through. */
@Component
public class DeadLetterDesk {
    private final DeadLetters letters;
    private final List<Replay> replays;
    private final Clock clock;
    private final Trail trail;

    DeadLetterDesk(DeadLetters letters, List<Replay> replays, Clock clock, Trail trail) {
        this.letters = letters;
        this.replays = List.copyOf(replays);
        this.clock = clock;
        this.trail = trail;
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
        try {
            Replay.Outcome outcome = replayed(letter, by);
            note("replay-dead-letter", letter, outcome.key(), by);
            return outcome;
        } catch (ProblemException told) {
            note("replay-dead-letter", letter, told.problem().kind().key(), by);
            throw told;
        }
    }

    private void note(String verb, DeadLetter letter, String outcome, String by) {
        String subject = letter.id() + " " + letter.connector();
        trail.note(new Trail.Act(clock.instant(), by, verb, subject, outcome, "hub"));
    }

    private Replay.Outcome replayed(DeadLetter letter, String by) {
        Replay.Outcome outcome = replays.stream()
                .filter(replay -> !letter.isCut()
                        && replay.forms().contains(letter.original().form()))
                .findFirst()
                .orElseThrow(() -> new Undeliverable(DeadLetterProblems.cannotBeReplayed(letter)))
                .replay(letter, by);
        if (outcome instanceof Replay.Outcome.GoneThrough) {
            letters.close(letter.id(), State.REPLAYED, by, clock.instant());
        }
        return outcome;
    }

    /**
     * Gives an open dead letter up.
     *
     * @throws Undeliverable if there is none of this id, or it is closed
     */
    public void discard(long id, String by) {
        DeadLetter letter = findOpen(id);
        if (!letters.close(id, State.DISCARDED, by, clock.instant())) {
            throw new Undeliverable(DeadLetterProblems.closed(id));
        }
        note("discard-dead-letter", letter, "done", by);
    }

    private DeadLetter findOpen(long id) {
        DeadLetter letter = find(id);
        if (letter.state() != State.OPEN) {
            throw new Undeliverable(DeadLetterProblems.closed(id));
        }
        return letter;
    }
}

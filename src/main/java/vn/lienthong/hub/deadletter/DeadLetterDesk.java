package vn.lienthong.hub.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.deadletter.DeadLetters.Version;
import vn.lienthong.hub.deadletter.Replay.Foreseen;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.trail.Trail;

/** Where dead letters are replayed and discarded, whichever door an administrator comes through. */
@Component
public class DeadLetterDesk {
    private final DeadLetters letters;
    private final List<Replay> replays;
    private final Trail trail;
    private final Clock clock;

    DeadLetterDesk(DeadLetters letters, List<Replay> replays, Clock clock, Trail trail) {
        this.letters = letters;
        this.replays = List.copyOf(replays);
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws Undeliverable if there is none of this id */
    public DeadLetter find(long id) {
        return letters.find(id).orElseThrow(() -> new Undeliverable(DeadLetterProblems.unknown(id)));
    }

    /** What the hub makes of its original now, for people to read; none if it makes nothing of it. */
    public Optional<String> translated(DeadLetter letter) {
        return replayOf(letter).flatMap(replay -> replay.translated(letter));
    }

    /**
     * A dead letter's contents as somebody may see them.
     *
     * @param whole whether they may see personal data; else words and long numbers are veiled, and edited versions not shown
     */
    public Shown show(DeadLetter letter, boolean whole) {
        Optional<String> translated = translated(letter);
        if (whole) {
            return new Shown(
                    new String(letter.original().content(), StandardCharsets.UTF_8),
                    translated,
                    letters.versions(letter.id()));
        }
        return new Shown(
                letter.isCut() ? "" : Veil.over(letter.original().content()).orElse(""),
                translated.flatMap(text -> Veil.over(text.getBytes(StandardCharsets.UTF_8))),
                List.of());
    }

    /**
     * What is seen of a dead letter.
     *
     * @param original as text; empty where nothing may be seen
     * @param translated what the hub makes of it now
     */
    public record Shown(String original, Optional<String> translated, List<Version> versions) {
        public Shown {
            versions = List.copyOf(versions);
        }
    }

    /** Whether its original can be edited. */
    public boolean takesEdited(DeadLetter letter) {
        Form form = letter.original().form();
        return letter.state() == State.OPEN
                && replays.stream().anyMatch(replay -> replay.forms().contains(form) && replay.takesEdited(form));
    }

    /** Foresees what would come of a replay. */
    Foreseen foresee(DeadLetter letter) {
        try {
            return replayOf(letter)
                    .map(replay -> replay.foresee(letter))
                    .orElseGet(() -> new Foreseen.FailsAgain(DeadLetterProblems.cannotBeReplayed(letter)));
        } catch (ProblemException e) {
            return new Foreseen.FailsAgain(e.problem());
        }
    }

    /**
     * Replays an open dead letter, and closes it if it went through.
     *
     * @param by who asked for it
     * @throws Undeliverable if there is none of this id, it is closed, or its original cannot be sent again
     * @throws vn.lienthong.hub.problem.TryAgainLater if it cannot be tried now
     */
    public Replay.Outcome replay(long id, String by) {
        return replay(findOpen(id), by, "replay-dead-letter");
    }

    /**
     * Sends an open dead letter with another original than came in, and closes it if that went through. Both versions are kept.
     *
     * @throws Undeliverable if there is none of this id, it is closed, or its original cannot be edited
     */
    public Replay.Outcome resend(long id, byte[] edited, String by) {
        DeadLetter letter = findOpen(id);
        if (edited.length == 0 || edited.length > DeadLetters.MOST_KEPT) {
            throw new Undeliverable(DeadLetterProblems.badParameter("text", "1–" + DeadLetters.MOST_KEPT + " bytes"));
        }
        if (!takesEdited(letter)) {
            throw new Undeliverable(DeadLetterProblems.cannotBeEdited(letter));
        }
        int version = letters.edit(id, edited, by, clock.instant());
        return replay(letter.with(edited), by, "resend-dead-letter-version-" + version);
    }

    private Replay.Outcome replay(DeadLetter letter, String by, String verb) {
        try {
            Replay.Outcome outcome = replayed(letter, by);
            note(verb, letter, outcome.key(), by);
            return outcome;
        } catch (ProblemException told) {
            note(verb, letter, told.problem().kind().key(), by);
            throw told;
        }
    }

    private Replay.Outcome replayed(DeadLetter letter, String by) {
        Replay.Outcome outcome = replayOf(letter)
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
        if (!letters.close(letter.id(), State.DISCARDED, by, clock.instant())) {
            throw new Undeliverable(DeadLetterProblems.closed(id));
        }
        note("discard-dead-letter", letter, "done", by);
    }

    private Optional<Replay> replayOf(DeadLetter letter) {
        return replays.stream()
                .filter(replay -> !letter.isCut()
                        && replay.forms().contains(letter.original().form()))
                .findFirst();
    }

    private void note(String verb, DeadLetter letter, String outcome, String by) {
        String subject = letter.id() + " " + letter.connector();
        trail.note(new Trail.Act(clock.instant(), by, verb, subject, outcome, "hub"));
    }

    private DeadLetter findOpen(long id) {
        DeadLetter letter = find(id);
        if (letter.state() != State.OPEN) {
            throw new Undeliverable(DeadLetterProblems.closed(id));
        }
        return letter;
    }
}

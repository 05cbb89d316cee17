package vn.lienthong.hub.console;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.deadletter.ReplayRun;
import vn.lienthong.hub.problem.Problem;

/** Dead letters and their replays, in the words of the page that shows them. */
@Component
class LetterRows {
    private final Wording wording;

    LetterRows(Wording wording) {
        this.wording = wording;
    }

    Row of(DeadLetter letter, Locale language) {
        Problem problem = letter.problem();
        return new Row(
                letter.id(),
                letter.connector().value(),
                problem.stage(),
                wording.stage(problem.stage(), language),
                problem.kind().title().in(language),
                problem.detail().in(language),
                problem.remedy().in(language),
                letter.dossierNo(),
                letter.times(),
                VietnamTime.seconds(letter.lastAt()),
                wording.say("deadLetters.state." + key(letter.state()), language),
                letter.state() == State.OPEN);
    }

    Run of(ReplayRun run, Locale language) {
        return new Run(
                run.id(),
                wording.say("deadLetters.run." + key(run.state()), language),
                run.state() == ReplayRun.State.RUNNING,
                run.total(),
                run.sent(),
                run.superseded(),
                run.failed(),
                run.perSecond(),
                run.by(),
                VietnamTime.seconds(run.startedAt()));
    }

    private static String key(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** A replay of many, as the page shows it. */
    record Run(
            long id,
            String state,
            boolean running,
            long total,
            long sent,
            long superseded,
            long failed,
            int perSecond,
            String by,
            String startedAt) {}

    /** A dead letter, as the page shows it. */
    record Row(
            long id,
            String connector,
            String stage,
            String stageName,
            String title,
            String detail,
            String remedy,
            @Nullable String dossierNo,
            int times,
            String lastAt,
            String state,
            boolean open) {}
}

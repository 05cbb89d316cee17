package vn.lienthong.hub.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.deadletter.DeadLetterDesk;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.Replay;
import vn.lienthong.hub.deadletter.ReplayOffice;
import vn.lienthong.hub.deadletter.ReplayPreview;
import vn.lienthong.hub.deadletter.ReplayRun;
import vn.lienthong.hub.problem.ProblemException;

/** The dead letters: what is wrong with each, what to do, and the buttons for those who may. */
@Controller
@RequestMapping("/console/dead-letters")
class DeadLettersPage {
    private static final int MOST = 100;
    private static final int LATEST = 5;

    private final DeadLetters letters;
    private final DeadLetterDesk desk;
    private final ReplayOffice office;
    private final LetterRows rows;
    private final Wording wording;

    DeadLettersPage(DeadLetters letters, DeadLetterDesk desk, ReplayOffice office, LetterRows rows, Wording wording) {
        this.letters = letters;
        this.desk = desk;
        this.office = office;
        this.rows = rows;
        this.wording = wording;
    }

    @GetMapping
    String list(
            Model model,
            Locale language,
            @AuthenticationPrincipal Caller caller,
            LetterSearch search,
            @RequestParam(required = false) @Nullable Long before) {
        List<DeadLetter> found = letters.list(search.filter(null), before == null ? Long.MAX_VALUE : before, MOST);
        model.addAttribute("search", search);
        model.addAttribute("mayAct", caller.may(Right.ADMINISTER));
        model.addAttribute(
                "letters",
                found.stream().map(letter -> rows.of(letter, language)).toList());
        model.addAttribute("before", found.size() == MOST ? found.get(MOST - 1).id() : null);
        model.addAttribute("kinds", wording.kinds(language));
        model.addAttribute("stages", wording.stages(language));
        model.addAttribute(
                "replays",
                office.latest(LATEST).stream()
                        .map(run -> rows.of(run, language))
                        .toList());
        return "console/dead-letters";
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model, Locale language, @AuthenticationPrincipal Caller caller) {
        DeadLetter letter = desk.find(id);
        boolean whole = caller.may(Right.SEE_PERSONAL_DATA) || caller.may(Right.ADMINISTER);
        model.addAttribute("letter", rows.of(letter, language));
        model.addAttribute("shown", desk.show(letter, whole));
        model.addAttribute("mayEdit", caller.may(Right.ADMINISTER) && desk.takesEdited(letter));
        return "console/dead-letter";
    }

    @PostMapping("/preview")
    String preview(LetterSearch search, Locale language, RedirectAttributes next) {
        return told(
                next,
                () -> {
                    ReplayPreview preview = office.preview(search.selection());
                    next.addFlashAttribute("asked", search);
                    return new Outcome(
                            preview.toSend() > 0,
                            wording.say(
                                    "deadLetters.preview",
                                    language,
                                    preview.toSend(),
                                    preview.superseded(),
                                    preview.failing()));
                },
                language);
    }

    @PostMapping("/replays")
    String begin(
            LetterSearch search,
            @RequestParam(defaultValue = "20") int perSecond,
            @AuthenticationPrincipal Caller caller,
            Locale language,
            RedirectAttributes next) {
        return told(
                next,
                () -> {
                    int rate = Math.max(1, Math.min(perSecond, ReplayOffice.FASTEST));
                    ReplayRun run = office.begin(search.selection(), rate, caller.id());
                    return new Outcome(true, wording.say("deadLetters.begun", language, run.id(), run.total(), rate));
                },
                language);
    }

    @PostMapping("/replays/{id}/stop")
    String stop(
            @PathVariable long id, @AuthenticationPrincipal Caller caller, Locale language, RedirectAttributes next) {
        return told(
                next,
                () -> {
                    office.stop(id, caller.id());
                    return new Outcome(true, wording.say("deadLetters.stopped", language, id));
                },
                language);
    }

    @PostMapping("/{id}/resend")
    String resend(
            @PathVariable long id,
            @RequestParam String text,
            @AuthenticationPrincipal Caller caller,
            Locale language,
            RedirectAttributes next) {
        return told(
                next,
                () -> outcome(id, desk.resend(id, text.getBytes(StandardCharsets.UTF_8), caller.id()), language),
                language);
    }

    @PostMapping("/{id}/replay")
    String replay(
            @PathVariable long id, @AuthenticationPrincipal Caller caller, Locale language, RedirectAttributes next) {
        return told(next, () -> outcome(id, desk.replay(id, caller.id()), language), language);
    }

    private Outcome outcome(long id, Replay.Outcome outcome, Locale language) {
        if (outcome instanceof Replay.Outcome.StillFails fails) {
            String reasons = fails.problems().stream()
                    .map(problem -> problem.detail().in(language) + " "
                            + problem.remedy().in(language))
                    .collect(Collectors.joining(" "));
            return new Outcome(false, wording.say("deadLetters.failedAgain", language, id, reasons));
        }
        return new Outcome(true, wording.say("deadLetters.replayed", language, id));
    }

    @PostMapping("/{id}/discard")
    String discard(
            @PathVariable long id, @AuthenticationPrincipal Caller caller, Locale language, RedirectAttributes next) {
        return told(
                next,
                () -> {
                    desk.discard(id, caller.id());
                    return new Outcome(true, wording.say("deadLetters.discarded", language, id));
                },
                language);
    }

    private static String told(RedirectAttributes next, java.util.function.Supplier<Outcome> act, Locale language) {
        Outcome outcome;
        try {
            outcome = act.get();
        } catch (ProblemException e) {
            outcome = new Outcome(
                    false,
                    e.problem().detail().in(language) + " "
                            + e.problem().remedy().in(language));
        }
        next.addFlashAttribute("outcome", outcome);
        return "redirect:/console/dead-letters";
    }

    /** How an act went. */
    record Outcome(boolean good, String text) {}
}

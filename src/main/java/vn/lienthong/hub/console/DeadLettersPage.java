package vn.lienthong.hub.console;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.deadletter.DeadLetterDesk;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Filter;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.deadletter.Replay;
import vn.lienthong.hub.problem.ProblemException;

/** The dead letters: what is wrong with each, what to do, and the buttons for those who may. */
@Controller
@RequestMapping("/console/dead-letters")
class DeadLettersPage {
    private static final int MOST = 200;

    private final DeadLetters letters;
    private final DeadLetterDesk desk;
    private final Connectors connectors;
    private final MessageSource messages;

    DeadLettersPage(DeadLetters letters, DeadLetterDesk desk, Connectors connectors, MessageSource messages) {
        this.letters = letters;
        this.desk = desk;
        this.connectors = connectors;
        this.messages = messages;
    }

    @GetMapping
    String list(
            Model model,
            Locale language,
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String connector) {
        // An id that no connector has lists none, rather than all.
        ConnectorDefinition only = connector == null
                ? null
                : SystemId.parse(connector).flatMap(connectors::find).orElse(null);
        boolean unknown = connector != null && only == null;
        model.addAttribute("connector", connector);
        model.addAttribute("mayAct", caller.may(Right.ADMINISTER));
        model.addAttribute(
                "letters",
                unknown
                        ? java.util.List.of()
                        : letters.list(new Filter(only == null ? null : only.id(), null, null), MOST).stream()
                                .map(letter -> row(letter, language))
                                .toList());
        return "console/dead-letters";
    }

    @PostMapping("/{id}/replay")
    String replay(
            @PathVariable long id, @AuthenticationPrincipal Caller caller, Locale language, RedirectAttributes next) {
        return told(
                next,
                () -> {
                    Replay.Outcome outcome = desk.replay(id, caller.id());
                    if (outcome instanceof Replay.Outcome.StillFails fails) {
                        String reasons = fails.problems().stream()
                                .map(problem -> problem.detail().in(language) + " "
                                        + problem.remedy().in(language))
                                .collect(Collectors.joining(" "));
                        return new Outcome(false, say("deadLetters.failedAgain", language, id, reasons));
                    }
                    return new Outcome(true, say("deadLetters.replayed", language, id));
                },
                language);
    }

    @PostMapping("/{id}/discard")
    String discard(
            @PathVariable long id, @AuthenticationPrincipal Caller caller, Locale language, RedirectAttributes next) {
        return told(
                next,
                () -> {
                    desk.discard(id, caller.id());
                    return new Outcome(true, say("deadLetters.discarded", language, id));
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

    private String say(String key, Locale language, Object... words) {
        Object[] shown = words.clone();
        // A number would be grouped: letter 1.234.
        shown[0] = String.valueOf(shown[0]);
        return messages.getMessage(key, shown, language);
    }

    private Row row(DeadLetter letter, Locale language) {
        return new Row(
                letter.id(),
                letter.connector().value(),
                letter.problem().stage(),
                letter.problem().kind().title().in(language),
                letter.problem().detail().in(language),
                letter.problem().remedy().in(language),
                letter.dossierNo(),
                letter.times(),
                VietnamTime.seconds(letter.lastAt()),
                messages.getMessage(
                        "deadLetters.state." + letter.state().name().toLowerCase(Locale.ROOT), null, language),
                letter.state() == State.OPEN);
    }

    /** How an act went. */
    record Outcome(boolean good, String text) {}

    /** A dead letter, as the page shows it. */
    record Row(
            long id,
            String connector,
            String stage,
            String title,
            String detail,
            String remedy,
            @Nullable String dossierNo,
            int times,
            String lastAt,
            String state,
            boolean open) {}
}

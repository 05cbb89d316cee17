package vn.lienthong.hub.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Filter;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * What failed, for those who mend it. The access module lets in who may view; replaying, editing and discarding, which are no
 * reading, need an administrator there.
 */
@RestController
@RequestMapping("/api/v1/dead-letters")
final class DeadLetterController {
    private static final int MOST = 500;
    private static final String ANY = "any";

    private final DeadLetters letters;
    private final DeadLetterDesk desk;

    DeadLetterController(DeadLetters letters, DeadLetterDesk desk) {
        this.letters = letters;
        this.desk = desk;
    }

    @GetMapping
    ResponseEntity<ObjectNode> list(
            @RequestParam(required = false) @Nullable String connector,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String problem,
            @RequestParam(required = false) @Nullable String dossier,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") int limit,
            Locale language) {
        if (limit < 1 || limit > MOST) {
            throw new Undeliverable(DeadLetterProblems.badParameter("limit", "1–" + MOST));
        }
        Filter filter = new Filter(
                Selection.system(connector),
                stage,
                Selection.kind(problem),
                dossier,
                Selection.time("from", from),
                Selection.time("to", to),
                state(state));
        List<DeadLetter> found = letters.list(filter, before == null ? Long.MAX_VALUE : before, limit);
        ObjectNode answer = DeadLetterJson.listed(found, letters.open(filter.connector()), language);
        if (found.size() == limit) {
            answer.put("before", found.get(limit - 1).id());
        }
        return answer(answer);
    }

    @GetMapping("/{id}")
    ResponseEntity<ObjectNode> one(@PathVariable long id, @AuthenticationPrincipal Caller caller, Locale language) {
        DeadLetter letter = desk.find(id);
        Optional<String> translated = desk.translated(letter);
        boolean whole = caller.may(Right.SEE_PERSONAL_DATA) || caller.may(Right.ADMINISTER);
        return answer(
                whole
                        ? DeadLetterJson.whole(letter, translated, letters.versions(id), language)
                        : DeadLetterJson.veiled(letter, translated, language));
    }

    @PostMapping("/{id}/replay")
    ResponseEntity<ObjectNode> replay(@PathVariable long id, @AuthenticationPrincipal Caller caller, Locale language) {
        return answer(DeadLetterJson.outcome(desk.replay(id, caller.id()), language));
    }

    @PostMapping("/{id}/resend")
    ResponseEntity<ObjectNode> resend(
            @PathVariable long id,
            @RequestBody ObjectNode edited,
            @AuthenticationPrincipal Caller caller,
            Locale language) {
        byte[] text = edited.path("text").asText().getBytes(StandardCharsets.UTF_8);
        return answer(DeadLetterJson.outcome(desk.resend(id, text, caller.id()), language));
    }

    @PostMapping("/{id}/discard")
    ResponseEntity<ObjectNode> discard(@PathVariable long id, @AuthenticationPrincipal Caller caller, Locale language) {
        desk.discard(id, caller.id());
        return answer(DeadLetterJson.summary(desk.find(id), language));
    }

    private static @Nullable State state(String state) {
        if (state.equals(ANY)) {
            return null;
        }
        return Arrays.stream(State.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(state))
                .findFirst()
                .orElseThrow(() ->
                        new Undeliverable(DeadLetterProblems.badParameter("state", "open, replayed, discarded, any")));
    }

    static ResponseEntity<ObjectNode> answer(ObjectNode body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}

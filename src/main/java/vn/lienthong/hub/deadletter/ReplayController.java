package vn.lienthong.hub.deadletter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.problem.Undeliverable;

/** Replays of many dead letters: what would come of one, its beginning, how far it has come, its end. */
@RestController
@RequestMapping("/api/v1/dead-letters/replays")
final class ReplayController {
    private static final int LISTED = 50;

    private final ReplayOffice office;

    ReplayController(ReplayOffice office) {
        this.office = office;
    }

    @PostMapping("/preview")
    ResponseEntity<ObjectNode> preview(@RequestBody ObjectNode selection, Locale language) {
        return DeadLetterController.answer(ReplayJson.preview(office.preview(Selection.read(selection)), language));
    }

    @PostMapping
    ResponseEntity<ObjectNode> begin(@RequestBody ObjectNode asked, @AuthenticationPrincipal Caller caller) {
        int perSecond = asked.path("perSecond").asInt(ReplayOffice.USUAL_RATE);
        if (perSecond < 1 || perSecond > ReplayOffice.FASTEST) {
            throw new Undeliverable(DeadLetterProblems.badParameter("perSecond", "1–" + ReplayOffice.FASTEST));
        }
        return DeadLetterController.answer(ReplayJson.run(office.begin(Selection.read(asked), perSecond, caller.id())));
    }

    @GetMapping
    ResponseEntity<ObjectNode> list() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var replays = answer.putArray("replays");
        office.latest(LISTED).forEach(run -> replays.add(ReplayJson.run(run)));
        return DeadLetterController.answer(answer);
    }

    @GetMapping("/{id}")
    ResponseEntity<ObjectNode> one(@PathVariable long id) {
        return DeadLetterController.answer(ReplayJson.run(office.find(id)));
    }

    @PostMapping("/{id}/stop")
    ResponseEntity<ObjectNode> stop(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
        return DeadLetterController.answer(ReplayJson.run(office.stop(id, caller.id())));
    }
}

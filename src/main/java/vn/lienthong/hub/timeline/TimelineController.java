package vn.lienthong.hub.timeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.status.Hop;
import vn.lienthong.hub.status.Timelines.Way;
import vn.lienthong.hub.trail.Trail;

/**
 * Every hop of a dossier, for administrators and agency staff: the access module lets in who may view. It holds codes,
 * statuses and systems, and nothing of the applicant.
 */
@RestController
@RequestMapping("/api/v1/dossiers")
final class TimelineController {
    private final DossierTimeline timeline;
    private final Trail trail;
    private final Clock clock;

    TimelineController(DossierTimeline timeline, Trail trail, Clock clock) {
        this.timeline = timeline;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping("/{code}/timeline")
    ResponseEntity<ObjectNode> byPath(
            @PathVariable String code, @AuthenticationPrincipal Caller caller, Locale language) {
        return answer(code, caller, language);
    }

    /** For codes with slashes in them, which a path cannot carry. */
    @GetMapping("/timeline")
    ResponseEntity<ObjectNode> byParameter(
            @RequestParam(required = false) @Nullable String code,
            @AuthenticationPrincipal Caller caller,
            Locale language) {
        return answer(code, caller, language);
    }

    private ResponseEntity<ObjectNode> answer(@Nullable String asked, Caller caller, Locale language) {
        DossierCode code = code(asked);
        List<Way> ways = timeline.find(code);
        String outcome = ways.isEmpty() ? ProblemKind.NO_SUCH_DOSSIER.key() : "done";
        trail.note(new Trail.Act(clock.instant(), caller.id(), "read-timeline", code.value(), outcome, "rest"));
        if (ways.isEmpty()) {
            throw new Undeliverable(unknown(code));
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("code", code.value());
        var dossiers = answer.putArray("dossiers");
        ways.forEach(way -> dossiers.add(json(way, language)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    private static ObjectNode json(Way way, Locale language) {
        Dossier dossier = way.dossier();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sourceSystem", dossier.key().sourceSystem().value());
        json.put("sourceDossierNo", dossier.key().sourceDossierNo());
        if (dossier.dossierCode() != null) {
            json.put("dossierCode", dossier.dossierCode().value());
        }
        var hops = json.putArray("hops");
        way.hops().forEach(hop -> hops.add(json(hop, language)));
        return json;
    }

    private static ObjectNode json(Hop hop, Locale language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("at", hop.at().toString());
        json.put("hop", hop.kind().key());
        json.put("system", hop.system().value());
        Hop.Change change = hop.change();
        if (change != null) {
            json.put("correlationId", change.id());
            json.put("position", change.position());
            json.put("status", change.status().code());
            json.put("statusName", change.status().label().in(language));
            if (hop.kind() == Hop.Kind.ACCEPTED) {
                json.put("flag", change.flag().key());
            }
        }
        if (hop.times() > 0) {
            json.put("times", hop.times());
        }
        if (hop.detail() != null) {
            json.put("detail", hop.detail());
        }
        return json;
    }

    private static DossierCode code(@Nullable String asked) {
        try {
            if (asked != null) {
                return new DossierCode(asked);
            }
        } catch (IllegalArgumentException e) {
            throw new Undeliverable(notACode());
        }
        throw new Undeliverable(notACode());
    }

    private static Problem notACode() {
        return problem(
                ProblemKind.INVALID,
                new Bilingual("Mã hồ sơ không hợp lệ.", "This is no dossier code."),
                new Bilingual(
                        "Mã hồ sơ là một dòng từ 1 đến 100 ký tự.",
                        "A dossier code is one line of 1 to 100 characters."));
    }

    private static Problem unknown(DossierCode code) {
        return problem(
                ProblemKind.NO_SUCH_DOSSIER,
                new Bilingual("Trục chưa từng nhận hồ sơ " + code + ".", "The hub never got the dossier " + code + "."),
                new Bilingual(
                        "Kiểm tra mã; nếu cơ quan có hồ sơ này, hãy đọc lại từ cơ quan (resync).",
                        "Check the code; if its agency has it, read it again from there (resync)."));
    }

    private static Problem problem(ProblemKind kind, Bilingual detail, Bilingual remedy) {
        return new Problem(kind, Origin.PORTAL, "read-the-question", detail, remedy);
    }
}

package vn.lienthong.hub.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.trail.Trail;
import vn.lienthong.hub.trail.TrailSearch;
import vn.lienthong.hub.trail.TrailSegment;

/** Who asked or told what. The access module lets in administrators alone; that they looked is noted too. */
@RestController
@RequestMapping("/api/v1/trail")
final class TrailController {
    private static final int MOST = 1_000;
    private static final ZoneId DAYS = ZoneId.of("Asia/Ho_Chi_Minh");

    private final TrailSearch search;
    private final Trail trail;
    private final Clock clock;

    TrailController(TrailSearch search, Trail trail, Clock clock) {
        this.search = search;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<ObjectNode> find(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String verb,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(defaultValue = "100") int limit,
            @AuthenticationPrincipal Caller caller) {
        if (limit < 1 || limit > MOST) {
            throw bad("limit", "1–" + MOST);
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), DAYS);
        LocalDate last = day("to", to, today);
        LocalDate first = day("from", from, last);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var acts = answer.putArray("acts");
        for (Trail.Act act : search.find(new TrailSearch.Question(first, last, actor, verb, subject), limit)) {
            acts.addObject()
                    .put("at", act.at().toString())
                    .put("actor", act.actor())
                    .put("verb", act.verb())
                    .put("subject", act.subject())
                    .put("outcome", act.outcome())
                    .put("door", act.door());
        }
        String what = subject == null ? first + "/" + last : subject;
        trail.note(new Trail.Act(clock.instant(), caller.id(), "read-trail", what, "done", "rest"));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    @GetMapping("/days")
    ResponseEntity<ObjectNode> days() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var days = answer.putArray("days");
        for (TrailSegment segment : search.days()) {
            ObjectNode day = days.addObject()
                    .put("chain", segment.chain())
                    .put("segment", segment.number())
                    .put("day", segment.day())
                    .put("first", segment.first());
            TrailSegment.End end = segment.end();
            if (end != null) {
                day.put("last", end.last()).put("digest", HexFormat.of().formatHex(end.digest()));
            }
            day.put("removed", segment.removed());
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    private static LocalDate day(String name, @Nullable String value, LocalDate otherwise) {
        try {
            return value == null ? otherwise : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw bad(name, "2026-11-28");
        }
    }

    private static Undeliverable bad(String name, String expected) {
        return new Undeliverable(new Problem(
                ProblemKind.INVALID,
                Origin.PORTAL,
                "read-the-question",
                new Bilingual("Tham số " + name + " không hợp lệ.", "The parameter " + name + " is not valid."),
                new Bilingual("Dùng " + expected + ".", "Use " + expected + ".")));
    }
}

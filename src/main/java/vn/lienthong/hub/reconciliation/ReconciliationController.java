package vn.lienthong.hub.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
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

/**
 * Comparisons of agencies, hub and portals. The access module lets in who may view; beginning and repairing need an
 * administrator there.
 */
@RestController
@RequestMapping("/api/v1/reconciliation")
final class ReconciliationController {
    private static final int REPORTS = 100;
    private static final int PAGE = 500;

    private final ReconciliationDesk desk;

    ReconciliationController(ReconciliationDesk desk) {
        this.desk = desk;
    }

    @PostMapping
    ResponseEntity<ObjectNode> begin(@RequestBody JsonNode asked, @AuthenticationPrincipal Caller caller) {
        Report report = desk.begin(asked.path("connector").asText(null), caller.id());
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .cacheControl(CacheControl.noStore())
                .body(ReportForms.json(report));
    }

    @GetMapping
    ResponseEntity<ObjectNode> list(@RequestParam(required = false) @Nullable String connector) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var reports = answer.putArray("reports");
        desk.list(connector, REPORTS).forEach(report -> reports.add(ReportForms.json(report)));
        return answer(answer);
    }

    /** @param after the number after which differences are listed, {@value #PAGE} at most */
    @GetMapping("/{id}")
    ResponseEntity<ObjectNode> one(
            @PathVariable long id, @RequestParam(defaultValue = "0") int after, Locale language) {
        ObjectNode answer = ReportForms.json(desk.find(id));
        var listed = answer.putArray("listed");
        desk.differences(id, after, PAGE).forEach(one -> listed.add(ReportForms.json(one, language)));
        return answer(answer);
    }

    @GetMapping("/{id}/differences.csv")
    void csv(@PathVariable long id, HttpServletResponse response) throws IOException {
        desk.find(id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"reconciliation-" + id + ".csv\"");
        OutputStream out = response.getOutputStream();
        out.write(ReportForms.csvHead().getBytes(StandardCharsets.UTF_8));
        List<Difference> page = desk.differences(id, 0, PAGE);
        while (!page.isEmpty()) {
            out.write(ReportForms.csv(page).getBytes(StandardCharsets.UTF_8));
            page = desk.differences(id, page.get(page.size() - 1).number(), PAGE);
        }
    }

    /** @param asked {@code numbers}, which differences; without it all that can be repaired */
    @PostMapping("/{id}/repair")
    ResponseEntity<ObjectNode> repair(
            @PathVariable long id,
            @RequestBody(required = false) @Nullable JsonNode asked,
            @AuthenticationPrincipal Caller caller) {
        Set<Integer> numbers = new HashSet<>();
        if (asked != null) {
            asked.path("numbers").forEach(number -> numbers.add(number.asInt()));
        }
        Repairs.Result result = desk.repair(id, numbers, caller.id());
        return answer(JsonNodeFactory.instance
                .objectNode()
                .put("begun", result.begun())
                .put("failed", result.failed())
                .put("left", result.left()));
    }

    private static ResponseEntity<ObjectNode> answer(ObjectNode body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}

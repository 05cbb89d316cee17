package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Bundle;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.RegisteredConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors.Put;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;
import vn.lienthong.hub.connector.RegisteredConnectors.Version;
import vn.lienthong.hub.connector.Trial;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Connectors, for those who register and run them. The access module lets in who may view, and who may administer for
 * everything but reading; what needs more is asked here.
 */
@RestController
@RequestMapping("/api/v1/connectors")
final class ConnectorController {
    private final ConnectorDesk desk;
    private final ConnectorList list;
    private final ConnectorStatus status;
    private final RegisteredConnectors registered;
    private final DryRuns dryRuns;

    ConnectorController(
            ConnectorDesk desk,
            ConnectorList list,
            ConnectorStatus status,
            RegisteredConnectors registered,
            DryRuns dryRuns) {
        this.dryRuns = dryRuns;
        this.desk = desk;
        this.list = list;
        this.status = status;
        this.registered = registered;
    }

    @GetMapping
    ResponseEntity<ObjectNode> list(Locale language) {
        ObjectNode json = ConnectorJson.object();
        ArrayNode all = json.putArray("connectors");
        list.all().forEach(connector -> all.add(ConnectorJson.summary(connector, language)));
        return answer(json);
    }

    @GetMapping("/{id}")
    ResponseEntity<ObjectNode> one(@PathVariable String id, Locale language) {
        return detailed(known(id), HttpStatus.OK, language);
    }

    @PutMapping("/{id}")
    ResponseEntity<ObjectNode> put(
            @PathVariable String id,
            InputStream body,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String noneMatch,
            @RequestParam(required = false) @Nullable String comment,
            @AuthenticationPrincipal Caller caller,
            Locale language)
            throws IOException {
        SystemId system = possible(id);
        SentBundle sent = SentBundle.read(body.readAllBytes(), type, comment);
        String from = match == null ? null : match.strip().replaceAll("^(?:W/)?\"|\"$", "");
        Put put = desk.put(system, sent.bundle(), caller, sent.comment(), from, "*".equals(noneMatch));
        boolean first = put instanceof Put.Taken taken && taken.isFirst();
        return detailed(system, first ? HttpStatus.CREATED : HttpStatus.OK, language);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean force,
            @AuthenticationPrincipal Caller caller) {
        desk.delete(known(id), force, caller);
        return ResponseEntity.noContent().build();
    }

    /** Of a bundle under the id that it declares. */
    @PostMapping("/validate")
    ResponseEntity<ObjectNode> validate(
            InputStream body,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
            Locale language)
            throws IOException {
        Bundle bundle = SentBundle.read(body.readAllBytes(), type, null).bundle();
        return judged(SystemId.parse(bundle.declaredId()).orElse(SystemId.of("unnamed")), bundle);
    }

    /** Of a bundle as if it were registered under this id; without a body, of what is there. */
    @PostMapping("/{id}/validate")
    ResponseEntity<ObjectNode> validate(
            @PathVariable String id,
            InputStream body,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type)
            throws IOException {
        byte[] content = body.readAllBytes();
        return content.length == 0
                ? judged(known(id), desk.bundle(known(id), null))
                : judged(possible(id), SentBundle.read(content, type, null).bundle());
    }

    private ResponseEntity<ObjectNode> judged(SystemId id, Bundle bundle) {
        try (Trial trial = desk.validate(id, bundle)) {
            ObjectNode json = ConnectorJson.object()
                    .put("id", id.value())
                    .put("valid", trial.faults().isEmpty());
            json.set("faults", ConnectorJson.faults(id, trial.faults()));
            return answer(json);
        }
    }

    /** Of a sample that the system sends or answers; of what is there, or of a bundle that comes along. */
    @PostMapping("/{id}/dry-run")
    ResponseEntity<ObjectNode> dryRun(@PathVariable String id, @RequestBody JsonNode body, Locale language) {
        SystemId system = possible(id);
        Bundle bundle = body.has("files") ? SentBundle.ofFiles(body.path("files")) : desk.bundle(known(id), null);
        try (Trial trial = desk.validate(system, bundle)) {
            ConnectorDefinition connector =
                    trial.definition().orElseThrow(() -> new FaultsFound(system, trial.faults()));
            return answer(dryRuns.of(connector, body, language));
        }
    }

    @PostMapping("/{id}/activate")
    ResponseEntity<ObjectNode> activate(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        desk.activate(known(id), caller);
        return status(id, language);
    }

    @PostMapping("/{id}/pause")
    ResponseEntity<ObjectNode> pause(@PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        desk.want(known(id), Lifecycle.PAUSED, caller);
        return status(id, language);
    }

    @PostMapping("/{id}/resume")
    ResponseEntity<ObjectNode> resume(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        desk.want(known(id), Lifecycle.ACTIVE, caller);
        return status(id, language);
    }

    @PostMapping("/{id}/stop")
    ResponseEntity<ObjectNode> stop(@PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        desk.want(known(id), Lifecycle.STOPPED, caller);
        return status(id, language);
    }

    @PostMapping("/{id}/restart")
    ResponseEntity<ObjectNode> restart(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        desk.restart(known(id), caller);
        return status(id, language);
    }

    @GetMapping("/{id}/status")
    ResponseEntity<ObjectNode> status(@PathVariable String id, Locale language) {
        return answer(status.of(known(id), language));
    }

    @GetMapping("/{id}/watermark")
    ResponseEntity<ObjectNode> watermark(@PathVariable String id) {
        ObjectNode json = ConnectorJson.object();
        desk.watermark(known(id)).ifPresentOrElse(value -> json.put("value", value), () -> json.putNull("value"));
        return answer(json);
    }

    @PutMapping("/{id}/watermark")
    ResponseEntity<ObjectNode> moveWatermark(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Caller caller) {
        JsonNode value = body.path("value");
        if (!value.isTextual() && !value.isNull()) {
            throw new Undeliverable(RegistrationProblems.malformed(
                    "/value", "value phải là văn bản.", "The member value is a text, or null."));
        }
        desk.moveWatermark(known(id), value.isNull() ? null : value.textValue(), caller);
        return watermark(id);
    }

    @GetMapping("/{id}/versions")
    ResponseEntity<ObjectNode> versions(@PathVariable String id) {
        SystemId system = known(id);
        Optional<Long> inForce = registered.standing(system).map(Standing::version);
        ObjectNode json = ConnectorJson.object();
        ArrayNode versions = json.putArray("versions");
        for (Version version : registered.versions(system)) {
            versions.add(ConnectorJson.version(
                    version, inForce.filter(v -> v == version.number()).isPresent()));
        }
        return answer(json);
    }

    /** Without the newer version, that is the latest; without the older one, the one before it. */
    @GetMapping("/{id}/diff")
    ResponseEntity<ObjectNode> diff(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            @AuthenticationPrincipal Caller caller) {
        SystemId system = known(id);
        requireAdministrator(caller);
        List<Version> versions = registered.versions(system);
        long newer = to != null ? to : versions.isEmpty() ? 0 : versions.get(0).number();
        long older = from != null ? from : newer - 1;
        Bundle before = desk.bundle(system, older);
        return answer(ConnectorJson.differences(FileDifferences.between(before, desk.bundle(system, newer)))
                .put("from", older)
                .put("to", newer));
    }

    @PostMapping("/{id}/rollback")
    ResponseEntity<ObjectNode> rollBack(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Caller caller,
            Locale language) {
        if (!body.path("version").canConvertToLong()) {
            throw new Undeliverable(RegistrationProblems.noVersion(known(id), "–"));
        }
        desk.rollBack(known(id), body.path("version").longValue(), caller);
        return detailed(known(id), HttpStatus.OK, language);
    }

    /** As a zip that is a connector's folder. */
    @GetMapping("/{id}/export")
    ResponseEntity<byte[]> export(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long version,
            @AuthenticationPrincipal Caller caller) {
        SystemId system = known(id);
        requireAdministrator(caller);
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + system + ".zip\"")
                .cacheControl(CacheControl.noStore())
                .body(desk.bundle(system, version).zip());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> faulty(FaultsFound found, HttpServletRequest request, Locale language) {
        Problem problem =
                RegistrationProblems.faulty(found.connector(), found.faults().size());
        ObjectNode json = ProblemJson.of(problem, language, request.getRequestURI(), null);
        json.set("faults", ConnectorJson.faults(found.connector(), found.faults()));
        return ResponseEntity.status(problem.kind().httpStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .cacheControl(CacheControl.noStore())
                .body(ProblemJson.bytes(json));
    }

    private ResponseEntity<ObjectNode> detailed(SystemId id, HttpStatus code, Locale language) {
        ConnectorSummary summary = list.one(id);
        ObjectNode json = ConnectorJson.summary(summary, language);
        JsonNode shown = desk.shown(id);
        if (!shown.isMissingNode()) {
            json.set("definition", shown);
        }
        var answer = ResponseEntity.status(code).cacheControl(CacheControl.noStore());
        summary.latest().ifPresent(latest -> answer.eTag("\"" + latest.digest() + "\""));
        return answer.body(json);
    }

    private static void requireAdministrator(Caller caller) {
        if (!caller.may(Right.ADMINISTER)) {
            throw new Undeliverable(RegistrationProblems.lacksAdminister());
        }
    }

    private SystemId known(String id) {
        SystemId system = possible(id);
        desk.find(system);
        return system;
    }

    private static SystemId possible(String id) {
        return SystemId.parse(id).orElseThrow(() -> new Undeliverable(RegistrationProblems.unknown(id)));
    }

    private static ResponseEntity<ObjectNode> answer(ObjectNode body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}

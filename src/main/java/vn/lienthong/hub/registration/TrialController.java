package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.agency.check.SystemCheck;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Bundle;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ContractUse;
import vn.lienthong.hub.connector.Trial;
import vn.lienthong.hub.problem.Undeliverable;

/** Connectors that are tried: nothing is registered, and nothing that runs is changed. */
@RestController
@RequestMapping("/api/v1/connectors")
final class TrialController {
    private final ConnectorFiles files;
    private final DryRuns dryRuns;
    private final SystemCheck systems;

    TrialController(ConnectorFiles files, DryRuns dryRuns, SystemCheck systems) {
        this.files = files;
        this.dryRuns = dryRuns;
        this.systems = systems;
    }

    /** Of a bundle under the id that it declares. */
    @PostMapping("/validate")
    ResponseEntity<ObjectNode> validate(
            InputStream body,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
            Locale language)
            throws IOException {
        Bundle bundle = SentBundle.read(body.readAllBytes(), type, null).bundle();
        SystemId id = SystemId.parse(bundle.declaredId()).orElse(SystemId.of("unnamed"));
        return judged(id, files.tryOut(id, bundle), language);
    }

    /** Of a bundle as if it were registered under this id; without a body, of what is there. */
    @PostMapping("/{id}/validate")
    ResponseEntity<ObjectNode> validate(
            @PathVariable String id,
            InputStream body,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
            Locale language)
            throws IOException {
        SystemId system = ConnectorFiles.possible(id);
        return judged(system, tried(system, body.readAllBytes(), type), language);
    }

    /** What was sent, or what is there. */
    private Trial tried(SystemId id, byte[] content, @Nullable String type) {
        return content.length == 0
                ? files.tryOut(id)
                : files.tryOut(id, SentBundle.read(content, type, null).bundle());
    }

    private ResponseEntity<ObjectNode> judged(SystemId id, Trial tried, Locale language) {
        try (Trial trial = tried) {
            ObjectNode json = ConnectorJson.object()
                    .put("id", id.value())
                    .put("valid", trial.faults().isEmpty());
            json.set("faults", ConnectorJson.faults(id, trial.faults(), language));
            json.set(
                    "warnings",
                    ConnectorJson.faults(
                            id,
                            trial.definition()
                                    .map(ConnectorDefinition::contract)
                                    .map(ContractUse::misfits)
                                    .orElse(List.of()),
                            language));
            return ConnectorJson.answer(json);
        }
    }

    /** Goes the whole way to the system, of a bundle that comes along, else of what is there. */
    @PostMapping("/{id}/check")
    ResponseEntity<ObjectNode> check(
            @PathVariable String id,
            InputStream body,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String code,
            Locale language)
            throws IOException {
        SystemId system = ConnectorFiles.possible(id);
        DossierCode asked = code == null ? null : codeOf(code);
        try (Trial trial = tried(system, body.readAllBytes(), type)) {
            return ConnectorJson.answer(
                    ConnectorJson.steps(system, systems.check(good(system, trial), asked), language));
        }
    }

    private static DossierCode codeOf(String code) {
        try {
            return DossierCode.of(code);
        } catch (IllegalArgumentException e) {
            throw new Undeliverable(RegistrationProblems.noCode(), e);
        }
    }

    private static ConnectorDefinition good(SystemId system, Trial trial) {
        return trial.definition().orElseThrow(() -> new FaultsFound(system, trial.faults()));
    }

    /** Of a sample, or of what the system answers now; of what is there, or of a bundle that comes along. */
    @PostMapping("/{id}/dry-run")
    ResponseEntity<ObjectNode> dryRun(@PathVariable String id, @RequestBody JsonNode body, Locale language) {
        SystemId system = ConnectorFiles.possible(id);
        try (Trial trial = body.has("files")
                ? files.tryOut(system, SentBundle.ofFiles(body.path("files")))
                : files.tryOut(system)) {
            ConnectorDefinition connector = good(system, trial);
            return ConnectorJson.answer(
                    body.has("live") ? dryRuns.live(connector, body, language) : dryRuns.of(connector, body, language));
        }
    }
}

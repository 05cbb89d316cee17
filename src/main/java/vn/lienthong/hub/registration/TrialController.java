package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Bundle;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Trial;

/** Connectors that are tried: nothing is registered, and nothing that runs is changed. */
@RestController
@RequestMapping("/api/v1/connectors")
final class TrialController {
    private final ConnectorFiles files;
    private final DryRuns dryRuns;

    TrialController(ConnectorFiles files, DryRuns dryRuns) {
        this.files = files;
        this.dryRuns = dryRuns;
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
                ? judged(files.known(id), files.bundle(files.known(id), null))
                : judged(
                        ConnectorFiles.possible(id),
                        SentBundle.read(content, type, null).bundle());
    }

    private ResponseEntity<ObjectNode> judged(SystemId id, Bundle bundle) {
        try (Trial trial = files.tryOut(id, bundle)) {
            ObjectNode json = ConnectorJson.object()
                    .put("id", id.value())
                    .put("valid", trial.faults().isEmpty());
            json.set("faults", ConnectorJson.faults(id, trial.faults()));
            return ConnectorJson.answer(json);
        }
    }

    /** Of a sample that the system sends or answers; of what is there, or of a bundle that comes along. */
    @PostMapping("/{id}/dry-run")
    ResponseEntity<ObjectNode> dryRun(@PathVariable String id, @RequestBody JsonNode body, Locale language) {
        SystemId system = ConnectorFiles.possible(id);
        Bundle bundle =
                body.has("files") ? SentBundle.ofFiles(body.path("files")) : files.bundle(files.known(id), null);
        try (Trial trial = files.tryOut(system, bundle)) {
            ConnectorDefinition connector =
                    trial.definition().orElseThrow(() -> new FaultsFound(system, trial.faults()));
            return ConnectorJson.answer(dryRuns.of(connector, body, language));
        }
    }
}

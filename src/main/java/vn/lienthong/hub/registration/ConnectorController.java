package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import vn.lienthong.hub.connector.RegisteredConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors.Put;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;
import vn.lienthong.hub.connector.RegisteredConnectors.Version;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Connectors and their versions, for those who register them. The access module lets in who may view, and who may administer
 * for everything but reading; what needs more is asked here.
 */
@RestController
@RequestMapping("/api/v1/connectors")
final class ConnectorController {
    private final ConnectorDesk desk;
    private final ConnectorFiles files;
    private final ConnectorList list;
    private final RegisteredConnectors registered;

    ConnectorController(ConnectorDesk desk, ConnectorFiles files, ConnectorList list, RegisteredConnectors registered) {
        this.desk = desk;
        this.files = files;
        this.list = list;
        this.registered = registered;
    }

    @GetMapping
    ResponseEntity<ObjectNode> list(Locale language) {
        ObjectNode json = ConnectorJson.object();
        ArrayNode all = json.putArray("connectors");
        list.all().forEach(connector -> all.add(ConnectorJson.summary(connector, language)));
        return ConnectorJson.answer(json);
    }

    @GetMapping("/{id}")
    ResponseEntity<ObjectNode> one(@PathVariable String id, Locale language) {
        return detailed(files.known(id), HttpStatus.OK, language);
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
        SystemId system = ConnectorFiles.possible(id);
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
        desk.delete(files.known(id), force, caller);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/versions")
    ResponseEntity<ObjectNode> versions(@PathVariable String id) {
        SystemId system = files.known(id);
        Optional<Long> inForce = registered.standing(system).map(Standing::version);
        ObjectNode json = ConnectorJson.object();
        ArrayNode versions = json.putArray("versions");
        for (Version version : registered.versions(system)) {
            versions.add(ConnectorJson.version(
                    version, inForce.filter(v -> v == version.number()).isPresent()));
        }
        return ConnectorJson.answer(json);
    }

    /** Without the newer version, that is the latest; without the older one, the one before it. */
    @GetMapping("/{id}/diff")
    ResponseEntity<ObjectNode> diff(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            @AuthenticationPrincipal Caller caller) {
        SystemId system = files.known(id);
        requireAdministrator(caller);
        List<Version> versions = registered.versions(system);
        long newer = to != null ? to : versions.isEmpty() ? 0 : versions.get(0).number();
        long older = from != null ? from : newer - 1;
        Bundle before = files.bundle(system, older);
        return ConnectorJson.answer(
                ConnectorJson.differences(FileDifferences.between(before, files.bundle(system, newer)))
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
            throw new Undeliverable(RegistrationProblems.noVersion(files.known(id), "–"));
        }
        desk.rollBack(files.known(id), body.path("version").longValue(), caller);
        return detailed(files.known(id), HttpStatus.OK, language);
    }

    /** As a zip that is a connector's folder. */
    @GetMapping("/{id}/export")
    ResponseEntity<byte[]> export(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long version,
            @AuthenticationPrincipal Caller caller) {
        SystemId system = files.known(id);
        requireAdministrator(caller);
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + system + ".zip\"")
                .cacheControl(CacheControl.noStore())
                .body(files.bundle(system, version).zip());
    }

    private ResponseEntity<ObjectNode> detailed(SystemId id, HttpStatus code, Locale language) {
        ConnectorSummary summary = list.one(id);
        ObjectNode json = ConnectorJson.summary(summary, language);
        JsonNode shown = files.shown(id);
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
}

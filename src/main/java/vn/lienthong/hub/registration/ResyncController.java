package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.agency.LiveReads;
import vn.lienthong.hub.agency.Resyncs;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.Undeliverable;

/** Systems that are read again: a dossier, a window, or all. */
@RestController
@RequestMapping("/api/v1/connectors/{id}/resync")
final class ResyncController {
    private static final int USUAL_RATE = 50;
    private static final int HIGHEST_RATE = 500;

    private final ConnectorFiles files;
    private final ConnectorActs acts;
    private final Connectors connectors;
    private final Resyncs resyncs;

    ResyncController(ConnectorFiles files, ConnectorActs acts, Connectors connectors, Resyncs resyncs) {
        this.files = files;
        this.acts = acts;
        this.connectors = connectors;
        this.resyncs = resyncs;
    }

    @PostMapping
    ResponseEntity<ObjectNode> begin(
            @PathVariable String id,
            @RequestBody JsonNode asked,
            @AuthenticationPrincipal Caller caller,
            Locale language) {
        SystemId system = files.known(id);
        return acts.noted(caller, "resync-connector", system, () -> {
            ConnectorDefinition connector = connectors
                    .find(system)
                    .filter(any -> connectors.isActive(system))
                    .orElseThrow(() -> new Undeliverable(RegistrationProblems.notResyncable(system)));
            return asked.has("dossier") ? dossier(connector, asked) : window(connector, asked, language);
        });
    }

    private ResponseEntity<ObjectNode> dossier(ConnectorDefinition connector, JsonNode asked) {
        if (connector.lookup() == null || connector.mapping() == null) {
            throw new Undeliverable(RegistrationProblems.notResyncable(connector.id()));
        }
        return ConnectorJson.answer(ConnectorJson.object().put("changes", resyncs.dossier(connector, codeIn(asked))));
    }

    private static DossierCode codeIn(JsonNode asked) {
        try {
            return DossierCode.of(asked.path("dossier").asText(""));
        } catch (IllegalArgumentException e) {
            throw new Undeliverable(RegistrationProblems.noCode(), e);
        }
    }

    private ResponseEntity<ObjectNode> window(ConnectorDefinition connector, JsonNode asked, Locale language) {
        if (!asked.path("all").asBoolean() && !asked.path("from").isTextual()) {
            throw new Undeliverable(RegistrationProblems.badResync("–"));
        }
        if (!LiveReads.canList(connector)) {
            throw new Undeliverable(RegistrationProblems.notResyncable(connector.id()));
        }
        int rate = asked.path("perSecond").asInt(USUAL_RATE);
        if (rate < 1 || rate > HIGHEST_RATE) {
            throw new Undeliverable(RegistrationProblems.badResync("perSecond = " + rate));
        }
        try {
            var begun = resyncs.begin(connector, text(asked, "from"), text(asked, "to"), rate);
            return ResponseEntity.status(HttpStatus.ACCEPTED)
                    .cacheControl(CacheControl.noStore())
                    .body(ConnectorJson.resync(begun, language));
        } catch (IllegalArgumentException e) {
            throw new Undeliverable(RegistrationProblems.badResync(String.valueOf(e.getMessage())), e);
        }
    }

    private static @Nullable String text(JsonNode asked, String member) {
        return asked.path(member).isTextual() ? asked.path(member).textValue() : null;
    }

    /** Ends it after the page that is under way. */
    @DeleteMapping
    ResponseEntity<Void> stop(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        SystemId system = files.known(id);
        acts.noted(caller, "stop-resync", system, () -> {
            resyncs.stop(system);
            return system;
        });
        return ResponseEntity.noContent().build();
    }
}

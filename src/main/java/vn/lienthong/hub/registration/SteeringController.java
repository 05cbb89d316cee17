package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.problem.Undeliverable;

/** Connectors that are let run, rest, go on and begin anew, and how they are doing. */
@RestController
@RequestMapping("/api/v1/connectors")
final class SteeringController {
    private final ConnectorDesk desk;
    private final ConnectorFiles files;
    private final ConnectorSteering steering;
    private final ConnectorStatus status;

    SteeringController(ConnectorDesk desk, ConnectorFiles files, ConnectorSteering steering, ConnectorStatus status) {
        this.desk = desk;
        this.files = files;
        this.steering = steering;
        this.status = status;
    }

    @PostMapping("/{id}/activate")
    ResponseEntity<ObjectNode> activate(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        desk.activate(files.known(id), caller);
        return status(id, language);
    }

    @PostMapping("/{id}/pause")
    ResponseEntity<ObjectNode> pause(@PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        steering.want(files.known(id), Lifecycle.PAUSED, caller);
        return status(id, language);
    }

    @PostMapping("/{id}/resume")
    ResponseEntity<ObjectNode> resume(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        steering.want(files.known(id), Lifecycle.ACTIVE, caller);
        return status(id, language);
    }

    @PostMapping("/{id}/stop")
    ResponseEntity<ObjectNode> stop(@PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        steering.want(files.known(id), Lifecycle.STOPPED, caller);
        return status(id, language);
    }

    @PostMapping("/{id}/restart")
    ResponseEntity<ObjectNode> restart(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, Locale language) {
        steering.restart(files.known(id), caller);
        return status(id, language);
    }

    @GetMapping("/{id}/status")
    ResponseEntity<ObjectNode> status(@PathVariable String id, Locale language) {
        return ConnectorJson.answer(status.of(files.known(id), language));
    }

    /** Fetches the system's contract now, and compares it with the one the connector has. */
    @PostMapping("/{id}/contract")
    ResponseEntity<ObjectNode> contract(@PathVariable String id, Locale language) {
        return ConnectorJson.answer(status.lookAtContract(files.known(id), language));
    }

    @GetMapping("/{id}/watermark")
    ResponseEntity<ObjectNode> watermark(@PathVariable String id) {
        ObjectNode json = ConnectorJson.object();
        steering.watermark(files.known(id))
                .ifPresentOrElse(value -> json.put("value", value), () -> json.putNull("value"));
        return ConnectorJson.answer(json);
    }

    @PutMapping("/{id}/watermark")
    ResponseEntity<ObjectNode> moveWatermark(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Caller caller) {
        JsonNode value = body.path("value");
        if (!value.isTextual() && !value.isNull()) {
            throw new Undeliverable(RegistrationProblems.malformed(
                    "/value", "value phải là văn bản.", "The member value is a text, or null."));
        }
        steering.moveWatermark(files.known(id), value.isNull() ? null : value.textValue(), caller);
        return watermark(id);
    }
}

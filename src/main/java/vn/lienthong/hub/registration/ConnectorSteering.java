package vn.lienthong.hub.registration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.agency.ConnectorSupervisor;
import vn.lienthong.hub.agency.ReadingPositions;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors;
import vn.lienthong.hub.problem.Undeliverable;

/** Where connectors of either kind are made to run, rest, begin anew, or read from elsewhere. */
@Component
class ConnectorSteering {
    private final LiveConnectors connectors;
    private final RegisteredConnectors registered;
    private final ConnectorFiles files;
    private final ConnectorActs acts;
    private final ConnectorSupervisor supervisor;
    private final ReadingPositions positions;

    ConnectorSteering(
            LiveConnectors connectors,
            RegisteredConnectors registered,
            ConnectorFiles files,
            ConnectorActs acts,
            ConnectorSupervisor supervisor,
            ReadingPositions positions) {
        this.connectors = connectors;
        this.registered = registered;
        this.files = files;
        this.acts = acts;
        this.supervisor = supervisor;
        this.positions = positions;
    }

    /** Has a connector of either kind run, rest or stop. */
    void want(SystemId id, Lifecycle lifecycle, Caller by) {
        String verb =
                switch (lifecycle) {
                    case ACTIVE -> "resume-connector";
                    case PAUSED -> "pause-connector";
                    case STOPPED -> "stop-connector";
                    case DRAFT -> throw new IllegalArgumentException("nothing becomes a draft again");
                };
        acts.noted(by, verb, id, () -> {
            files.requireNoDraft(id);
            registered.want(id, lifecycle, by.id());
            acts.takeForce(id);
            return id;
        });
    }

    /** Has a connector's routes made anew, its sessions forgotten. */
    void restart(SystemId id, Caller by) {
        acts.noted(by, "restart-connector", id, () -> {
            files.requireNoDraft(id);
            registered.restart(id, by.id());
            acts.takeForce(id);
            return id;
        });
    }

    /** The watermark of a connector that polls; empty at the beginning. */
    Optional<String> watermark(SystemId id) {
        return positions.of(polled(id));
    }

    private ConnectorDefinition polled(SystemId id) {
        files.find(id);
        ConnectorDefinition connector =
                connectors.find(id).orElseThrow(() -> new Undeliverable(RegistrationProblems.isDraft(id)));
        if (!ReadingPositions.has(connector)) {
            throw new Undeliverable(RegistrationProblems.noWatermark(id));
        }
        return connector;
    }

    void moveWatermark(SystemId id, @Nullable String value, Caller by) {
        acts.noted(by, "move-watermark", id, () -> {
            ConnectorDefinition connector = polled(id);
            if (connectors.lifecycle(id) == Lifecycle.ACTIVE || supervisor.isLeaving(id)) {
                throw new Undeliverable(RegistrationProblems.pauseFirst(id, connectors.lifecycle(id)));
            }
            positions.move(connector, value);
            return id;
        });
    }
}

package vn.lienthong.hub.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors.Refused;
import vn.lienthong.hub.connector.KeptIn;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;
import vn.lienthong.hub.connector.RegisteredConnectors.Version;
import vn.lienthong.hub.operations.ConnectorState;
import vn.lienthong.hub.operations.ConnectorStates;

/** All connectors there are: running, resting, drafts, and those that are refused. */
@Component
class ConnectorList {
    private final LiveConnectors connectors;
    private final RegisteredConnectors registered;
    private final ConnectorStates states;

    ConnectorList(LiveConnectors connectors, RegisteredConnectors registered, ConnectorStates states) {
        this.connectors = connectors;
        this.registered = registered;
        this.states = states;
    }

    /** By id. */
    List<ConnectorSummary> all() {
        Map<SystemId, Version> latest = new TreeMap<>();
        registered.latest().forEach(version -> latest.put(version.connector(), version));
        Map<SystemId, Refused> refused = new TreeMap<>();
        connectors.refused().forEach(one -> idOf(one).ifPresent(id -> refused.put(id, one)));
        Map<SystemId, Standing> standings = registered.standings();
        TreeSet<SystemId> ids = new TreeSet<>(latest.keySet());
        ids.addAll(refused.keySet());
        connectors.all().forEach(connector -> ids.add(connector.id()));
        List<ConnectorSummary> all = new ArrayList<>();
        for (SystemId id : ids) {
            all.add(summary(
                    id,
                    Optional.ofNullable(standings.get(id)),
                    Optional.ofNullable(latest.get(id)),
                    Optional.ofNullable(refused.get(id))));
        }
        return all;
    }

    ConnectorSummary one(SystemId id) {
        return summary(id, registered.standing(id), registered.latest(id), connectors.refused(id));
    }

    private ConnectorSummary summary(
            SystemId id, Optional<Standing> standing, Optional<Version> latest, Optional<Refused> refused) {
        Optional<ConnectorDefinition> inForce = connectors.find(id);
        Lifecycle lifecycle = standing.map(Standing::lifecycle).orElse(Lifecycle.ACTIVE);
        String condition = states.find(id)
                .map(ConnectorState::condition)
                .map(found -> found.name().toLowerCase(Locale.ROOT))
                .orElseGet(() -> refused.isPresent() ? "refused" : "draft");
        return new ConnectorSummary(
                id,
                inForce.map(ConnectorDefinition::name),
                latest.isPresent() ? KeptIn.DATABASE : KeptIn.FOLDER,
                lifecycle,
                condition,
                standing,
                latest,
                refused);
    }

    private static Optional<SystemId> idOf(Refused refused) {
        return SystemId.parse(refused.folder().substring(refused.folder().lastIndexOf('/') + 1));
    }
}

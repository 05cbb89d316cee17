package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.ChangeRate;
import vn.lienthong.hub.agency.Resyncs;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.operations.ConnectorStates;

/** How one connector is doing, as the API tells it. */
@Component
class ConnectorStatus {
    private final ConnectorList list;
    private final ConnectorStates states;
    private final ChangeRate rate;
    private final Resyncs resyncs;
    private final Clock clock;

    ConnectorStatus(ConnectorList list, ConnectorStates states, ChangeRate rate, Resyncs resyncs, Clock clock) {
        this.list = list;
        this.states = states;
        this.rate = rate;
        this.resyncs = resyncs;
        this.clock = clock;
    }

    ObjectNode of(SystemId id, Locale language) {
        ObjectNode json = ConnectorJson.summary(list.one(id), language);
        states.find(id)
                .ifPresent(state -> ConnectorJson.status(state, json, rate.perMinute(id), clock.instant(), language));
        resyncs.of(id).ifPresent(resync -> json.set("resync", ConnectorJson.resync(resync, language)));
        return json;
    }
}

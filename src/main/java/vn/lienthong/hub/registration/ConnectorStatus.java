package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.ChangeRate;
import vn.lienthong.hub.agency.Resyncs;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.operations.ConnectorStates;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.watch.ContractState;
import vn.lienthong.hub.watch.ContractWatch;

/** How one connector is doing, as the API tells it. */
@Component
class ConnectorStatus {
    private final ConnectorList list;
    private final ConnectorStates states;
    private final ChangeRate rate;
    private final Resyncs resyncs;
    private final ContractWatch contracts;
    private final Clock clock;

    ConnectorStatus(
            ConnectorList list,
            ConnectorStates states,
            ChangeRate rate,
            Resyncs resyncs,
            ContractWatch contracts,
            Clock clock) {
        this.list = list;
        this.states = states;
        this.rate = rate;
        this.resyncs = resyncs;
        this.contracts = contracts;
        this.clock = clock;
    }

    ObjectNode of(SystemId id, Locale language) {
        ObjectNode json = ConnectorJson.summary(list.one(id), language);
        states.find(id)
                .ifPresent(state -> ConnectorJson.status(state, json, rate.perMinute(id), clock.instant(), language));
        resyncs.of(id).ifPresent(resync -> json.set("resync", ConnectorJson.resync(resync, language)));
        contracts.find(id).ifPresent(contract -> json.set("contract", ContractJson.of(id, contract, language)));
        return json;
    }

    /**
     * Has a system's contract looked at now.
     *
     * @throws Undeliverable if the connector does not say where it is published
     */
    ObjectNode lookAtContract(SystemId id, Locale language) {
        ContractState found =
                contracts.lookNow(id).orElseThrow(() -> new Undeliverable(RegistrationProblems.noContractSource(id)));
        return ContractJson.of(id, found, language);
    }
}

package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.contract.ContractChange;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.watch.ContractState;

/** What became of a system's contract, as the API tells it. */
final class ContractJson {
    private ContractJson() {}

    static ObjectNode of(SystemId id, ContractState state, Locale language) {
        ObjectNode json = ConnectorJson.object()
                .put("outcome", state.outcome().key())
                .put("outcomeName", state.outcome().title().in(language))
                .put("checkedAt", state.checkedAt().toString());
        ArrayNode changes = json.putArray("changes");
        for (ContractChange change : state.changes()) {
            changes.addObject()
                    .put("operation", change.operation())
                    .put("pointer", change.pointer())
                    .put("breaking", change.breaking())
                    .put("text", change.text().in(language));
        }
        json.set("breaks", ConnectorJson.faults(id, state.breaks(), language));
        if (state.problem() != null) {
            json.set("problem", ProblemJson.of(state.problem(), language));
        }
        return json;
    }
}

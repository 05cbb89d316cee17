package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.agency.call.SystemCall;
import vn.lienthong.hub.connector.ConnectorDefinition;

/** What is to be translated of a page: the listed records, or, where a list only tells that something changed, their details. */
final class ListedDetails {
    private ListedDetails() {}

    /**
     * Records of which the system has no details are left out.
     *
     * @param ask puts one question to the system
     */
    static List<JsonNode> of(
            ConnectorDefinition connector,
            PollRule rule,
            List<JsonNode> listed,
            Function<SystemCall, SystemAnswer> ask) {
        if (rule.detail() == null) {
            return listed;
        }
        List<JsonNode> details = new ArrayList<>();
        for (JsonNode record : listed) {
            if (ask.apply(Polls.detail(connector, rule, record)) instanceof SystemAnswer.Content content) {
                JsonNode detail = content.tree().at(rule.detailRecord());
                if (!detail.isMissingNode() && !detail.isNull()) {
                    details.add(detail);
                }
            }
        }
        return details;
    }
}

package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.agency.AgencyAnswer.NoSuchDossier;
import vn.lienthong.hub.agency.AgencyAnswer.Silent;
import vn.lienthong.hub.agency.AgencyAnswer.Told;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.wire.CanonicalJson;

/**
 * An {@link AgencyAnswer} as it comes back on a look-up queue: a JSON object with exactly one of {@code changes} (an array
 * of canonical status changes), {@code noSuchDossier} (true) and {@code problem}.
 */
final class LookupReply {
    private static final JsonMapper MAPPER = new JsonMapper();

    private LookupReply() {}

    static byte[] write(AgencyAnswer answer) {
        try {
            return MAPPER.writeValueAsBytes(tree(answer));
        } catch (IOException e) {
            throw new IllegalStateException("an answer has a JSON form", e);
        }
    }

    private static ObjectNode tree(AgencyAnswer answer) throws IOException {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        if (answer instanceof Told told) {
            var changes = reply.putArray("changes");
            for (StatusChange change : told.changes()) {
                changes.add(MAPPER.readTree(CanonicalJson.write(change)));
            }
        } else if (answer instanceof Silent silent) {
            reply.set("problem", MAPPER.valueToTree(silent.problem()));
        } else {
            reply.put("noSuchDossier", true);
        }
        return reply;
    }

    /** @throws IllegalArgumentException if this is not such a reply */
    static AgencyAnswer read(byte[] reply) {
        try {
            JsonNode tree = MAPPER.readTree(reply);
            if (tree.path("changes").isArray() && !tree.path("changes").isEmpty()) {
                return new Told(changes(tree.path("changes")));
            }
            if (tree.hasNonNull("problem")) {
                return new Silent(MAPPER.treeToValue(tree.path("problem"), Problem.class));
            }
            if (tree.path("noSuchDossier").asBoolean()) {
                return new NoSuchDossier();
            }
            throw new IllegalArgumentException("the reply has neither changes nor noSuchDossier nor problem");
        } catch (IOException e) {
            throw new IllegalArgumentException("the reply is not JSON", e);
        }
    }

    private static List<StatusChange> changes(JsonNode array) throws IOException {
        List<StatusChange> changes = new ArrayList<>();
        for (JsonNode change : array) {
            changes.add(CanonicalJson.readChange(MAPPER.writeValueAsBytes(change)));
        }
        return changes;
    }
}

package vn.lienthong.hub.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import vn.lienthong.hub.door.ProblemJson;

/** Replays of many dead letters as administrators get them. */
final class ReplayJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ReplayJson() {}

    static ObjectNode preview(ReplayPreview preview, Locale language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("toSend", preview.toSend())
                .put("superseded", preview.superseded())
                .put("failing", preview.failing());
        var examples = json.putArray("examples");
        preview.examples().forEach(failing -> examples.addObject()
                .put("id", failing.id())
                .set("problem", ProblemJson.of(failing.problem(), language)));
        return json;
    }

    static ObjectNode run(ReplayRun run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", run.id())
                .put("state", run.state().name().toLowerCase(Locale.ROOT))
                .put("by", run.by())
                .put("perSecond", run.perSecond())
                .put("total", run.total())
                .put("sent", run.sent())
                .put("superseded", run.superseded())
                .put("failed", run.failed())
                .put("startedAt", run.startedAt().toString());
        if (run.endedAt() != null) {
            json.put("endedAt", run.endedAt().toString());
        }
        try {
            json.set("selection", JSON.readTree(run.selection()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a selection was written as JSON", e);
        }
        return json;
    }
}

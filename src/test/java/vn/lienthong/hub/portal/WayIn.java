package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A way to ask the hub for a dossier, with a client that is not the hub's own. */
interface WayIn extends AutoCloseable {
    /** Asks, and waits for what comes back. */
    Told ask(Question question) throws Exception;

    @Override
    default void close() throws Exception {}

    /**
     * What is asked.
     *
     * @param client the id of the client that asks
     */
    record Question(String client, String code, @Nullable String agency, @Nullable String language) {
        ObjectNode json() {
            ObjectNode json = new JsonMapper().createObjectNode().put("code", code);
            if (agency != null) {
                json.put("agency", agency);
            }
            if (language != null) {
                json.put("language", language);
            }
            return json;
        }
    }

    /** What came back: the status as HTTP counts, and the answer or problem. */
    record Told(int status, JsonNode body) {}
}

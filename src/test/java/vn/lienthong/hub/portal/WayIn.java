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
     * @param handsIn what is handed in over a queue, in the place of a question; null for a question
     */
    record Question(
            String client,
            String code,
            @Nullable String agency,
            @Nullable String language,
            @Nullable ObjectNode handsIn) {
        Question(String client, String code, @Nullable String agency, @Nullable String language) {
            this(client, code, agency, language, null);
        }

        /** Where it goes on the broker. */
        String address() {
            return handsIn == null ? "dossier.lookup" : "dossier.submit";
        }

        ObjectNode json() {
            if (handsIn != null) {
                return handsIn;
            }
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

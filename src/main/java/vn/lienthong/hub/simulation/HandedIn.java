package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.canonical.PortalAct;

/**
 * What was handed in, as far as the request tells it.
 *
 * @param id the same for a repetition
 * @param content what the places of the request held, in the form in which the hub keeps a submission
 */
record HandedIn(PortalAct act, String id, ObjectNode content) {
    /**
     * @param values what the places held, by their names
     * @param otherwise what a repetition is known by where the request tells no id
     */
    static HandedIn of(PortalAct act, Map<String, JsonNode> values, String otherwise) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> {
            int colon = name.indexOf(':');
            String pointer = colon < 0 ? "" : name.substring(colon + 1);
            if (colon >= 0 && name.substring(0, colon).matches("json|xml|submission")) {
                put(content, pointer, value);
            } else if (name.matches("id|act|code|number")) {
                content.set(name, value);
            }
        });
        return new HandedIn(act, content.path("id").asText(otherwise), content);
    }

    private static void put(ObjectNode content, String pointer, JsonNode value) {
        if (!pointer.isEmpty()) {
            Door.Json.put(content, pointer, value);
        } else if (value instanceof ObjectNode whole) {
            content.setAll(whole);
        }
    }

    /** The portal's code; empty where it is not told. */
    String code() {
        return content.path("code").asText("");
    }

    /** The system's own number, else the portal's code; empty where neither is told. */
    String number() {
        return content.path("number").asText(code());
    }

    /** What is said of each attachment. */
    List<JsonNode> attachments() {
        JsonNode list = content.path("attachments");
        JsonNode items = list.isArray() ? list : list.path("item");
        List<JsonNode> attachments = new ArrayList<>();
        (items.isObject() ? List.of(items) : items).forEach(attachments::add);
        return attachments;
    }
}

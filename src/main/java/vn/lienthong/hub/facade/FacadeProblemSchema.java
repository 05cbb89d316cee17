package vn.lienthong.hub.facade;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The JSON Schema of the problems that a facade answers. */
final class FacadeProblemSchema {
    private FacadeProblemSchema() {}

    static ObjectNode problem() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.put("description", "A problem as RFC 9457 tells it; fault is there where the system answered with one.");
        ObjectNode properties = schema.putObject("properties");
        for (String text :
                List.of("type", "title", "detail", "remedy", "origin", "stage", "pointer", "instance", "requestId")) {
            properties.putObject(text).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        ObjectNode fault = properties.putObject("fault").put("type", "object");
        ObjectNode told = fault.putObject("properties");
        told.putObject("codes")
                .put("type", "array")
                .put("description", "The local names of its codes, the most general first.")
                .putObject("items")
                .put("type", "string");
        told.putObject("reason").put("type", "string").put("description", "In the system's own words.");
        told.putObject("detail")
                .put("type", "object")
                .put("description", "The declared elements of its detail, by name.");
        fault.putArray("required").add("codes").add("reason").add("detail");
        schema.putArray("required").add("type").add("title").add("status").add("detail");
        return schema;
    }

    /** Where a schema says what a fault's detail may hold, by the elements' names. */
    static ObjectNode details(ObjectNode schema) {
        return schema.putObject("properties")
                .putObject("fault")
                .putObject("properties")
                .putObject("detail")
                .putObject("properties");
    }
}

package vn.lienthong.hub.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.Problem;

/**
 * A problem as RFC 9457 tells it, with members of our own: {@code remedy}, {@code origin}, {@code stage}, {@code pointer},
 * {@code faults} and {@code requestId}. The same over HTTP, in SOAP faults and in replies on a queue.
 */
public final class ProblemJson {
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonMapper MAPPER = new JsonMapper();

    private ProblemJson() {}

    /** The problem in a reader's language. */
    public static ObjectNode of(Problem problem, Locale language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", typeOf(problem));
        json.put("title", problem.kind().title().in(language));
        json.put("status", problem.kind().httpStatus());
        json.put("detail", problem.detail().in(language));
        json.put("remedy", problem.remedy().in(language));
        json.put("origin", problem.origin().key());
        json.put("stage", problem.stage());
        if (problem.pointer() != null) {
            json.put("pointer", problem.pointer());
        }
        if (!problem.faults().isEmpty()) {
            ArrayNode faults = json.putArray("faults");
            problem.faults().forEach(fault -> faults.addObject()
                    .put("pointer", fault.pointer())
                    .put("detail", fault.detail().in(language)));
        }
        return json;
    }

    /** The same, saying on which request it happened. */
    public static ObjectNode of(
            Problem problem, Locale language, @Nullable String instance, @Nullable String requestId) {
        ObjectNode json = of(problem, language);
        if (instance != null) {
            json.put("instance", instance);
        }
        if (requestId != null) {
            json.put("requestId", requestId);
        }
        return json;
    }

    /** A problem's type, a reference relative to the hub's address: {@code /problems/unmapped-code}. */
    public static String typeOf(Problem problem) {
        return "/problems/" + problem.kind().key();
    }

    /** In UTF-8. */
    public static byte[] bytes(ObjectNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers has a JSON form", e);
        }
    }
}

package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Problem;

/** Why a command did not do what it was to do, as it is told to whoever gave it. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final transient JsonNode problem;

    private Stopped(Exit exit, JsonNode problem) {
        // An answer and no accident: nobody wants its stack.
        super(problem.path("detail").asText(), null, false, false);
        this.exit = exit;
        this.problem = problem;
    }

    /** The hub said no. */
    static Stopped byHub(int status, JsonNode problem) {
        return new Stopped(Exit.ofStatus(status), problem);
    }

    static Stopped by(Exit exit, Terminal terminal, Bilingual detail, Bilingual remedy) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("detail", terminal.in(detail)).put("remedy", terminal.in(remedy));
        return new Stopped(exit, json);
    }

    static Stopped by(Terminal terminal, Problem problem) {
        return by(Exit.ofStatus(problem.kind().httpStatus()), terminal, problem.detail(), problem.remedy());
    }

    Exit exit() {
        return exit;
    }

    /** As the hub tells problems: detail, remedy, perhaps faults. */
    JsonNode problem() {
        return problem;
    }
}

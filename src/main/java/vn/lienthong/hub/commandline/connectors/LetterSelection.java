package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command means. */
final class LetterSelection {
    @Option(names = "--connector", paramLabel = "ID", description = "Those of one connector.")
    private @Nullable String connector;

    @Option(names = "--stage", paramLabel = "STEP", description = "Those that failed at one step, such as translate.")
    private @Nullable String stage;

    @Option(names = "--problem", paramLabel = "KIND", description = "Those of one kind, such as unmapped-code.")
    private @Nullable String problem;

    @Option(names = "--dossier", paramLabel = "NUMBER", description = "Those of one dossier.")
    private @Nullable String dossier;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Failed last at this time or later: 2026-11-28T02:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Failed last before this time.")
    private @Nullable String to;

    /** As the API takes it in a body. */
    ObjectNode json(@Nullable List<Long> ids) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (ids != null) {
            ids.forEach(json.withArray("ids")::add);
        }
        put(json, "connector", connector);
        put(json, "stage", stage);
        put(json, "problem", problem);
        put(json, "dossier", dossier);
        put(json, "from", from);
        put(json, "to", to);
        return json;
    }

    /** As the API takes it in an address. */
    StringJoiner query() {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (Iterator<Map.Entry<String, com.fasterxml.jackson.databind.JsonNode>> members =
                        json(null).fields();
                members.hasNext(); ) {
            var member = members.next();
            query.add(
                    member.getKey() + "=" + HubClient.escaped(member.getValue().asText()));
        }
        return query;
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}

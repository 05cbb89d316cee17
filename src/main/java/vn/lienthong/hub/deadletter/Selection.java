package vn.lienthong.hub.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters.Filter;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Which open dead letters somebody means: those of these ids, or all that fit a filter.
 *
 * @param ids empty for all that fit
 * @throws Undeliverable if nothing is said at all, for that would mean everything
 */
public record Selection(Set<Long> ids, Filter filter) {
    private static final Set<String> MEMBERS =
            Set.of("ids", "connector", "stage", "problem", "dossier", "from", "to", "perSecond");

    public Selection {
        ids = Set.copyOf(ids);
        if (ids.isEmpty() && filter.equals(Filter.OPEN)) {
            throw bad("connector", "ids, connector, stage, problem, dossier, from, to");
        }
    }

    /**
     * Reads what a caller sent: {@code ids} or any of {@code connector}, {@code stage}, {@code problem}, {@code dossier},
     * {@code from} and {@code to}.
     *
     * @throws Undeliverable naming the member that is wrong, or if nothing is said at all, for that would mean everything
     */
    static Selection read(JsonNode json) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                throw bad(name, String.join(", ", new java.util.TreeSet<>(MEMBERS)));
            }
        }
        List<Long> ids = new ArrayList<>();
        for (JsonNode id : json.path("ids")) {
            if (!id.canConvertToLong()) {
                throw bad("ids", "[17, 18]");
            }
            ids.add(id.longValue());
        }
        Filter filter = new Filter(
                system(text(json, "connector")),
                text(json, "stage"),
                kind(text(json, "problem")),
                text(json, "dossier"),
                time("from", text(json, "from")),
                time("to", text(json, "to")),
                State.OPEN);
        return new Selection(Set.copyOf(ids), filter);
    }

    String write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ids.stream().sorted().forEach(json.withArray("ids")::add);
        put(json, "connector", filter.connector());
        put(json, "stage", filter.stage());
        put(json, "problem", filter.kind() == null ? null : filter.kind().key());
        put(json, "dossier", filter.dossierNo());
        put(json, "from", filter.from());
        put(json, "to", filter.to());
        return json.toString();
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    public static @Nullable SystemId system(@Nullable String connector) {
        return connector == null ? null : SystemId.parse(connector).orElseThrow(() -> bad("connector", "land-office"));
    }

    public static @Nullable ProblemKind kind(@Nullable String key) {
        if (key == null) {
            return null;
        }
        for (ProblemKind kind : ProblemKind.values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw bad("problem", ProblemKind.UNMAPPED_CODE.key() + ", " + ProblemKind.REFUSED_BY_SYSTEM.key() + ", …");
    }

    static @Nullable Instant time(String name, @Nullable String time) {
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeException e) {
            throw bad(name, "2026-11-28T02:00:00Z");
        }
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() || value.asText().isBlank() ? null : value.asText();
    }

    /**
     * What is told of a member that cannot be read.
     *
     * @param expected what would be right
     */
    public static Undeliverable bad(String name, String expected) {
        return new Undeliverable(DeadLetterProblems.badParameter(name, expected));
    }
}

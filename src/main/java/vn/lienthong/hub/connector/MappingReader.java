package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.Agency;

/** Compiles a {@code mapping.yaml} that has no faults. The defaults are those of its schema. */
final class MappingReader {
    private MappingReader() {}

    static Mapping read(YamlFile file, SystemId system, Agency agency) {
        Members mapping = new Members(file.tree());
        Blanks blanks = new Blanks(new HashSet<>(mapping.texts("blank")));
        return new DeclaredMapping(
                dossierFields(mapping.in("dossier"), system, agency),
                changeFields(mapping.in("changes"), mapping.in("tables")),
                blanks,
                dates(mapping),
                new MappingProblems(file.name()),
                WritingReader.read(file.tree(), blanks, file.name()),
                () -> WritingReader.mirror(file.tree(), blanks, file.name()),
                new GapCounts(MappedPlaces.of(file.tree())));
    }

    static Dates dates(Members mapping) {
        List<String> patterns = mapping.node().has("dates") ? mapping.texts("dates") : List.of("iso");
        return new Dates(
                patterns.stream().map(DatePattern::compile).toList(),
                ZoneId.of(mapping.text("zone", "Asia/Ho_Chi_Minh")));
    }

    private static DossierFields dossierFields(Members dossier, SystemId system, Agency agency) {
        return new DossierFields(
                system, agency, name -> field("dossier/" + name, dossier.node().path(name)));
    }

    private static ChangeFields changeFields(Members changes, Members tables) {
        JsonNode status = changes.node().path("status");
        String table = status.path("table").asText("statuses");
        JsonNode from = status.isObject() ? status.path("from") : status;
        String each = changes.textOrNull("each");
        return new ChangeFields(
                each == null ? null : RecordPath.of(each),
                new StatusTable(table, statuses(tables.in(table))),
                field("changes/status", from),
                field("changes/status/sub", status.path("sub")),
                name -> field("changes/" + name, changes.node().path(name)));
    }

    private static Map<String, DossierStatus> statuses(Members table) {
        Map<String, DossierStatus> statuses = new HashMap<>();
        table.node()
                .fields()
                .forEachRemaining(entry -> statuses.put(
                        entry.getKey(),
                        DossierStatus.ofCode(entry.getValue().intValue()).orElseThrow()));
        return statuses;
    }

    private static Field field(String name, JsonNode rule) {
        if (!rule.isObject()) {
            return new Field(name, paths(rule), null, null, Map.of());
        }
        Map<String, String> values = new HashMap<>();
        rule.path("values")
                .fields()
                .forEachRemaining(
                        value -> values.put(value.getKey(), value.getValue().asText()));
        Composed composed = composed(name, rule);
        List<RecordPath> places = composed == null ? paths(rule.path("from")) : List.of();
        return new Field(name, places, composed, constantOrDefault(rule), values);
    }

    private static @Nullable Composed composed(String name, JsonNode rule) {
        Composed made = source(name, rule);
        JsonNode when = rule.path("when");
        if (when.isMissingNode()) {
            return made;
        }
        List<String> is = new ArrayList<>();
        when.path("is").forEach(value -> is.add(value.asText()));
        boolean constant = rule.has("constant");
        Field value = new Field(
                name,
                made == null ? paths(rule.path("from")) : List.of(),
                made,
                constant ? rule.path("constant").asText() : null,
                Map.of());
        return new Composed.When(value, RecordPath.of(when.path("at").asText()), is);
    }

    private static @Nullable Composed source(String name, JsonNode rule) {
        if (rule.has("join")) {
            return new Composed.Join(
                    paths(rule.path("join")), rule.path("separator").asText(" "));
        }
        if (rule.has("split")) {
            JsonNode split = rule.path("split");
            Field whole = new Field(name, paths(rule.path("from")), null, null, Map.of());
            return new Composed.Split(
                    whole, split.path("by").asText(), split.path("part").asInt(1));
        }
        if (rule.has("first-of")) {
            List<Field> rules = new ArrayList<>();
            rule.path("first-of").forEach(each -> rules.add(field(name, each)));
            return new Composed.FirstOf(rules);
        }
        return rule.has("expression")
                ? new Composed.Reckoned(Formula.of(rule.path("expression").asText()))
                : null;
    }

    private static @Nullable String constantOrDefault(JsonNode rule) {
        JsonNode value = rule.has("constant") && !rule.has("when") ? rule.path("constant") : rule.path("default");
        return value.isMissingNode() ? null : value.asText();
    }

    private static List<RecordPath> paths(JsonNode from) {
        List<RecordPath> paths = new ArrayList<>();
        if (from.isTextual()) {
            paths.add(RecordPath.of(from.textValue()));
        }
        from.forEach(path -> paths.add(RecordPath.of(path.asText())));
        return paths;
    }
}

package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.connector.WritingPlaces.Added;
import vn.lienthong.hub.connector.WritingPlaces.Type;
import vn.lienthong.hub.problem.Problem;

/** The other direction of a mapping, as {@code mapping.yaml} declares it. */
final class DeclaredWriting implements RecordWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private final List<FieldWriting> fields;
    private final WritingPlaces places;
    private final Blanks blanks;
    private final WritingProblems tell;

    DeclaredWriting(List<FieldWriting> fields, WritingPlaces places, Blanks blanks, WritingProblems tell) {
        this.fields = List.copyOf(fields);
        this.places = places;
        this.blanks = blanks;
        this.tell = tell;
    }

    /**
     * How one field is written.
     *
     * @param name its place in {@code mapping.yaml}
     * @param targets where it may stand; the first that counts is taken
     * @param codes what the system has for the canonical value, where there is a table; empty where there is none
     */
    record FieldWriting(String name, List<WriteTarget> targets, WrittenDate date, Map<String, String> codes) {
        FieldWriting {
            targets = List.copyOf(targets);
            codes = Map.copyOf(codes);
        }

        boolean isOfChange() {
            return name.startsWith("changes/");
        }

        boolean isConditional() {
            return targets.stream().anyMatch(target -> target.when() != null);
        }
    }

    @Override
    public Written write(Dossier dossier) {
        return written(dossier, null);
    }

    @Override
    public Written write(Dossier dossier, Step step) {
        return written(dossier, step);
    }

    private Written written(Dossier dossier, @Nullable Step step) {
        CanonicalFacts facts = new CanonicalFacts(dossier, step);
        ObjectNode record = NODES.objectNode();
        List<Problem> problems = new ArrayList<>(0);
        places.added().forEach(added -> add(added, facts, record, problems));
        // Conditions look at what else the record has, so what has one comes last.
        for (boolean conditional : new boolean[] {false, true}) {
            fields.stream()
                    .filter(field -> field.isConditional() == conditional)
                    .filter(field -> step != null || !field.isOfChange())
                    .forEach(field -> write(field, facts, record, problems));
        }
        return new Written(record, problems);
    }

    private void add(Added added, CanonicalFacts facts, ObjectNode record, List<Problem> problems) {
        if (added.formula() == null) {
            added.at().put(record, added.value());
            return;
        }
        JsonNode tree = facts.tree();
        put(added.at(), blanks.textOf(added.formula().value(tree, tree)), "write/places", record, problems);
    }

    private void write(FieldWriting field, CanonicalFacts facts, ObjectNode record, List<Problem> problems) {
        for (WriteTarget target : field.targets()) {
            if (target.when() == null || holds(target.when(), record)) {
                put(target.place(), valueOf(field, target, facts, problems), field.name(), record, problems);
                return;
            }
        }
    }

    private boolean holds(WriteTarget.Condition when, ObjectNode record) {
        String told = blanks.textOf(record.at(when.at()));
        return told != null && when.is().contains(told);
    }

    private @Nullable String valueOf(
            FieldWriting field, WriteTarget target, CanonicalFacts facts, List<Problem> problems) {
        boolean sub = field.name().equals("changes/status/sub");
        boolean status = sub || field.name().equals("changes/status");
        String fact = facts.text(status ? "changes/status" : field.name(), field.date());
        if (fact == null) {
            return null;
        }
        String value = status ? field.codes().get(fact) : target.valueOf(fact);
        if (value == null && !sub) {
            problems.add(status ? tell.noCode(fact, target.place()) : tell.noValue(field.name(), target.place()));
        }
        return value == null || value.isBlank() || blanks.texts().contains(value.strip()) ? null : value;
    }

    private void put(
            WritePlace place, @Nullable String value, String field, ObjectNode record, List<Problem> problems) {
        if (value == null) {
            switch (places.absent()) {
                case LEFT_OUT -> {}
                case NIL -> place.put(record, NODES.nullNode());
                case EMPTY -> place.put(record, NODES.textNode(""));
            }
            return;
        }
        JsonNode typed = typed(value, places.types().get(place.pointer()));
        if (typed == null) {
            problems.add(tell.notOfType(field, place));
        } else {
            place.put(record, typed);
        }
    }

    private static @Nullable JsonNode typed(String value, @Nullable Type type) {
        if (type == null) {
            return NODES.textNode(value);
        }
        if (type == Type.BOOLEAN) {
            boolean truth = value.equals("true");
            return truth || value.equals("false") ? NODES.booleanNode(truth) : null;
        }
        try {
            return NODES.numberNode(new BigDecimal(value));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the fields of the answers mean, by their names: pointers by the mapping's fields, of both ways of asking together. */
final class FieldGuesses {
    /** Values that grow with every change of a system, good for a watermark and for nothing else. */
    static final List<String> COUNTS =
            List.of("seq", "seqno", "sequenceno", "changeseq", "rowversion", "stt", "sothutu", "position", "cursor");

    private final Map<String, Set<String>> dossier = new LinkedHashMap<>();
    private final Map<String, Set<String>> change = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();
    private String each = "";

    /** @param records one record of each way of asking */
    static FieldGuesses of(List<JsonNode> records) {
        FieldGuesses guesses = new FieldGuesses();
        records.forEach(guesses::take);
        return guesses;
    }

    private void take(JsonNode record) {
        Optional<RecordPlace> steps = RecordPlace.ofSteps(record);
        List<Leaf> own = Leaf.of(record);
        List<Leaf> stepLeaves = steps.map(place -> Leaf.of(place.record())).orElse(List.of());
        steps.ifPresent(place -> each = place.pointer());
        boolean isFlat = steps.isEmpty();
        Map<String, FieldNames.Guess> surest = new LinkedHashMap<>();
        for (Leaf leaf : own) {
            if (steps.isPresent() && leaf.pointer().startsWith(each + "/")) {
                continue;
            }
            boolean known = keep(dossier, FieldNames.ofDossier(leaf.names()), leaf, surest);
            if (!known && isFlat) {
                known = keep(change, FieldNames.ofChange(leaf.names()), leaf, surest);
            }
            if (!known && !COUNTS.contains(leaf.names().get(0))) {
                left.add(leaf.pointer());
            }
        }
        for (Leaf leaf : stepLeaves) {
            keep(change, FieldNames.ofChange(leaf.names()), leaf, surest);
        }
    }

    /** Of two names for one field, the surer one goes first. */
    private static boolean keep(
            Map<String, Set<String>> into,
            Optional<FieldNames.Guess> guess,
            Leaf leaf,
            Map<String, FieldNames.Guess> surest) {
        guess.ifPresent(found -> {
            FieldNames.Guess before = surest.get(found.field());
            Set<String> pointers = into.computeIfAbsent(found.field(), any -> new LinkedHashSet<>());
            if (before != null
                    && depth(leaf.pointer()) > depth(pointers.iterator().next())) {
                // What stands in something else is that one's.
                return;
            }
            if (before == null || found.rank() < before.rank()) {
                List<String> others = List.copyOf(pointers);
                pointers.clear();
                pointers.add(leaf.pointer());
                pointers.addAll(others);
                surest.put(found.field(), found);
            } else {
                pointers.add(leaf.pointer());
            }
        });
        return guess.isPresent();
    }

    private static long depth(String pointer) {
        return pointer.chars().filter(sign -> sign == '/').count();
    }

    /** Where the steps are in a dossier; empty where each record is one. */
    String each() {
        return each;
    }

    List<String> dossier(String field) {
        return List.copyOf(dossier.getOrDefault(field, Set.of()));
    }

    List<String> change(String field) {
        return List.copyOf(change.getOrDefault(field, Set.of()));
    }

    /** Values whose names say nothing; nobody reads them until somebody decides. */
    List<String> left() {
        Set<String> unknown = new LinkedHashSet<>(left);
        dossier.values().forEach(unknown::removeAll);
        change.values().forEach(unknown::removeAll);
        return List.copyOf(unknown);
    }

    /** A pointer as a mapping writes one, or several. */
    static String written(List<String> pointers) {
        return pointers.size() == 1 ? pointers.get(0) : "[" + String.join(", ", pointers) + "]";
    }

    /** What those records lack that a mapping cannot do without. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (dossier(FieldNames.NUMBER).isEmpty() && dossier("dossier-code").isEmpty()) {
            missing.add(FieldNames.NUMBER);
        }
        Stream.of(FieldNames.STATUS, FieldNames.AT)
                .filter(field -> change(field).isEmpty())
                .forEach(missing::add);
        return missing;
    }
}

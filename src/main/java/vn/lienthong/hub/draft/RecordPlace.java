package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where something is in an answer.
 *
 * @param pointer to it, or to the list of it
 * @param record one of it
 */
record RecordPlace(String pointer, JsonNode record) {
    private static final List<String> STEPS = List.of(
            "history", "step", "change", "event", "progress", "lichsu", "quatrinh", "tiendo", "buoc", "thaydoi");

    /** A status may be an object of code and name. */
    private static final int DEEPEST_FIELD = 2;

    private record Step(String pointer, JsonNode node) {}

    /** The dossiers of an answer: the highest place at which something bears a dossier's number or code. */
    static Optional<RecordPlace> ofDossiers(JsonNode answer) {
        return find(answer, RecordPlace::isDossier);
    }

    /** The steps within a dossier: what bears both a status and a time. */
    static Optional<RecordPlace> ofSteps(JsonNode dossier) {
        Deque<Step> open = new ArrayDeque<>(List.of(new Step("", dossier)));
        while (!open.isEmpty()) {
            Step step = open.remove();
            for (Map.Entry<String, JsonNode> member : step.node.properties()) {
                Step below = new Step(step.pointer + "/" + member.getKey(), member.getValue());
                JsonNode one = below.node.isArray() ? below.node.path(0) : below.node;
                // A list of one, as XML writes it, is told by its name alone.
                if (isStep(one) && (below.node.isArray() || Words.hasAny(Words.plain(below.pointer), STEPS))) {
                    return Optional.of(new RecordPlace(below.pointer, one));
                }
                open.add(below);
            }
        }
        return Optional.empty();
    }

    private static Optional<RecordPlace> find(JsonNode answer, Predicate<JsonNode> wanted) {
        Deque<Step> open = new ArrayDeque<>(List.of(new Step("", answer)));
        while (!open.isEmpty()) {
            Step step = open.remove();
            JsonNode one = step.node.isArray() ? step.node.path(0) : step.node;
            if (wanted.test(one) && !(step.pointer.isEmpty() && hasBetter(one, wanted))) {
                return Optional.of(new RecordPlace(step.pointer, one));
            }
            one.fields()
                    .forEachRemaining(member -> open.add(new Step(
                            step.pointer + (step.node.isArray() ? "/0/" : "/") + member.getKey(), member.getValue())));
        }
        return Optional.empty();
    }

    /** A dossier has steps that look like changes of it; those are asked for apart. */
    private static boolean hasBetter(JsonNode whole, Predicate<JsonNode> wanted) {
        boolean better = false;
        for (JsonNode member : whole) {
            JsonNode one = member.isArray() ? member.path(0) : member;
            better |= one.isObject() && wanted.test(one);
        }
        return better;
    }

    private static boolean isDossier(JsonNode node) {
        return node.isObject()
                && Leaf.of(node).stream()
                        .filter(leaf -> leaf.pointer().lastIndexOf('/') == 0)
                        .anyMatch(leaf -> FieldNames.ofDossier(leaf.names())
                                .filter(guess -> guess.field().equals(FieldNames.NUMBER)
                                        || guess.field().equals("dossier-code"))
                                .isPresent());
    }

    private static boolean isStep(JsonNode node) {
        List<String> fields = node.isObject()
                ? Leaf.of(node).stream()
                        .filter(leaf -> leaf.pointer()
                                        .chars()
                                        .filter(sign -> sign == '/')
                                        .count()
                                <= DEEPEST_FIELD)
                        .flatMap(leaf -> FieldNames.ofChange(leaf.names()).stream())
                        .map(FieldNames.Guess::field)
                        .toList()
                : List.of();
        return fields.contains(FieldNames.STATUS)
                && Leaf.of(node).stream()
                        .filter(leaf -> leaf.pointer().lastIndexOf('/') == 0)
                        .anyMatch(leaf -> FieldNames.ofChange(leaf.names())
                                .filter(guess -> guess.field().equals(FieldNames.AT))
                                .isPresent());
    }
}

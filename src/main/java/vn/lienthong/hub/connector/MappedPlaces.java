package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.connector.MappingGaps.Place;

/**
 * The places of a record that a mapping reads, and how often something stood at another one. Lists are passed over: what
 * holds for one item holds for all.
 */
final class MappedPlaces {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_@#][\\p{L}\\p{N}_-]*");
    private static final int MOST_UNREAD_BESIDE = 100;

    private final Step top = new Step();
    private final Set<String> inExpressions;

    private MappedPlaces(Set<String> inExpressions) {
        this.inExpressions = Set.copyOf(inExpressions);
    }

    /** One step of the way to a place that is read. */
    private static final class Step {
        private final Map<String, Step> below = new HashMap<>();
        private final Map<String, LongAdder> unread = new ConcurrentHashMap<>();
        private boolean isRead;
    }

    /** The places that a mapping's rules name; what an expression names is taken as read wherever it stands. */
    static MappedPlaces of(JsonNode mapping) {
        Set<String> names = new HashSet<>();
        mapping.findValuesAsText("expression").forEach(expression -> {
            Matcher word = WORD.matcher(expression);
            while (word.find()) {
                names.add(word.group());
            }
        });
        MappedPlaces places = new MappedPlaces(names);
        String each = mapping.at("/changes/each").asText("");
        places.addAll(mapping.path("dossier"), "", "");
        places.addAll(mapping.path("changes"), each, "");
        return places;
    }

    private void addAll(JsonNode rule, String within, String keyword) {
        if (rule.isTextual()) {
            // Of a rule's texts, those that are pointers; "each" tells no value, and leads to some.
            boolean pointer =
                    rule.textValue().startsWith("/") || rule.textValue().startsWith("record:");
            if (pointer && !keyword.matches("each|constant|default|separator|by|is|expression|table")) {
                add(rule.textValue(), within);
            }
            return;
        }
        rule.fields().forEachRemaining(member -> {
            if (!member.getKey().equals("values")) {
                addAll(member.getValue(), within, member.getKey());
            }
        });
        if (rule.isArray()) {
            rule.forEach(item -> addAll(item, within, keyword));
        }
    }

    private void add(String written, String within) {
        String pointer = written.startsWith("record:") ? written.substring("record:".length()) : within + written;
        Step here = top;
        for (String name : WritePlace.of(pointer).names()) {
            if (!WritePlace.isIndex(name)) {
                here = here.below.computeIfAbsent(name, any -> new Step());
            }
        }
        here.isRead = true;
    }

    /** Counts what stands in a record where nobody reads. */
    void lookAt(JsonNode record) {
        lookAt(record, top);
    }

    private void lookAt(JsonNode node, Step here) {
        if (node.isArray()) {
            for (JsonNode item : node) {
                lookAt(item, here);
            }
        } else if (node.isObject()) {
            node.fields().forEachRemaining(member -> {
                Step below = here.below.get(member.getKey());
                JsonNode value = member.getValue();
                if (below != null) {
                    lookAt(value, below);
                } else if (hasValue(value)
                        && !(here.isRead && member.getKey().equals("#text"))
                        && !inExpressions.contains(member.getKey())) {
                    count(here, member.getKey());
                }
            });
        }
    }

    private static boolean hasValue(JsonNode value) {
        return value.isContainerNode()
                ? !value.isEmpty()
                : !value.isNull() && !value.asText().isBlank();
    }

    private static void count(Step here, String name) {
        LongAdder count = here.unread.get(name);
        if (count == null) {
            if (here.unread.size() >= MOST_UNREAD_BESIDE) {
                return;
            }
            count = here.unread.computeIfAbsent(name, any -> new LongAdder());
        }
        count.increment();
    }

    /** What was counted so far, each with the highest place that nothing is read of. */
    List<Place> unread() {
        List<Place> places = new ArrayList<>();
        collect(top, "", places);
        return places;
    }

    private static void collect(Step here, String pointer, List<Place> into) {
        here.unread.forEach(
                (name, count) -> into.add(new Place(pointer + "/" + YamlReader.escaped(name), count.sum())));
        here.below.forEach((name, below) -> collect(below, pointer + "/" + YamlReader.escaped(name), into));
    }
}

package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.WriteTarget.Condition;
import vn.lienthong.hub.connector.WriteTarget.Turned;

/** Turns the rule by which a field is read into the places that it is written to. */
final class WriteTargets {
    private final JsonNode mapping;
    private final WriteFaults faults;

    WriteTargets(JsonNode mapping, WriteFaults faults) {
        this.mapping = mapping;
        this.faults = faults;
    }

    /** The field's places, those with a condition first; none where it is not taken from the record at all. */
    List<WriteTarget> of(String field) {
        JsonNode rule = mapping.at("/" + field);
        List<WriteTarget> targets = new ArrayList<>();
        String hindrance = add(rule, field, targets);
        if (hindrance != null) {
            faults.at(
                    "/" + field,
                    "cannot be written: " + hindrance + "; expected places that can be turned back, or " + field
                            + " under write/except and what stands for it under write/places");
        }
        return targets;
    }

    /** Adds the places of a rule; answers why there are none where there should be some. */
    private @Nullable String add(JsonNode rule, String field, List<WriteTarget> targets) {
        if (!rule.isObject()) {
            return taken(rule, field, targets);
        }
        if (rule.has("join")) {
            return "join does not tell where one part ends and the next begins";
        }
        if (rule.has("split")) {
            return "split does not tell what the other parts are";
        }
        if (rule.has("expression")) {
            return "an expression cannot be turned round";
        }
        List<WriteTarget> plain = new ArrayList<>();
        String hindrance = rule.has("first-of")
                ? firstOf(rule.path("first-of"), field, plain)
                : taken(rule.path("from"), field, plain);
        Turned turned = turned(rule.path("values"), field);
        Condition when = rule.has("when") ? when(rule.path("when"), field) : null;
        for (WriteTarget target : plain) {
            WriteTarget whole = turned == null ? target : target.within(turned);
            targets.add(when == null ? whole : whole.onlyWhen(when));
        }
        return hindrance;
    }

    private @Nullable String firstOf(JsonNode rules, String field, List<WriteTarget> targets) {
        String hindrance = null;
        for (JsonNode rule : rules) {
            String wrong = add(rule, field, targets);
            hindrance = hindrance == null ? wrong : hindrance;
            if (targets.stream().anyMatch(target -> target.when() == null)) {
                return null;
            }
        }
        return hindrance;
    }

    private @Nullable String taken(JsonNode from, String field, List<WriteTarget> targets) {
        JsonNode first = from.isArray() ? from.path(0) : from;
        if (first.isMissingNode()) {
            return null;
        }
        String pointer = pointer(first.asText(), field);
        if (pointer.isEmpty()) {
            return "the whole record is its place";
        }
        targets.add(new WriteTarget(WritePlace.of(pointer), List.of(), null));
        return null;
    }

    /** The pointer from the record on, at which the hub writes what a field reads at this one. */
    String pointer(String written, String field) {
        if (written.startsWith("record:")) {
            return written.substring("record:".length());
        }
        JsonNode each = mapping.at("/changes/each");
        return field.startsWith("changes/") && each.isTextual() ? each.asText() + "/0" + written : written;
    }

    private Condition when(JsonNode when, String field) {
        Set<String> is = new HashSet<>();
        when.path("is").forEach(value -> is.add(value.asText()));
        return new Condition(pointer(when.path("at").asText(), field), is);
    }

    private @Nullable Turned turned(JsonNode values, String field) {
        if (!values.isObject()) {
            return null;
        }
        JsonNode preferred = mapping.path("write").path("values").path(field);
        String place = "write/values/" + field.replace("/", "~1");
        return Turned.of(texts(values), preferred(texts(values), texts(preferred), "/" + field, place, field));
    }

    /**
     * What is preferred, after telling which several values become one without anything being preferred, and which
     * preferred ones do not become it.
     *
     * @param of whose values these are
     */
    Map<String, String> preferred(
            Map<String, String> values, Map<String, String> preferred, String pointer, String place, String of) {
        Map<String, List<String>> byCanonical = values.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, TreeMap::new, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        byCanonical.forEach((canonical, own) -> {
            if (own.size() > 1 && !preferred.containsKey(canonical)) {
                faults.at(
                        pointer,
                        "cannot be written: " + quoted(own) + " all become " + canonical + "; expected " + place + "/"
                                + canonical + " to say which is written, or " + of + " under write/except");
            }
        });
        preferred.forEach((canonical, own) -> {
            List<String> known = byCanonical.getOrDefault(canonical, List.of());
            if (!known.contains(own)) {
                faults.at(
                        "/" + place + "/" + canonical,
                        "is " + FoundValue.quoted(own) + "; expected "
                                + (known.isEmpty()
                                        ? "no " + canonical + " here, for no value becomes it"
                                        : "one of " + quoted(known)));
            }
        });
        return preferred;
    }

    private static String quoted(List<String> values) {
        return values.stream().sorted().map(FoundValue::quoted).collect(Collectors.joining(", "));
    }

    static Map<String, String> texts(JsonNode members) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.fields()
                .forEachRemaining(
                        member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }
}

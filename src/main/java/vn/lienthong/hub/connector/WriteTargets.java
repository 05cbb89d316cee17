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
import vn.lienthong.hub.canonical.Bilingual;
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
        Bilingual hindrance = add(rule, field, targets);
        if (hindrance != null) {
            faults.at(
                    "/" + field,
                    "không viết được: %s; cần những chỗ quay ngược lại được, hoặc %s dưới write/except và thứ thay cho nó dưới"
                            + " write/places",
                    "cannot be written: %s; expected places that can be turned back, or %s under write/except and what"
                            + " stands for it under write/places",
                    hindrance,
                    field);
        }
        return targets;
    }

    /** Adds the places of a rule; answers why there are none where there should be some. */
    private @Nullable Bilingual add(JsonNode rule, String field, List<WriteTarget> targets) {
        if (!rule.isObject()) {
            return taken(rule, field, targets);
        }
        if (rule.has("join")) {
            return new Bilingual(
                    "join không cho biết phần này hết và phần sau bắt đầu ở đâu",
                    "join does not tell where one part ends and the next begins");
        }
        if (rule.has("split")) {
            return new Bilingual(
                    "split không cho biết các phần khác là gì", "split does not tell what the other parts are");
        }
        if (rule.has("expression")) {
            return new Bilingual("biểu thức không quay ngược được", "an expression cannot be turned round");
        }
        List<WriteTarget> plain = new ArrayList<>();
        Bilingual hindrance = rule.has("first-of")
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

    private @Nullable Bilingual firstOf(JsonNode rules, String field, List<WriteTarget> targets) {
        Bilingual hindrance = null;
        for (JsonNode rule : rules) {
            Bilingual wrong = add(rule, field, targets);
            hindrance = hindrance == null ? wrong : hindrance;
            if (targets.stream().anyMatch(target -> target.when() == null)) {
                return null;
            }
        }
        return hindrance;
    }

    private @Nullable Bilingual taken(JsonNode from, String field, List<WriteTarget> targets) {
        JsonNode first = from.isArray() ? from.path(0) : from;
        if (first.isMissingNode()) {
            return null;
        }
        String pointer = pointer(first.asText(), field);
        if (pointer.isEmpty()) {
            return new Bilingual("chỗ của nó là cả bản ghi", "the whole record is its place");
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
                        "không viết được: %s đều thành %s; cần %s/%2$s nói viết giá trị nào, hoặc %s dưới write/except",
                        "cannot be written: %s all become %s; expected %s/%2$s to say which is written, or %s under"
                                + " write/except",
                        quoted(own),
                        canonical,
                        place,
                        of);
            }
        });
        preferred.forEach((canonical, own) -> {
            List<String> known = byCanonical.getOrDefault(canonical, List.of());
            if (!known.contains(own)) {
                faults.at(
                        "/" + place + "/" + canonical,
                        "là %s; cần %s",
                        "is %s; expected %s",
                        FoundValue.quoted(own),
                        known.isEmpty()
                                ? Bilingual.of(
                                        "không có %s ở đây, vì không giá trị nào thành nó",
                                        "no %s here, for no value becomes it", canonical)
                                : Bilingual.of("một trong: %s", "one of %s", quoted(known)));
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

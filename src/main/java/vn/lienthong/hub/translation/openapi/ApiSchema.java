package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the keywords of a schema, and of all it is {@code allOf}, say together.
 *
 * @param types those named, without {@code null}; none where any is allowed
 * @param nullable whether the value may be null
 * @param properties by name
 * @param additional the schema of other members; null where nothing is said of them
 * @param alternatives those of {@code oneOf} or {@code anyOf}
 * @param values those of {@code enum} and {@code const}; null where neither is there
 * @param rules further keywords that are a text or a number, such as {@code maxLength}
 */
record ApiSchema(
        ApiNode at,
        Set<String> types,
        boolean nullable,
        Map<String, ApiNode> properties,
        Set<String> required,
        @Nullable ApiNode additional,
        @Nullable ApiNode items,
        List<ApiNode> alternatives,
        @Nullable ApiNode discriminator,
        @Nullable List<JsonNode> values,
        Map<String, JsonNode> rules) {
    /** This and another together. What both say of one property, the other says. */
    ApiSchema and(ApiSchema other) {
        Map<String, ApiNode> members = new LinkedHashMap<>(properties);
        members.putAll(other.properties);
        Set<String> needed = new LinkedHashSet<>(required);
        needed.addAll(other.required);
        List<ApiNode> choices = new ArrayList<>(alternatives);
        choices.addAll(other.alternatives);
        Map<String, JsonNode> all = new HashMap<>(rules);
        all.putAll(other.rules);
        return new ApiSchema(
                at,
                bothTypes(types, other.types),
                nullable || other.nullable,
                members,
                needed,
                stricter(additional, other.additional),
                other.items != null ? other.items : items,
                choices,
                other.discriminator != null ? other.discriminator : discriminator,
                bothValues(values, other.values),
                all);
    }

    /** The same of other types, neither a choice nor null. */
    ApiSchema only(Set<String> others) {
        return new ApiSchema(
                at, others, false, properties, required, additional, items, List.of(), null, values, rules);
    }

    private static Set<String> bothTypes(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Set<String> both = new LinkedHashSet<>();
        for (String type : one) {
            if (other.contains(type) || type.equals("integer") && other.contains("number")) {
                both.add(type);
            } else if (type.equals("number") && other.contains("integer")) {
                both.add("integer");
            }
        }
        return both.isEmpty() ? one : both;
    }

    private static @Nullable ApiNode stricter(@Nullable ApiNode one, @Nullable ApiNode other) {
        boolean closed = one != null && one.json().isBoolean() && !one.json().asBoolean();
        return closed || other == null ? one : other;
    }

    private static @Nullable List<JsonNode> bothValues(@Nullable List<JsonNode> one, @Nullable List<JsonNode> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.stream().filter(other::contains).toList();
    }

    @Nullable
    String rule(String keyword) {
        JsonNode value = rules.get(keyword);
        return value == null ? null : value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    @Nullable
    String description() {
        return at.text("description");
    }
}

package vn.lienthong.hub.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a value may look like, by a JSON Schema. Lists are passed over: what holds for one item holds for all, and a number in
 * a pointer is a place in a list. Where a schema leaves it open what an object has, anything may be there.
 */
public final class Shape {
    /** Nothing is known, so anything may be. */
    public static final Shape ANYTHING = new Shape(JsonNodeFactory.instance.objectNode(), List.of());

    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]*");
    private static final List<String> ALTERNATIVES = List.of("allOf", "anyOf", "oneOf");
    private static final int MOST_HOPS = 20;
    private static final int DEEPEST = 8;

    private final JsonNode root;
    private final List<JsonNode> schemas;

    private Shape(JsonNode root, List<JsonNode> schemas) {
        this.root = root;
        this.schemas = schemas;
    }

    /** What a whole JSON Schema describes. */
    public static Shape ofSchema(JsonNode schema) {
        return of(schema, schema);
    }

    /**
     * @param root what references start from
     * @param schema the value's own
     */
    static Shape of(JsonNode root, JsonNode schema) {
        return schema.isMissingNode() ? ANYTHING : new Shape(root, new Shape(root, List.of()).alternatives(schema));
    }

    /** Whether anything may be there. */
    public boolean isOpen() {
        return schemas.isEmpty() || schemas.stream().anyMatch(Shape::isAnything);
    }

    /** Whether a value may be at a pointer. */
    public boolean canHave(String pointer) {
        Shape there = at(pointer);
        return there.isOpen() || there != NOTHING;
    }

    private static final Shape NOTHING =
            new Shape(JsonNodeFactory.instance.objectNode(), List.of(JsonNodeFactory.instance.booleanNode(false)));

    /** What may be at a pointer; a shape that {@link #isImpossible} where nothing can. */
    public Shape at(String pointer) {
        Shape here = this;
        if (!pointer.isEmpty()) {
            for (String name : pointer.substring(1).split("/", -1)) {
                here = INDEX.matcher(name).matches()
                        ? here
                        : here.member(name.replace("~1", "/").replace("~0", "~"));
            }
        }
        return here;
    }

    /** Whether nothing can be here. */
    public boolean isImpossible() {
        return this == NOTHING;
    }

    private Shape member(String name) {
        if (isOpen()) {
            return ANYTHING;
        }
        Set<JsonNode> found = new LinkedHashSet<>();
        for (JsonNode schema : schemas) {
            if (schema.path("properties").has(name)) {
                found.addAll(alternatives(schema.path("properties").path(name)));
            } else if (isOpenObject(schema)) {
                return ANYTHING;
            } else if (schema.path("additionalProperties").isObject()) {
                found.addAll(alternatives(schema.path("additionalProperties")));
            }
        }
        return found.isEmpty() ? NOTHING : new Shape(root, List.copyOf(found));
    }

    private static boolean isOpenObject(JsonNode schema) {
        return schema.has("patternProperties")
                || schema.path("properties").has("#content")
                || schema.path("additionalProperties").asBoolean(false)
                || schema.path("type").asText().equals("object") && !schema.has("properties");
    }

    private static boolean isAnything(JsonNode schema) {
        return schema.isObject()
                && !schema.has("type")
                && !schema.has("properties")
                && !schema.has("enum")
                && !schema.has("const")
                && !schema.has("pattern")
                && !schema.has("format");
    }

    /** The schemas that a value may be of, without references, alternatives and lists. */
    private List<JsonNode> alternatives(JsonNode schema) {
        List<JsonNode> into = new ArrayList<>();
        collect(schema, into, 0);
        return into;
    }

    private void collect(JsonNode schema, List<JsonNode> into, int hops) {
        if (hops > MOST_HOPS) {
            return;
        }
        String reference = schema.path("$ref").asText("");
        if (!reference.isEmpty()) {
            // What stands in another document is not known here.
            collect(
                    reference.startsWith("#/")
                            ? root.at(reference.substring(1))
                            : JsonNodeFactory.instance.objectNode(),
                    into,
                    hops + 1);
            return;
        }
        boolean split = false;
        for (String keyword : ALTERNATIVES) {
            for (JsonNode one : schema.path(keyword)) {
                collect(one, into, hops + 1);
                split = true;
            }
        }
        if (schema.has("items")) {
            collect(schema.path("items"), into, hops + 1);
        } else if (!split || schema.has("properties")) {
            into.add(schema.isMissingNode() ? JsonNodeFactory.instance.objectNode() : schema);
        }
    }

    /** The pointers to the values that the contract names. */
    public Set<String> places() {
        return leaves().keySet();
    }

    /** The values that may be here, by pointer, with their types as the contract names them. */
    SortedMap<String, String> leaves() {
        SortedMap<String, String> leaves = new TreeMap<>();
        collectLeaves("", leaves, 0);
        return leaves;
    }

    private void collectLeaves(String pointer, SortedMap<String, String> into, int depth) {
        Set<String> names = new LinkedHashSet<>();
        schemas.forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(names::add));
        // Text whose type an instance may name is text still.
        names.removeAll(List.of("#type", "#nil"));
        if (names.equals(Set.of("#text"))) {
            names.clear();
        }
        if (names.isEmpty() || depth > DEEPEST) {
            into.put(pointer, type());
            return;
        }
        for (String name : names) {
            member(name).collectLeaves(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), into, depth + 1);
        }
    }

    private String type() {
        Set<String> types = new java.util.TreeSet<>();
        for (JsonNode schema : schemas) {
            JsonNode type = schema.path("type");
            if (type.isArray()) {
                type.forEach(one -> types.add(one.asText()));
            } else {
                types.add(type.asText("any"));
            }
            schema.path("enum").forEach(value -> types.add("\"" + value.asText() + "\""));
        }
        types.remove("null");
        return types.isEmpty() ? "any" : String.join("|", types);
    }

    /** The names that an object here must have. */
    Set<String> required() {
        Set<String> names = new java.util.TreeSet<>();
        schemas.forEach(schema -> schema.path("required").forEach(name -> names.add("/" + name.asText())));
        return names;
    }
}

package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in a tree.
 *
 * @param pointer from the tree's top on; the first of a list stands for all
 * @param names what it may be called: by itself first, then together with what it stands in
 */
record Leaf(String pointer, List<String> names, String value) {
    private static final int DEEPEST = 4;

    /** The values of a record that are not within a list of its own. */
    static List<Leaf> of(JsonNode record) {
        List<Leaf> leaves = new ArrayList<>();
        collect(record, "", "", leaves, 0);
        return leaves;
    }

    private static void collect(JsonNode node, String pointer, String parent, List<Leaf> into, int depth) {
        node.fields().forEachRemaining(member -> {
            String at = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode value = member.getValue();
            String own = Words.plain(member.getKey());
            if (value.isValueNode()) {
                into.add(new Leaf(at, names(own, parent), value.asText()));
            } else if (value.isObject() && depth < DEEPEST) {
                collect(value, at, own, into, depth + 1);
            }
        });
    }

    /** A thing's code or name says little without the thing. */
    private static List<String> names(String own, String parent) {
        if (parent.isEmpty()) {
            return List.of(own);
        }
        List<String> general = List.of("code", "id", "name", "ma", "ten", "value", "number", "fullname", "text");
        return general.contains(own) ? List.of(parent + own, own + parent, own) : List.of(own, parent + own);
    }
}

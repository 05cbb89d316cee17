package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.Fault.Hint;

/**
 * A YAML file as a tree that knows the line and column of every value, and collects what is wrong with it.
 *
 * @param name the file, as it is told to people
 * @param written its content as it is written; a missing node where it could not be read
 * @param tree its content with what the environment tells filled in
 * @param values where each value starts, by JSON Pointer
 * @param keys where each member's name stands, by JSON Pointer
 * @param faults what is wrong with it, added to while it is checked
 */
record YamlFile(
        String name,
        JsonNode written,
        JsonNode tree,
        Map<String, Mark> values,
        Map<String, Mark> keys,
        List<Fault> faults) {
    private static final Mark START = new Mark("", 0, 0, 0, new int[0], 0);

    /** Tells a fault at a value, or at what is around it where the value is missing. */
    void faultAt(String pointer, String vi, String en, Object... parts) {
        faultAt(pointer, Bilingual.of(vi, en, parts), Hint.NONE);
    }

    void faultAt(String pointer, Bilingual message, Hint hint) {
        faults.add(new Fault(placeOf(pointer), message, hint));
    }

    /** Tells a fault at a member's name. */
    void faultAtKey(String pointer, String vi, String en, Object... parts) {
        faultAtKey(pointer, Bilingual.of(vi, en, parts), Hint.NONE);
    }

    void faultAtKey(String pointer, Bilingual message, Hint hint) {
        Mark mark = keys.get(pointer);
        faults.add(new Fault(at(pointer, mark != null ? mark : nearest(pointer)), message, hint));
    }

    /** Where a value stands, or what is around it. */
    Fault.Place placeOf(String pointer) {
        return at(pointer, nearest(pointer));
    }

    /** This file with the faults found so far, to which others can be added without changing this one. */
    YamlFile copy() {
        return new YamlFile(name, written, tree, values, keys, new ArrayList<>(faults));
    }

    boolean hasFaults() {
        return !faults.isEmpty();
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** This file with what the environment tells filled in. */
    YamlFile filledIn(JsonNode filledIn) {
        return new YamlFile(name, written, filledIn, values, keys, faults);
    }

    private Mark nearest(String pointer) {
        String around = pointer;
        Mark mark = values.get(around);
        while (mark == null && !around.isEmpty()) {
            around = around.substring(0, around.lastIndexOf('/'));
            mark = values.get(around);
        }
        return mark == null ? START : mark;
    }

    private Fault.Place at(String pointer, Mark mark) {
        return new Fault.Place(name, mark.getLine() + 1, mark.getColumn() + 1, pointer);
    }

    /** A file that could not be read at all. */
    static YamlFile unreadable(String name, Fault fault) {
        JsonNode nothing = MissingNode.getInstance();
        return new YamlFile(name, nothing, nothing, Map.of(), Map.of(), new ArrayList<>(List.of(fault)));
    }
}

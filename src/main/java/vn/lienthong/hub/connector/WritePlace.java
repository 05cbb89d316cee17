package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * Where a value is written in a record; a number in the pointer is a place in a list.
 *
 * @param pointer from the record on
 */
record WritePlace(String pointer, List<String> names) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    WritePlace {
        names = List.copyOf(names);
    }

    static WritePlace of(String pointer) {
        List<String> names = pointer.isEmpty()
                ? List.of()
                : Arrays.stream(pointer.substring(1).split("/", -1))
                        .map(name -> name.replace("~1", "/").replace("~0", "~"))
                        .toList();
        return new WritePlace(pointer, names);
    }

    static boolean isIndex(String name) {
        return name.matches("0|[1-9][0-9]{0,3}");
    }

    /** Writes the value, and makes the objects and lists around it that are not there yet. */
    void put(ObjectNode record, JsonNode value) {
        ContainerNode<?> here = record;
        for (int i = 0; i < names.size() - 1; i++) {
            here = child(here, names.get(i), isIndex(names.get(i + 1)));
        }
        set(here, names.get(names.size() - 1), value);
    }

    private static ContainerNode<?> child(ContainerNode<?> here, String name, boolean list) {
        JsonNode there = here.isArray() ? here.path(Integer.parseInt(name)) : here.path(name);
        if (there instanceof ContainerNode<?> container) {
            return container;
        }
        ContainerNode<?> made = list ? NODES.arrayNode() : NODES.objectNode();
        set(here, name, made);
        return made;
    }

    private static void set(ContainerNode<?> here, String name, JsonNode value) {
        if (here instanceof ArrayNode array) {
            int index = Integer.parseInt(name);
            while (array.size() <= index) {
                array.addNull();
            }
            array.set(index, value);
        } else if (here instanceof ObjectNode object) {
            object.set(name, value);
        }
    }

    @Override
    public String toString() {
        return pointer;
    }
}

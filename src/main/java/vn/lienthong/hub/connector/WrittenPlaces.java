package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The places of one record that are written, and by whom, to tell those that cannot be written together. */
final class WrittenPlaces {
    private final WriteFaults faults;
    private final TreeMap<String, String> byPointer = new TreeMap<>();

    WrittenPlaces(WriteFaults faults) {
        this.faults = faults;
    }

    /** @param by the pointer in {@code mapping.yaml} that asks for it, without its first slash */
    void add(WritePlace place, String by) {
        String other = byPointer.putIfAbsent(place.pointer(), by);
        if (other != null && !other.equals(by)) {
            faults.at(
                    "/" + by,
                    "would be written to " + place + ", as " + other
                            + " is; expected one of the two under write/except");
        }
    }

    boolean has(String pointer) {
        return byPointer.containsKey(pointer);
    }

    /** Tells values within values, and lists with holes. */
    void check() {
        Map<String, Set<String>> children = new HashMap<>();
        Map<String, String> asker = new HashMap<>();
        byPointer.forEach((pointer, by) -> {
            String below = pointer;
            while (!below.isEmpty()) {
                String above = below.substring(0, below.lastIndexOf('/'));
                if (byPointer.containsKey(above)) {
                    faults.at(
                            "/" + by,
                            "would be written to " + pointer + ", within the value that " + byPointer.get(above)
                                    + " writes to " + above + "; expected one of the two under write/except");
                }
                children.computeIfAbsent(above, any -> new HashSet<>())
                        .add(below.substring(below.lastIndexOf('/') + 1));
                asker.putIfAbsent(above, by);
                below = above;
            }
        });
        children.forEach((above, names) -> checkList(above, names, asker.getOrDefault(above, "write")));
    }

    private void checkList(String above, Set<String> names, String by) {
        List<String> indexes =
                new ArrayList<>(names.stream().filter(WritePlace::isIndex).toList());
        if (indexes.isEmpty()) {
            return;
        }
        if (above.isEmpty() || indexes.size() < names.size()) {
            faults.at(
                    "/" + by,
                    "makes " + (above.isEmpty() ? "the record" : above) + " a list and an object: "
                            + String.join(", ", names.stream().sorted().toList())
                            + " are written below it; expected one of the two");
            return;
        }
        for (int i = 0; i < indexes.size(); i++) {
            if (!names.contains(String.valueOf(i))) {
                faults.at(
                        "/" + by,
                        "leaves " + above + "/" + i
                                + " empty, before what is written behind it; expected a value for it"
                                + " under write/places");
                return;
            }
        }
    }
}

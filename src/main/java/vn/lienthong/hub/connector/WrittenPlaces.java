package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.lienthong.hub.canonical.Bilingual;

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
                    "sẽ được viết vào %s, nơi đã viết %s; cần một trong hai dưới write/except",
                    "would be written to %s, as %s is; expected one of the two under write/except",
                    place,
                    other);
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
                            "sẽ được viết vào %s, bên trong giá trị mà %s viết vào %s; cần một trong hai dưới write/except",
                            "would be written to %s, within the value that %s writes to %s; expected one of the two under"
                                    + " write/except",
                            pointer,
                            byPointer.get(above),
                            above);
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
                    "khiến %s vừa là danh sách vừa là đối tượng: bên dưới có %s; cần một trong hai",
                    "makes %s a list and an object: %s are written below it; expected one of the two",
                    above.isEmpty() ? new Bilingual("bản ghi", "the record") : above,
                    String.join(", ", names.stream().sorted().toList()));
            return;
        }
        for (int i = 0; i < indexes.size(); i++) {
            if (!names.contains(String.valueOf(i))) {
                faults.at(
                        "/" + by,
                        "để trống %s/%s, trong khi phía sau có thứ được viết; cần giá trị cho nó dưới write/places",
                        "leaves %s/%s empty, before what is written behind it; expected a value for it under write/places",
                        above,
                        i);
                return;
            }
        }
    }
}

package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Mapping.FieldReading;
import vn.lienthong.hub.connector.Mapping.Rule;

/**
 * How one field is read, compiled once.
 *
 * @param name its place in {@code mapping.yaml}, such as {@code dossier/due-at}
 * @param paths where the value may be; the first with a value counts
 * @param composed how the value is made of others, where it is; null where it is taken from those places
 * @param byDefault the value where there is none; a constant is a default without paths
 * @param values what the system's values become; one not listed stays as it is
 */
record Field(
        String name,
        List<RecordPath> paths,
        @Nullable Composed composed,
        @Nullable String byDefault,
        Map<String, String> values) {
    Field {
        paths = List.copyOf(paths);
        values = Map.copyOf(values);
    }

    boolean isMapped() {
        return !paths.isEmpty() || composed != null || byDefault != null;
    }

    @Nullable
    String read(JsonNode record, JsonNode item, Blanks blanks) {
        return read(record, item, blanks, null);
    }

    /** @param gaps where to count a value that {@code values} does not have; null where nobody wants to know */
    @Nullable
    String read(JsonNode record, JsonNode item, Blanks blanks, @Nullable GapCounts gaps) {
        String found = composed == null ? null : composed.read(record, item, blanks);
        for (int i = 0; i < paths.size() && found == null; i++) {
            found = blanks.textOf(paths.get(i).find(record, item));
        }
        if (found == null) {
            return byDefault;
        }
        String turned = values.get(found);
        if (turned == null && gaps != null && !values.isEmpty()) {
            gaps.code(name, found);
        }
        return turned == null ? found : turned;
    }

    /** What {@link #read} does, with its reasons. */
    FieldReading reading(JsonNode record, JsonNode item, String itemPlace, Blanks blanks) {
        for (int i = 0; i < paths.size(); i++) {
            String found = blanks.textOf(paths.get(i).find(record, item));
            if (found != null) {
                Rule how = paths.size() > 1 ? Rule.FIRST_OF : Rule.TAKEN;
                String pointer = paths.get(i).within(itemPlace);
                return new FieldReading(
                        name,
                        pointer,
                        found,
                        values.getOrDefault(found, found),
                        values.containsKey(found) ? Rule.VALUES : how);
            }
        }
        String made = composed == null ? null : composed.read(record, item, blanks);
        if (made != null) {
            return new FieldReading(name, null, made, values.getOrDefault(made, made), Rule.COMPOSED);
        }
        boolean constant = paths.isEmpty() && composed == null;
        Rule how = byDefault == null ? Rule.NOTHING : constant ? Rule.CONSTANT : Rule.DEFAULT;
        return new FieldReading(name, null, null, byDefault, how);
    }

    /** Where the value is that {@link #read} finds, from the record on; the first place looked at if it finds none. */
    String place(JsonNode record, JsonNode item, String itemPlace, Blanks blanks) {
        return paths.stream()
                .filter(path -> blanks.textOf(path.find(record, item)) != null)
                .findFirst()
                .or(() -> paths.stream().findFirst())
                .map(path -> path.within(itemPlace))
                .orElse("");
    }
}

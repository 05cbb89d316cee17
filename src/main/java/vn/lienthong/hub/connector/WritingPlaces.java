package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record has beside the fields, and in which form its values stand.
 *
 * @param added the values that are the same in every record, or reckoned
 * @param types the places, by pointer, at which a value is no text
 * @param absent what is written where a fact is not known
 */
record WritingPlaces(List<Added> added, Map<String, Type> types, Absent absent) {
    WritingPlaces {
        added = List.copyOf(added);
        types = Map.copyOf(types);
    }

    /** @param write the mapping's {@code write}, which has passed its schema */
    static WritingPlaces read(JsonNode write) {
        List<Added> added = new ArrayList<>();
        write.path("places").fields().forEachRemaining(place -> {
            JsonNode value = place.getValue();
            WritePlace at = WritePlace.of(place.getKey());
            added.add(
                    value.isObject()
                            ? new Added(
                                    at,
                                    value,
                                    Formula.of(value.path("expression").asText()))
                            : new Added(at, value, null));
        });
        Map<String, Type> types = new HashMap<>();
        WriteTargets.texts(write.path("types"))
                .forEach((place, type) -> types.put(place, type.equals("number") ? Type.NUMBER : Type.BOOLEAN));
        return new WritingPlaces(
                added,
                types,
                switch (write.path("absent").asText("left-out")) {
                    case "nil" -> Absent.NIL;
                    case "empty" -> Absent.EMPTY;
                    default -> Absent.LEFT_OUT;
                });
    }

    /**
     * A value that is no field.
     *
     * @param value what is written, where there is no formula
     * @param formula of the canonical facts, or null
     */
    record Added(WritePlace at, JsonNode value, @Nullable Formula formula) {}

    /** What a value is written as, other than text. */
    enum Type {
        NUMBER,
        BOOLEAN
    }

    /** What stands for an unknown fact. */
    enum Absent {
        LEFT_OUT,
        NIL,
        EMPTY
    }
}

package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.problem.Problem;

/**
 * How one system's records are read: declared in {@code mapping.yaml}, compiled once, used by intake and look-up alike.
 * Immutable and safe for concurrent use.
 */
public interface Mapping {
    /**
     * Translates one record. A record may tell several changes; a step that cannot be translated becomes a problem and
     * the others go through.
     *
     * @param record the record, as a tree: JSON as it is; XML with elements as members by local name, repeated ones as
     *     arrays, attributes as {@code @name}, text beside either as {@code #text}; a CSV row as an object of texts
     * @param observedAt when the hub received it
     */
    Translated translate(JsonNode record, Instant observedAt);

    /** Translates one record, and says what became of each of its values and which of them nobody asked for. */
    Explained explain(JsonNode record, Instant observedAt);

    /**
     * Reads a date as this system writes it: by the mapping's patterns, in their order, and its zone. Empty if it is written
     * in none of these ways.
     */
    Optional<Instant> date(String text);

    /** What came in records that were translated, and that this mapping has no rule for; what was explained does not count. */
    MappingGaps gaps();

    /** The other direction, by which the hub writes records of this system; empty where the mapping has no {@code write}. */
    Optional<RecordWriter> writer();

    /**
     * The other direction as far as it can be turned round at all, whether or not the mapping has a {@code write}: by which
     * somebody plays the system and tells what it would tell. A place that two fields read is written for the first of them.
     * Compiled each time it is asked for.
     */
    RecordWriter mirror();

    /** A date as this system writes it: by the first of the mapping's patterns that reads back as the same second. */
    String written(Instant date);

    /** The zone of dates that name none. */
    ZoneId zone();

    /**
     * What a record became.
     *
     * @param changes the changes told, in the record's order
     * @param problems what could not be translated, each with pointer and remedy
     * @param dossierNo the system's own number of the dossier, where that could be read
     */
    record Translated(List<StatusChange> changes, List<Problem> problems, @Nullable String dossierNo) {
        public Translated {
            changes = List.copyOf(changes);
            problems = List.copyOf(problems);
        }
    }

    /**
     * A translation with its reasons.
     *
     * @param fields what each field of the mapping read, in the order of reading
     * @param unread JSON Pointers to the record's values that no field took
     */
    record Explained(Translated translated, List<FieldReading> fields, List<String> unread) {
        public Explained {
            fields = List.copyOf(fields);
            unread = List.copyOf(unread);
        }
    }

    /**
     * What one field of the mapping read.
     *
     * @param field its place in {@code mapping.yaml}, such as {@code dossier/due-at}
     * @param pointer where the value was, from the record on; null where none was found
     * @param found the value as the system tells it; null where none was found
     * @param became the value the mapping goes on with; null for none
     * @param rule by which it became that
     */
    record FieldReading(
            String field, @Nullable String pointer, @Nullable String found, @Nullable String became, Rule rule) {}

    /** How a field came to its value. */
    enum Rule {
        /** Taken as it is from the only place. */
        TAKEN,
        /** Taken from the first of several places that had one. */
        FIRST_OF,
        /** Made of several values, or reckoned. */
        COMPOSED,
        /** Turned by the field's {@code values}. */
        VALUES,
        /** There was none, so the default counts. */
        DEFAULT,
        /** The same in every record. */
        CONSTANT,
        /** There was none, and there is no default. */
        NOTHING
    }
}

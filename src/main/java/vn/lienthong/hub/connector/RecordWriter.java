package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.problem.Problem;

/**
 * A mapping's other direction: canonical facts written as a record of the system, at the places where the mapping reads
 * them. Compiled once, where {@code mapping.yaml} has {@code write}; immutable and safe for concurrent use.
 *
 * <p>What is written reads back as the same facts, as far as the system's own forms can hold them: a date is cut to the
 * pattern it is written in, and a fact that no place takes is lost.
 */
public interface RecordWriter {
    /**
     * Writes what is known of a dossier, and nothing of its status.
     *
     * @return the record as a tree: JSON as it is; XML with elements as members by local name, attributes as
     *     {@code @name}, text beside either as {@code #text}, without the root element
     */
    Written write(Dossier dossier);

    /** Writes what is known of a dossier and one step of it, which stands in the list of changes where the mapping has one. */
    Written write(Dossier dossier, Step step);

    /**
     * One step of a dossier, as it is told to the system.
     *
     * @param status the national status, which becomes a code of the system
     * @param at when it happened
     * @param sequence its place among the dossier's changes, from 0, where they are counted
     * @param changeId what makes two reports of it the same one
     * @param by who did what where
     */
    record Step(
            DossierStatus status,
            Instant at,
            @Nullable Long sequence,
            @Nullable String changeId,
            StatusChange.Step by) {}

    /**
     * What was written.
     *
     * @param record the record; what a problem names is not in it
     * @param problems what could not be written, each with pointer and remedy; with one of them the record is not to be
     *     sent
     */
    record Written(ObjectNode record, List<Problem> problems) {
        public Written {
            problems = List.copyOf(problems);
        }

        /** Prints no personal data. */
        @Override
        public String toString() {
            return "Written[" + problems + "]";
        }
    }
}

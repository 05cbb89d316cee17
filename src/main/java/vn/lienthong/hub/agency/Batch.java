package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;

/**
 * What was read out of one payload of an agency: the changes, and the records that could not be translated.
 *
 * @param connector whose payload it was
 */
public record Batch(SystemId connector, List<StatusChange> changes, List<BadRecord> bad) {
    public Batch {
        changes = List.copyOf(changes);
        bad = List.copyOf(bad);
    }

    /**
     * A record that could not be translated, or not wholly.
     *
     * @param record as it came, as JSON
     * @param line where it starts in the payload
     * @param problems what is wrong with it, at least one
     * @param dossierNo the dossier it is about, where that could be read
     */
    public record BadRecord(JsonNode record, long line, List<Problem> problems, @Nullable String dossierNo) {
        public BadRecord {
            problems = List.copyOf(problems);
        }

        /** Prints no personal data. */
        @Override
        public String toString() {
            return "BadRecord[line " + line + ", " + problems.size() + " problems]";
        }
    }
}

package vn.lienthong.hub.translation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.Problem;

/**
 * One record out of a source.
 *
 * @param tree the record
 * @param line the line it starts on, from 1
 * @param problem why the record cannot be trusted, such as a row of too many cells; the others of the source can
 */
public record SourceRecord(JsonNode tree, long line, @Nullable Problem problem) {
    SourceRecord(JsonNode tree, long line) {
        this(tree, line, null);
    }

    /** Prints no personal data. */
    @Override
    public String toString() {
        return "SourceRecord[line " + line + "]";
    }
}

package vn.lienthong.hub.reconciliation;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;

/**
 * One comparison of an agency's dossiers.
 *
 * @param agency whose dossiers
 * @param way how the agency was compared
 * @param compared dossiers of the agency that were compared
 * @param asked questions to portals
 * @param counts differences by cause; of them the first {@value Reports#MOST} are kept
 * @param persisting how many of them were there in the report before
 * @param problem why it could not be ended, in a line
 */
public record Report(
        long id,
        SystemId agency,
        Way way,
        State state,
        String by,
        Instant startedAt,
        @Nullable Instant endedAt,
        long compared,
        long asked,
        Map<Cause, Long> counts,
        long persisting,
        @Nullable String problem) {
    public Report {
        counts = new TreeMap<>(counts);
    }

    /** How an agency is compared. */
    public enum Way {
        /** Its whole list. */
        LIST,
        /** Dossier by dossier. */
        LOOK_UP,
        /** Not at all: it has neither a list nor look-ups. The portals are. */
        NONE
    }

    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    public long differences() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

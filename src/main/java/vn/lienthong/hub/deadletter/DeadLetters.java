package vn.lienthong.hub.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;

/** What could not go through, with its cause and its original, until somebody mends the cause and replays it. */
public interface DeadLetters {
    /**
     * Keeps a failure; on disk when this returns. Keeping the same original of the same connector and stage again, while
     * it is open, counts the repetition instead of adding another.
     *
     * @return its id
     */
    long keep(SystemId connector, Problem problem, Original original, @Nullable String dossierNo, Instant at);

    Optional<DeadLetter> find(long id);

    /** Newest first. */
    List<DeadLetter> list(Filter filter, int most);

    long open(@Nullable SystemId connector);

    /** Marks a dead letter as gone through, or as given up by somebody. */
    void close(long id, State how, String by, Instant at);

    /**
     * What failed, as it came in.
     *
     * @param form what it is, and so where a replay starts
     */
    record Original(Form form, String contentType, byte[] content) {
        /** Prints no personal data. */
        @Override
        public String toString() {
            return "Original[" + form + ", " + content.length + " bytes]";
        }
    }

    /** What an original is. */
    enum Form {
        /** A whole message or file that could not be read. */
        PAYLOAD,
        /** One record of it, as JSON, that could not be translated. */
        RECORD,
        /** A dossier's pending changes that a destination refused; the ledger has them. */
        DELIVERY
    }

    /** Where a dead letter stands. */
    enum State {
        OPEN,
        REPLAYED,
        DISCARDED
    }

    /** Which dead letters to list; a null member means any. */
    record Filter(@Nullable SystemId connector, @Nullable String stage, @Nullable State state) {}

    /** A kept failure. */
    record DeadLetter(
            long id,
            SystemId connector,
            Problem problem,
            Original original,
            @Nullable String dossierNo,
            State state,
            int times,
            Instant firstAt,
            Instant lastAt) {}
}

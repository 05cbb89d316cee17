package vn.lienthong.hub.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;

/** What could not go through, with its cause and its original, until somebody mends the cause and replays it. */
public interface DeadLetters {
    /** How much of an original is kept, in bytes. */
    int MOST_KEPT = 1 << 20;

    /** How much of an original a list shows, in bytes. */
    int PREVIEW = 4 << 10;

    /**
     * Keeps a failure; on disk when this returns. Keeping the same original of the same connector and stage again, while
     * it is open, counts the repetition instead of adding another, and keeps the problem as it was told last. Of an
     * original only the first {@value #MOST_KEPT} bytes are kept.
     *
     * @return its id
     */
    long keep(SystemId connector, Problem problem, Original original, @Nullable String dossierNo, Instant at);

    Optional<DeadLetter> find(long id);

    /** Newest first, with the first {@value #PREVIEW} bytes of each original. */
    List<DeadLetter> list(Filter filter, int most);

    long open(@Nullable SystemId connector);

    /**
     * Marks an open dead letter as gone through, or as given up by somebody.
     *
     * @return whether it was open
     */
    boolean close(long id, State how, String by, Instant at);

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
        /** A change, translated and journalled, that the store refuses, as the hub writes it. */
        CHANGE,
        /** A dossier's pending changes that a destination refused; the ledger has them. */
        DELIVERY,
        /** A message to which nobody waits for an answer any more; it is not sent again from here. */
        MESSAGE
    }

    /** Where a dead letter stands. */
    enum State {
        OPEN,
        REPLAYED,
        DISCARDED
    }

    /** Which dead letters to list; a null member means any. */
    record Filter(@Nullable SystemId connector, @Nullable String stage, @Nullable State state) {}

    /**
     * A kept failure.
     *
     * @param originalSize how many bytes came in; more than the original holds if that was cut
     * @param times how often it failed
     */
    record DeadLetter(
            long id,
            SystemId connector,
            Problem problem,
            Original original,
            long originalSize,
            @Nullable String dossierNo,
            State state,
            int times,
            Instant firstAt,
            Instant lastAt) {

        /** Whether the original is not here in full, so that it cannot be replayed from here. */
        public boolean isCut() {
            return original.content().length < originalSize;
        }
    }
}

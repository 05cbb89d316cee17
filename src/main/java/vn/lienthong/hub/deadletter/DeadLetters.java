package vn.lienthong.hub.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

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
    default List<DeadLetter> list(Filter filter, int most) {
        return list(filter, Long.MAX_VALUE, most);
    }

    /**
     * Newest first, with the first {@value #PREVIEW} bytes of each original.
     *
     * @param before only those with a lower id
     */
    List<DeadLetter> list(Filter filter, long before, int most);

    /**
     * Oldest first, with each original as it is kept.
     *
     * @param from only those with this id or a higher one
     */
    List<DeadLetter> oldest(Filter filter, long from, int most);

    long count(Filter filter);

    long open(@Nullable SystemId connector);

    /**
     * Keeps what somebody made of an original, beside the original; on disk when this returns.
     *
     * @return which version it is, from 2
     */
    int edit(long id, byte[] content, String by, Instant at);

    /** What was made of an original, oldest first. */
    List<Version> versions(long id);

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
        /** Something handed in for an agency that its system refused; the outbox of submissions has it. */
        SUBMISSION,
        /** A message to which nobody waits for an answer any more; it is not sent again from here. */
        MESSAGE
    }

    /** Where a dead letter stands. */
    enum State {
        OPEN,
        REPLAYED,
        DISCARDED
    }

    /**
     * Which dead letters to list; a null member means any.
     *
     * @param kind of its problem
     * @param dossierNo the number that the dossier has in its system
     * @param from failed last at this time or later
     * @param to failed last before this time
     */
    record Filter(
            @Nullable SystemId connector,
            @Nullable String stage,
            @Nullable ProblemKind kind,
            @Nullable String dossierNo,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable State state) {
        /** All that are open. */
        static final Filter OPEN = new Filter(null, null, State.OPEN);

        public Filter(@Nullable SystemId connector, @Nullable String stage, @Nullable State state) {
            this(connector, stage, null, null, null, null, state);
        }
    }

    /** An edited original. */
    record Version(int number, byte[] content, String by, Instant at) {
        /** Its content as text. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        /** Prints no personal data. */
        @Override
        public String toString() {
            return "Version[" + number + ", " + content.length + " bytes]";
        }
    }

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

        /** The same with another content of its original. */
        DeadLetter with(byte[] content) {
            return new DeadLetter(
                    id,
                    connector,
                    problem,
                    new Original(original.form(), original.contentType(), content),
                    content.length,
                    dossierNo,
                    state,
                    times,
                    firstAt,
                    lastAt);
        }

        /** Whether the original is not here in full, so that it cannot be replayed from here. */
        public boolean isCut() {
            return original.content().length < originalSize;
        }
    }
}

package vn.lienthong.hub.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay of many dead letters, and how far it has come.
 *
 * @param by who asked for it
 * @param selection which letters, as JSON
 * @param perSecond the most letters a second
 * @param nextId the next letter to look at
 * @param lastId the newest letter at the beginning; what comes in later is not meant
 * @param total how many letters it was to begin with
 * @param sent how many are on their way
 * @param superseded how many had nothing left to send
 * @param failed how many still fail; they stay open
 * @param endedAt null while it runs
 */
public record ReplayRun(
        long id,
        String by,
        String selection,
        int perSecond,
        State state,
        long nextId,
        long lastId,
        long total,
        long sent,
        long superseded,
        long failed,
        Instant startedAt,
        @Nullable Instant endedAt) {
    /** Where a run stands. */
    public enum State {
        RUNNING,
        DONE,
        STOPPED
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    /** After one more letter. */
    ReplayRun counting(long letter, Replay.Outcome outcome) {
        boolean gone = outcome instanceof Replay.Outcome.GoneThrough;
        boolean nothing = outcome instanceof Replay.Outcome.NothingToReplay;
        return new ReplayRun(
                id,
                by,
                selection,
                perSecond,
                state,
                letter + 1,
                lastId,
                total,
                sent + (gone ? 1 : 0),
                superseded + (nothing ? 1 : 0),
                failed + (gone || nothing ? 0 : 1),
                startedAt,
                endedAt);
    }

    ReplayRun ended(State how, Instant at) {
        return new ReplayRun(
                id, by, selection, perSecond, how, nextId, lastId, total, sent, superseded, failed, startedAt, at);
    }
}

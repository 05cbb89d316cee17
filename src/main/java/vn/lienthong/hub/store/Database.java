package vn.lienthong.hub.store;

import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hub's database. Writes of concurrent callers share a commit: each caller returns only when its own write is on
 * disk. Reads run beside the writer and see what is committed.
 */
public interface Database {
    /**
     * Runs the work on the one writer and returns when it is durable. Work that fails undoes itself and nobody else's.
     *
     * @throws vn.lienthong.hub.problem.TryAgainLater if the database is locked, full or away
     */
    <T> T write(Work<T> work);

    /**
     * Hands the work to the one writer, after whatever was handed to it before, without waiting for it.
     */
    <T> Begun<T> begin(Work<T> work);

    /** For reading only; throws TryAgainLater in the same cases. */
    JdbcClient reader();

    /** Whether nobody but this hub writes to it: what was read stays true until this hub writes. */
    boolean isOurs();

    /** Whether the writer takes and commits work, told within this time. */
    boolean answers(Duration within);

    /** Work that the writer has been handed. */
    @FunctionalInterface
    interface Begun<T> extends Runnable {
        /** Returns or throws what {@link #write} would, when the work is durable. */
        T finish();

        @Override
        default void run() {
            finish();
        }
    }

    /** Something to do in a write transaction; it may be run again after an undone commit, so it keeps nothing itself. */
    @FunctionalInterface
    interface Work<T> {
        T in(WriteSession session) throws SQLException;

        /** Called once, when the work is durable and before its caller hears of it. Quick, for every writer waits. */
        default void committed() {}
    }
}

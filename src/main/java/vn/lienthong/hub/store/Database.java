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

    /** For reading only; throws TryAgainLater in the same cases. */
    JdbcClient reader();

    /** Whether the writer takes and commits work, told within this time. */
    boolean answers(Duration within);

    /** Something to do in a write transaction; it may be run again after an undone commit, so it keeps nothing itself. */
    @FunctionalInterface
    interface Work<T> {
        T in(WriteSession session) throws SQLException;
    }
}

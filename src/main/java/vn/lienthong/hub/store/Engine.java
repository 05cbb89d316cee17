package vn.lienthong.hub.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** What differs between the databases the hub runs on. */
sealed interface Engine permits SqliteEngine, PostgresEngine {
    /** Connections that write, durable at commit. */
    DataSource writing();

    /** Connections that only read, and see what is committed. */
    DataSource reading();

    /** The words in the migrations that differ. */
    Map<String, String> placeholders();

    /** Whatever has to be the first statement of a write transaction. */
    void begin(Connection writer) throws SQLException;

    /** Whether no other process writes to the database. */
    boolean isOurs();

    /** Whether the database is locked, full or away, so that the same may work later. */
    boolean isUnavailable(SQLException failure);
}

package vn.lienthong.hub.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's line to the database: one connection, opened again when it was lost. Used by the writer's thread alone. */
final class WriterLine {
    private static final Logger LOG = LoggerFactory.getLogger(WriterLine.class);

    private final Engine engine;
    private final DataSource connections;
    private @Nullable WriterConnection connection;

    WriterLine(Engine engine) {
        this.engine = engine;
        this.connections = engine.writing();
    }

    /** Begins on the connection at hand; if that was lost since it was last used, on a new one. */
    WriterConnection begin() throws SQLException {
        WriterConnection atHand = connection;
        if (atHand != null) {
            try {
                atHand.begin();
                return atHand;
            } catch (SQLException lost) {
                LOG.info("The database connection was lost ({}); connecting again", lost.getMessage());
                drop();
            }
        }
        WriterConnection opened = new WriterConnection(engine, connections.getConnection());
        connection = opened;
        opened.begin();
        return opened;
    }

    /** Undoes what was begun; a connection that cannot do that, or whose database is unavailable, is dropped. */
    void undo(WriterConnection session, Throwable failure) {
        try {
            session.rollback();
            if (failure instanceof SQLException sql && engine.isUnavailable(sql)) {
                drop();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
            drop();
        }
    }

    void drop() {
        WriterConnection dropped = connection;
        connection = null;
        if (dropped != null) {
            try {
                dropped.close();
            } catch (SQLException e) {
                LOG.debug("A lost database connection did not close cleanly", e);
            }
        }
    }
}

package vn.lienthong.hub.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** The embedded database: a file on disk with a write-ahead log that is synced at each commit. */
final class SqliteEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<SQLiteErrorCode> UNAVAILABLE = EnumSet.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_NOMEM,
            SQLiteErrorCode.SQLITE_PROTOCOL);

    private final Path file;
    private final String url;
    private final Duration patience;

    SqliteEngine(Path file) {
        this(file, PATIENCE);
    }

    /** @param patience how long to wait for another process that has locked the file */
    SqliteEngine(Path file, Duration patience) {
        this.file = file;
        this.url = "jdbc:sqlite:" + file.toAbsolutePath();
        this.patience = patience;
    }

    /** A file can be made smaller later only if that is said before anything is in it. */
    private void begin() {
        if (Files.exists(file)) {
            return;
        }
        try (Connection first = dataSource(config()).getConnection();
                Statement statement = first.createStatement()) {
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("VACUUM");
        } catch (SQLException e) {
            // Whoever opens it next tells what is wrong with it, and it works without.
            LOG.debug("A new database could not be prepared", e);
        }
    }

    @Override
    public DataSource writing() {
        begin();
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // NORMAL would lose the last commits at a power cut, which were acknowledged.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setCacheSize(-64 * 1024);
        config.setJournalSizeLimit(64 * 1024 * 1024);
        return dataSource(config);
    }

    @Override
    public DataSource reading() {
        SQLiteConfig config = config();
        config.setCacheSize(-16 * 1024);
        return new DelegatingDataSource(dataSource(config)) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA query_only = 1");
                }
                // SQLite takes longer to understand a look-up than to answer it.
                return PreparedOnce.on(connection);
            }
        };
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) patience.toMillis());
        // Asked for with RETURNING where they are wanted; the driver would ask for them after every statement.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private DataSource dataSource(SQLiteConfig config) {
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl(url);
        return dataSource;
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of(
                "id", "INTEGER PRIMARY KEY",
                // AUTOINCREMENT never gives a number twice, even after its row was deleted: subscribers keep positions.
                "position", "INTEGER PRIMARY KEY AUTOINCREMENT",
                "bytes", "BLOB",
                // The rows lie in the order of their key, which needs no index beside them.
                "clustered", "WITHOUT ROWID",
                // They are not enforced below.
                "foreign-keys-go", "SELECT 1");
    }

    /** Nothing: the driver begins with the lock of the only writer. */
    @Override
    public void begin(Connection writer) {}

    /** The data folder is locked by this hub. */
    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public boolean isUnavailable(SQLException failure) {
        return UNAVAILABLE.stream().anyMatch(code -> code.code == (failure.getErrorCode() & 0xff));
    }
}

package vn.lienthong.hub.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server. */
final class PostgresEngine implements Engine {
    /** Connection lost, out of resources, cancelled by the operator, a fault of its own. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58");

    /** Serialization failure, deadlock, lock not available, and a server that became a read-only standby. */
    private static final Set<String> UNAVAILABLE = Set.of("40001", "40P01", "55P03", "25006");

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;

    PostgresEngine(String url, @Nullable String user, @Nullable String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public DataSource writing() {
        // A role or server may have relaxed synchronous_commit; what the hub acknowledges must be on disk.
        return dataSource("-c synchronous_commit=on -c lock_timeout=10s");
    }

    @Override
    public DataSource reading() {
        return dataSource("-c default_transaction_read_only=on -c statement_timeout=10s");
    }

    private DataSource dataSource(String options) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        if (user != null) {
            dataSource.setUser(user);
        }
        if (password != null) {
            dataSource.setPassword(password);
        }
        dataSource.setApplicationName("lienthong-hub");
        dataSource.setConnectTimeout(5);
        dataSource.setSocketTimeout(30);
        dataSource.setTcpKeepAlive(true);
        dataSource.setOptions(options);
        return dataSource;
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of(
                "id", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                "position", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                "bytes", "BYTEA",
                "clustered", "",
                "foreign-keys-go",
                        "ALTER TABLE dossier DROP CONSTRAINT IF EXISTS dossier_facts_id_fkey;"
                                + " ALTER TABLE status_change DROP CONSTRAINT IF EXISTS status_change_dossier_id_fkey;"
                                + " ALTER TABLE status_change DROP CONSTRAINT IF EXISTS status_change_facts_id_fkey;"
                                + " ALTER TABLE delivery DROP CONSTRAINT IF EXISTS delivery_dossier_id_fkey");
    }

    /** Takes turns with any other writer until the commit, so that a lower position is never seen after a higher one. */
    @Override
    public void begin(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(761120170839)");
        }
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    @Override
    public boolean isUnavailable(SQLException failure) {
        String state = failure.getSQLState();
        return state != null
                && state.length() == 5
                && (UNAVAILABLE_CLASSES.contains(state.substring(0, 2)) || UNAVAILABLE.contains(state));
    }
}

package vn.lienthong.hub.simulator;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

/**
 * A database on loopback with one table: an H2 that takes PostgreSQL's protocol and most of its SQL, so that PostgreSQL's own
 * driver reads it.
 */
public final class SampleDatabase implements AutoCloseable {
    /** A table's or column's name as it stands in a query, with its schema where that is told. */
    public static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_$]*)?");

    private static final String UNKNOWN = "SET extra_float_digits = 2";
    private static final String KNOWN = "SET DATESTYLE ISO         ";

    static {
        // Otherwise its port is open on all addresses, though it lets in nobody from elsewhere.
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private final String name;
    private final Server server;
    private final Connection kept;

    private SampleDatabase(String name, Server server, Connection kept) {
        this.name = name;
        this.server = server;
        this.kept = kept;
    }

    /** What a column holds. */
    public enum Kind {
        TEXT("varchar"),
        NUMBER("numeric(38, 9)"),
        WHOLE_NUMBER("bigint"),
        TRUTH("boolean"),
        TIME("timestamp"),
        TIME_WITH_ZONE("timestamp with time zone");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Starts it on a free port.
     *
     * @throws IllegalStateException if it cannot be started
     */
    public static SampleDatabase start(String user, String password) {
        String name = "simulated-" + UUID.randomUUID();
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        // As its server for PostgreSQL's protocol opens it.
        properties.setProperty("MODE", "PostgreSQL");
        properties.setProperty("DATABASE_TO_LOWER", "TRUE");
        properties.setProperty("DEFAULT_NULL_ORDERING", "HIGH");
        try {
            Connection kept = new org.h2.Driver().connect("jdbc:h2:mem:" + name, properties);
            Server server = Server.createPgServer("-pgPort", "0", "-pgDaemon", "-key", "simulated", "mem:" + name);
            server.start();
            return new SampleDatabase(name, server, java.util.Objects.requireNonNull(kept, "H2 knows its own address"));
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * What a caller sends, with the one statement that every driver of PostgreSQL's begins with and H2 does not know put into one
     * that it does, of the same length.
     */
    public static byte[] understood(byte[] sent) {
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        return text.contains(UNKNOWN) ? text.replace(UNKNOWN, KNOWN).getBytes(StandardCharsets.ISO_8859_1) : sent;
    }

    public int port() {
        return server.getPort();
    }

    /**
     * Makes a table of rows.
     *
     * @param table such as {@code v_ho_so} or {@code dbo.HoSo}
     * @param columns in order
     * @param rows each a value for a column, as text; a column without one is null
     */
    public void fill(String table, Map<String, Kind> columns, List<? extends Map<String, @Nullable String>> rows)
            throws SQLException {
        try (Statement statement = kept.createStatement()) {
            if (table.indexOf('.') > 0) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + table.substring(0, table.indexOf('.')));
            }
            List<String> told = new ArrayList<>();
            columns.forEach((column, kind) -> told.add(quoted(column) + " " + kind.sql));
            statement.execute("CREATE TABLE " + table + " (" + String.join(", ", told) + ")");
        }
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        try (PreparedStatement insert = kept.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")")) {
            for (Map<String, @Nullable String> row : rows) {
                int at = 0;
                for (String column : columns.keySet()) {
                    insert.setString(++at, row.get(column));
                }
                insert.executeUpdate();
            }
        }
    }

    /**
     * Whether a query can be asked here.
     *
     * @param query with a question mark for each value
     * @throws SQLException if not, telling why
     */
    public void prepare(String query) throws SQLException {
        kept.prepareStatement(query).close();
    }

    /** PostgreSQL's driver asks for names in lower case. */
    private static String quoted(String column) {
        return '"' + column.toLowerCase(Locale.ROOT) + '"';
    }

    @Override
    public void close() {
        server.stop();
        try {
            kept.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + name + " does not close", e);
        }
    }
}

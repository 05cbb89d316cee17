package vn.lienthong.hub.trail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import vn.lienthong.hub.trail.ChainRows.Chain;

/** A trail in a database, page by page. */
final class DatabaseTrail implements TrailSource {
    private static final int PAGE = 2_000;
    private static final String SQLITE = "SQLite format 3\0";

    private final JdbcClient reader;
    private final Runnable closing;

    private DatabaseTrail(JdbcClient reader, Runnable closing) {
        this.reader = reader;
        this.closing = closing;
    }

    /** A running hub's own. */
    static DatabaseTrail of(JdbcClient reader) {
        return new DatabaseTrail(reader, () -> {});
    }

    static boolean isSqlite(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return new String(content.readNBytes(16), StandardCharsets.US_ASCII).equals(SQLITE);
        }
    }

    /** A hub may be writing to it: what is read is as it was at the beginning. */
    static DatabaseTrail sqlite(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        return in(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    }

    static DatabaseTrail postgres(String url, @Nullable String user, @Nullable String password) throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return in(connection);
    }

    private static DatabaseTrail in(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT COUNT(*) FROM trail_chain").close();
        } catch (SQLException e) {
            connection.close();
            throw new SQLException("it is no hub's database, or one from before the trail was a chain", e);
        }
        var one = new SingleConnectionDataSource(connection, true);
        return new DatabaseTrail(JdbcClient.create(one), one::destroy);
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        try {
            for (Chain chain : ChainRows.chains(reader)) {
                each(chain, visitor);
            }
        } catch (DataAccessException e) {
            throw new IOException(
                    "the database cannot be read: " + e.getMostSpecificCause().getMessage(), e);
        }
    }

    private void each(Chain chain, Visitor visitor) throws IOException {
        long next = Long.MIN_VALUE;
        long strays = 0;
        List<TrailSegment> segments = ChainRows.segments(reader, chain.id());
        for (int i = 0; i < segments.size(); i++) {
            TrailSegment segment = segments.get(i);
            strays += skip(chain, next, segment.first() - 1);
            visitor.segment(segment);
            long last = segment.end() == null
                    ? endOfOpen(segments, i)
                    : segment.end().last();
            if (!segment.removed()) {
                entries(chain, segment.first(), last, visitor);
            }
            next = Math.max(next, last == Long.MAX_VALUE ? last : last + 1);
        }
        strays += next == Long.MAX_VALUE ? 0 : skip(chain, next, Long.MAX_VALUE);
        if (strays > 0) {
            visitor.strays(chain.name(), strays);
        }
    }

    private static long endOfOpen(List<TrailSegment> segments, int i) {
        return i + 1 < segments.size() ? segments.get(i + 1).first() - 1 : Long.MAX_VALUE;
    }

    private long skip(Chain chain, long from, long to) {
        return reader.sql("SELECT COUNT(*) FROM trail_entry WHERE chain = ? AND number BETWEEN ? AND ?")
                .params(chain.id(), from, to)
                .query(Long.class)
                .single();
    }

    /** The entries of one segment. */
    void entries(Chain chain, long from, long to, Visitor visitor) throws IOException {
        long next = from;
        List<TrailEntry> page;
        do {
            page = ChainRows.page(reader, chain.id(), next, to, PAGE);
            for (TrailEntry entry : page) {
                visitor.entry(entry);
                next = entry.number() + 1;
            }
        } while (page.size() == PAGE);
    }

    @Override
    public void close() {
        closing.run();
    }
}

package vn.lienthong.hub.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One open connection that writes, with its prepared statements. Used by the writer's thread alone. */
final class WriterConnection implements WriteSession, AutoCloseable {
    private final Engine engine;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    WriterConnection(Engine engine, Connection connection) throws SQLException {
        this.engine = engine;
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    void begin() throws SQLException {
        engine.begin(connection);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        return bound(sql, parameters).executeUpdate();
    }

    @Override
    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = bound(sql, parameters).executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(row.read(rows));
            }
            return read;
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, storable(parameters[i]));
        }
        return statement;
    }

    /** PostgreSQL's texts cannot hold the character NUL, and an agency's note may. */
    private static @Nullable Object storable(@Nullable Object parameter) {
        return parameter instanceof String text && text.indexOf('\0') >= 0 ? text.replace('\0', '\uFFFD') : parameter;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

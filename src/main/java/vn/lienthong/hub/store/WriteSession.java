package vn.lienthong.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writer's side of the database within one transaction. Statements stay prepared between uses, so their text is
 * fixed and everything that varies is a parameter: a text, a number, bytes or null.
 */
public interface WriteSession {
    /** @return how many rows were touched */
    int update(String sql, @Nullable Object... parameters) throws SQLException;

    <T> List<T> query(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException;

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}

package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows as a tree: numbers as they are, times as ISO texts, with an offset where the column has one. */
final class DatabaseRows {
    private DatabaseRows() {}

    static ArrayNode of(ResultSet result) throws SQLException {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        ResultSetMetaData columns = result.getMetaData();
        while (result.next()) {
            ObjectNode row = rows.addObject();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                put(row, columns.getColumnLabel(i), result, columns, i);
            }
        }
        return rows;
    }

    private static void put(ObjectNode row, String name, ResultSet result, ResultSetMetaData columns, int i)
            throws SQLException {
        switch (columns.getColumnType(i)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DECIMAL, Types.NUMERIC ->
                row.put(name, result.getBigDecimal(i));
            case Types.DATE -> row.put(name, text(result.getObject(i, LocalDate.class)));
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> row.put(name, timeText(result, columns, i));
            case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> row.putNull(name);
            default -> row.put(name, result.getString(i));
        }
    }

    private static @Nullable String timeText(ResultSet result, ResultSetMetaData columns, int i) throws SQLException {
        String type = columns.getColumnTypeName(i).toLowerCase(Locale.ROOT);
        if (columns.getColumnType(i) == Types.TIMESTAMP_WITH_TIMEZONE
                || type.contains("tz")
                || type.contains("offset")) {
            OffsetDateTime time = result.getObject(i, OffsetDateTime.class);
            return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        LocalDateTime time = result.getObject(i, LocalDateTime.class);
        return time == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    /** A time as a moment; where the database tells none, by the hub's own zone, as JDBC has it. */
    static OffsetDateTime time(ResultSet result, int i) throws SQLException {
        try {
            return result.getObject(i, OffsetDateTime.class);
        } catch (SQLException e) {
            return result.getTimestamp(i).toInstant().atOffset(java.time.ZoneOffset.UTC);
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

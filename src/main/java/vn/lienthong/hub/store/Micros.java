package vn.lienthong.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the database keeps them: whole microseconds since 1970, a number that sorts and is the same everywhere. */
public final class Micros {
    private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

    private Micros() {}

    /** The time as a number, rounded down; a time some 292,000 years away becomes the furthest that can be told. */
    public static long of(Instant time) {
        if (time.isBefore(FIRST)) {
            return Long.MIN_VALUE;
        }
        return time.isAfter(LAST) ? Long.MAX_VALUE : time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    public static @Nullable Long ofNullable(@Nullable Instant time) {
        return time == null ? null : Micros.of(time);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The time in this column of the row. */
    public static Instant read(ResultSet row, int column) throws SQLException {
        return instant(row.getLong(column));
    }

    /** The time in this column of the row, or null. */
    public static @Nullable Instant readNullable(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : instant(micros);
    }
}

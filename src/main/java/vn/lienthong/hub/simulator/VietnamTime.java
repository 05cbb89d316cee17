package vn.lienthong.hub.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Vietnamese time in the shapes that agencies write it. */
final class VietnamTime {
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** {@code 20260609093000}. */
    static final DateTimeFormatter COMPACT = local("yyyyMMddHHmmss");

    /** {@code 09/06/2026 09:30:00}. */
    static final DateTimeFormatter SLASHED = local("dd/MM/yyyy HH:mm:ss");

    /** {@code 09/06/2026}. */
    static final DateTimeFormatter SLASHED_DAY = local("dd/MM/yyyy");

    /** {@code 2026-06-09}. */
    static final DateTimeFormatter DAY = local("yyyy-MM-dd");

    /** {@code 2026-06-09T09:30:00}. */
    static final DateTimeFormatter LOCAL = local("yyyy-MM-dd'T'HH:mm:ss");

    /** {@code 2026-06-09T09:30:00Z}, where the Z lies: it is local time. */
    static final DateTimeFormatter LYING = local("yyyy-MM-dd'T'HH:mm:ss'Z'");

    /** {@code 2026-06-09T09:30:00+07:00}. */
    static final DateTimeFormatter OFFSET = local("yyyy-MM-dd'T'HH:mm:ssXXX");

    /** What a broken clock writes, for those who write slashes. */
    static final String BAD_SLASHED = "31/02/2026 25:61:00";

    /** What a broken clock writes, for those who write ISO 8601. */
    static final String BAD_ISO = "2026-02-31T25:61:00";

    private VietnamTime() {}

    /** The day's midnight before this moment. */
    static Instant midnightOf(Instant moment) {
        return moment.atZone(ZONE).toLocalDate().atStartOfDay(ZONE).toInstant();
    }

    private static DateTimeFormatter local(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZONE);
    }
}

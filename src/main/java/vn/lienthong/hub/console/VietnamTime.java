package vn.lienthong.hub.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as people in Vietnam write them. */
final class VietnamTime {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private VietnamTime() {}

    static String minutes(@Nullable Instant at) {
        return at == null ? "–" : MINUTES.format(at);
    }

    static String seconds(@Nullable Instant at) {
        return at == null ? "–" : SECONDS.format(at);
    }
}

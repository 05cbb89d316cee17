package vn.lienthong.bench.campaign;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One step of a dossier as both sides write it: its time, to the second, and its national status. */
record Step(String at, String status) {
    private static final DateTimeFormatter PORTAL_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    static Step of(Instant at, String status) {
        return new Step(portalTime(at), status);
    }

    static String portalTime(Instant at) {
        return PORTAL_TIME.format(at);
    }
}

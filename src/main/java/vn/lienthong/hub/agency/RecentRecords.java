package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The listed records that one system's last reading journalled. A poll asks a little before its watermark, for what
 * becomes visible late, and so sees the same records again and again; those that were read twice over that while are
 * left out from then on.
 */
final class RecentRecords {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private Map<UUID, Read> before = new HashMap<>();
    private Map<UUID, Read> now = new HashMap<>();

    /** The records that are still to be read. */
    synchronized List<JsonNode> fresh(List<JsonNode> records, Duration settled) {
        Duration enough = settled.compareTo(SHORTEST) < 0 ? SHORTEST : settled;
        List<JsonNode> fresh = new ArrayList<>();
        for (JsonNode record : records) {
            UUID print = print(record);
            Read read = before.get(print);
            if (read == null || Duration.between(read.first, read.last).compareTo(enough) < 0) {
                fresh.add(record);
            } else {
                now.put(print, read);
            }
        }
        return fresh;
    }

    /** Remembers records that are journalled. */
    synchronized void journalled(List<JsonNode> records, Instant at) {
        for (JsonNode record : records) {
            UUID print = print(record);
            Read read = before.get(print);
            now.put(print, new Read(read == null ? at : read.first, at));
        }
    }

    /** Forgets what this reading did not see. */
    synchronized void readingEnded() {
        before = now;
        now = new HashMap<>();
    }

    private static UUID print(JsonNode record) {
        return UUID.nameUUIDFromBytes(record.toString().getBytes(StandardCharsets.UTF_8));
    }

    private record Read(Instant first, Instant last) {}
}

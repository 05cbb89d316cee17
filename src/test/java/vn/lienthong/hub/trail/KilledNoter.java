package vn.lienthong.hub.trail;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

/** A process of its own that notes acts and says how many are on disk, until it is killed. */
final class KilledNoter {
    private KilledNoter() {}

    /** @param words the data folder */
    public static void main(String[] words) {
        Path home = Path.of(words[0]);
        Database database = Databases.sqlite(home);
        JdbcTrail trail = new JdbcTrail(database, new SimpleMeterRegistry(), Clock.systemUTC(), home);
        var clock = Clock.systemUTC();
        int[] next = {0};
        Executors.newSingleThreadScheduledExecutor()
                .scheduleWithFixedDelay(
                        () -> {
                            for (int i = 0; i < 20; i++) {
                                int number = next[0]++;
                                trail.note(new Trail.Act(
                                        clock.instant(),
                                        "portal-" + number % 7,
                                        "look-up",
                                        "D-" + number,
                                        "current",
                                        "rest"));
                            }
                            long entries = database.reader()
                                    .sql("SELECT COUNT(*) FROM trail_entry")
                                    .query(Long.class)
                                    .single();
                            byte[] line = (entries + "\n").getBytes(StandardCharsets.US_ASCII);
                            System.out.write(line, 0, line.length);
                            System.out.flush();
                        },
                        0,
                        2,
                        TimeUnit.MILLISECONDS);
    }
}

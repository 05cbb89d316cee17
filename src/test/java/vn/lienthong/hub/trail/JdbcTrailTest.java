package vn.lienthong.hub.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

class JdbcTrailTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00.123456Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Database database;

    @BeforeEach
    void open(@TempDir Path home) {
        database = Databases.sqlite(home);
    }

    @AfterEach
    void close() {
        Databases.close(database);
    }

    private static Trail.Act act(int number) {
        return new Trail.Act(NOW, "portal-demo", "look-up", "H27.12-260302-" + number, "current", "rest");
    }

    private List<String> subjects() {
        return database.reader()
                .sql("SELECT subject FROM trail ORDER BY id")
                .query(String.class)
                .list();
    }

    private double dropped() {
        return meters.counter("lienthong.trail.dropped").count();
    }

    @Nested
    class WhenAnActIsNoted {
        @Test
        void isOnDiskWithinASecond() {
            JdbcTrail trail = new JdbcTrail(database, meters);

            trail.note(act(1));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> subjects().size() == 1);
            assertThat(database.reader().sql("SELECT * FROM trail").query().singleRow())
                    .containsEntry("actor", "portal-demo")
                    .containsEntry("verb", "look-up")
                    .containsEntry("subject", "H27.12-260302-1")
                    .containsEntry("outcome", "current")
                    .containsEntry("door", "rest");
            trail.close();
        }
    }

    @Nested
    class WhenTheHubStops {
        @Test
        void writesWhatIsWaiting() {
            JdbcTrail trail = new JdbcTrail(database, meters);
            IntStream.range(0, 5_000).mapToObj(JdbcTrailTest::act).forEach(trail::note);

            trail.close();

            assertThat(subjects()).hasSize(5_000).startsWith("H27.12-260302-0", "H27.12-260302-1");
            assertThat(dropped()).isZero();
        }
    }

    @Nested
    class WhenMoreActsComeThanTheDatabaseTakes {
        @Test
        void holdsUpNobodyAndCountsWhatIsMissing() {
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch free = new CountDownLatch(1);
            Thread slow = new Thread(() -> database.write(session -> {
                busy.countDown();
                return await(free);
            }));
            slow.start();
            await(busy);
            JdbcTrail trail = new JdbcTrail(database, meters, 10);

            // One batch is with the writer, which is busy, and ten more acts may wait.
            IntStream.range(0, 3_000).mapToObj(JdbcTrailTest::act).forEach(trail::note);
            free.countDown();
            trail.close();

            assertThat(dropped()).isPositive();
            assertThat(subjects().size() + dropped()).isEqualTo(3_000);
        }

        private boolean await(CountDownLatch latch) {
            try {
                latch.await();
                return true;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

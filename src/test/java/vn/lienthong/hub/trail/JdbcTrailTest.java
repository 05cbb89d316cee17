package vn.lienthong.hub.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
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
    private Path home;
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        home = folder;
        database = Databases.sqlite(home);
    }

    @AfterEach
    void close() {
        Databases.close(database);
    }

    private JdbcTrail trail() {
        return new JdbcTrail(database, meters, Clock.systemUTC(), home);
    }

    private static Trail.Act act(int number) {
        return act(number, "current");
    }

    private static Trail.Act act(int number, String outcome) {
        return new Trail.Act(
                NOW.plusNanos(number * 1_000L), "portal-demo", "look-up", "H27.12-260302-" + number, outcome, "rest");
    }

    private List<String> subjects() {
        return NotedActs.all(database).stream().map(Trail.Act::subject).toList();
    }

    private double dropped() {
        return meters.counter("lienthong.trail.dropped").count();
    }

    @Nested
    class WhenActsAreNoted {
        @Test
        void areOnDiskSoonEachWithItsOwnTime() {
            JdbcTrail trail = trail();

            trail.note(act(1));
            trail.note(act(2, "not-found"));
            trail.note(act(3));

            Awaitility.await().until(() -> subjects().size() == 3);
            assertThat(NotedActs.all(database)).containsExactlyInAnyOrder(act(1), act(2, "not-found"), act(3));
            trail.close();
        }
    }

    @Nested
    class WhenManyOfOneKindComeTogether {
        @Test
        void shareEntries() {
            JdbcTrail trail = trail();
            IntStream.range(0, 5_000).mapToObj(JdbcTrailTest::act).forEach(trail::note);

            trail.close();

            assertThat(NotedActs.all(database))
                    .isEqualTo(IntStream.range(0, 5_000)
                            .mapToObj(JdbcTrailTest::act)
                            .toList());
            long entries = database.reader()
                    .sql("SELECT COUNT(*) FROM trail_entry")
                    .query(Long.class)
                    .single();
            assertThat(entries).isBetween(10L, 200L);
        }
    }

    @Nested
    class WhenASubjectCouldBreakItsLine {
        @Test
        void isKeptInOneLine() {
            JdbcTrail trail = trail();

            trail.note(new Trail.Act(NOW, "x", "look-up", "a\n5 b\0" + (char) 0xd800 + "c 😀", "current", "rest"));
            trail.close();

            assertThat(subjects()).containsExactly("a�5 b��c 😀");
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
            JdbcTrail trail = new JdbcTrail(database, meters, Clock.systemUTC(), home, 10);

            // One batch is with the writer, which is busy, and ten more acts may wait.
            IntStream.range(0, 3_000).mapToObj(JdbcTrailTest::act).forEach(trail::note);
            free.countDown();
            Awaitility.await().until(() -> NotedActs.all(database).stream()
                    .anyMatch(act -> act.verb().equals("acts-missing")));
            trail.close();

            List<Trail.Act> noted = NotedActs.all(database);
            assertThat(dropped()).isPositive();
            assertThat(noted.stream()
                                    .filter(act -> act.verb().equals("look-up"))
                                    .count()
                            + dropped())
                    .isEqualTo(3_000);
            assertThat(noted.stream()
                            .filter(act -> act.verb().equals("acts-missing"))
                            .mapToLong(act -> Long.parseLong(act.subject()))
                            .sum())
                    .isEqualTo((long) dropped());
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

package vn.lienthong.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.problem.TryAgainLater;

/** What was acknowledged outlives {@code kill -9} of the database server, and the hub goes on when it is back. */
class PostgresKillIT {
    private static final int WRITERS = 8;

    private final int kills = Integer.getInteger("lienthong.test.kills", 2);
    private final Random random = new Random(Long.getLong("lienthong.test.seed", 20_260_302L));
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Nested
    class WhenTheServerIsKilledAgainAndAgain {
        @Test
        void hasEveryAcknowledgedWriteOnce(@TempDir Path folder) throws Exception {
            var server = new PostgresServer(folder.resolve("data"));
            JdbcDatabase database = JdbcDatabase.open(
                    null, new PostgresEngine(server.url(), PostgresServer.USER, null), 2, new SimpleMeterRegistry());
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> writeOnAndOn(database), threads))
                    .toList();

            for (int kill = 0; kill < kills; kill++) {
                awaitAcknowledgements(acknowledged.size() + 100 + random.nextInt(400));
                server.kill();
                server.start();
            }
            awaitAcknowledgements(acknowledged.size() + 100);
            enough.set(true);
            writers.forEach(CompletableFuture::join);

            assertThat(written(database, server)).doesNotHaveDuplicates().containsAll(acknowledged);
            threads.shutdown();
            database.close();
            server.close();
        }
    }

    /** Each writer writes a number once it has not written it yet, as an idempotent receiver does. */
    private void writeOnAndOn(Database database) {
        while (!enough.get()) {
            String number = Integer.toString(next.getAndIncrement());
            boolean written = false;
            while (!written) {
                written = wrote(database, number);
            }
            acknowledged.add(number);
        }
    }

    private static boolean wrote(Database database, String number) {
        try {
            database.write(session -> session.update(
                    "INSERT INTO trail_before_chain (at, actor, verb, subject, outcome, door)"
                            + " SELECT 0, ?, 'v', 's', 'o', 'd' WHERE NOT EXISTS (SELECT 1 FROM trail_before_chain"
                            + " WHERE actor = ?)",
                    number,
                    number));
            return true;
        } catch (TryAgainLater e) {
            return false;
        }
    }

    /** A reader may still hold a connection of before the kill: it says so, and the next one is new. */
    private static List<String> written(Database database, PostgresServer server) {
        List<String> actors = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            try {
                actors.addAll(database.reader()
                        .sql("SELECT actor FROM trail_before_chain")
                        .query(String.class)
                        .list());
            } catch (TryAgainLater e) {
                throw new AssertionError("the database is read again; its server told last:\n" + server.told(), e);
            }
        });
        return actors;
    }

    private void awaitAcknowledgements(int count) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= count);
    }
}

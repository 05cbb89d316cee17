package vn.lienthong.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
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
            Path data = folder.resolve("data");
            EmbeddedPostgres server = start(data, 0);
            int port = server.getPort();
            JdbcDatabase database = JdbcDatabase.open(
                    null,
                    new PostgresEngine(server.getJdbcUrl("postgres", "postgres"), "postgres", null),
                    2,
                    new SimpleMeterRegistry());
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> writeOnAndOn(database), threads))
                    .toList();

            for (int kill = 0; kill < kills; kill++) {
                awaitAcknowledgements(acknowledged.size() + 100 + random.nextInt(400));
                kill(data);
                server.close();
                server = start(data, port);
            }
            awaitAcknowledgements(acknowledged.size() + 100);
            enough.set(true);
            writers.forEach(CompletableFuture::join);

            List<String> kept = database.reader()
                    .sql("SELECT actor FROM trail")
                    .query(String.class)
                    .list();
            assertThat(kept).doesNotHaveDuplicates().containsAll(acknowledged);
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
                    "INSERT INTO trail (at, actor, verb, subject, outcome, door)"
                            + " SELECT 0, ?, 'v', 's', 'o', 'd' WHERE NOT EXISTS (SELECT 1 FROM trail WHERE actor = ?)",
                    number,
                    number));
            return true;
        } catch (TryAgainLater e) {
            return false;
        }
    }

    private void awaitAcknowledgements(int count) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= count);
    }

    private static void kill(Path data) throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        all.add(server);
        all.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> all.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPGStartupWait(Duration.ofMinutes(1))
                .setPort(port)
                .start();
    }
}

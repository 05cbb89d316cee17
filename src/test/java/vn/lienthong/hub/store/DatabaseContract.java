package vn.lienthong.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** What the database promises to its callers, on whichever engine. */
abstract class DatabaseContract {
    private static final String INSERT = "INSERT INTO watermark (system_id, value, moved_at) VALUES (?, ?, ?)";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private JdbcDatabase database;

    abstract JdbcDatabase open(Path home, SimpleMeterRegistry meters);

    @BeforeEach
    void begin(@TempDir Path home) {
        database = open(home, meters);
    }

    @AfterEach
    void end() {
        callers.shutdown();
        database.close();
    }

    JdbcDatabase database() {
        return database;
    }

    int keep(String key) {
        return database.write(session -> session.update(INSERT, key, "v", 1));
    }

    List<String> kept() {
        return database.reader()
                .sql("SELECT system_id FROM watermark ORDER BY system_id")
                .query(String.class)
                .list();
    }

    private double commits() {
        return meters.get("lienthong.store.commits").counter().count();
    }

    private double works() {
        return meters.get("lienthong.store.works").counter().count();
    }

    /** Holds the writer until the returned latch is counted down. */
    private CountDownLatch holdTheWriter() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        callers.execute(() -> database.write(session -> {
            held.countDown();
            return await(free);
        }));
        await(held);
        return free;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitWaiting(int works) {
        Awaitility.await()
                .until(() -> meters.get("lienthong.store.waiting").gauge().value() == works);
    }

    @Nested
    class WhenManyWriteAtOnce {
        @Test
        void shareACommitAndAreThereWhenToldSo() {
            CountDownLatch free = holdTheWriter();
            List<CompletableFuture<Boolean>> calls = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                keep("s" + i);
                                return kept().contains("s" + i);
                            },
                            callers))
                    .toList();
            awaitWaiting(100);

            free.countDown();

            assertThat(calls).allMatch(CompletableFuture::join);
            assertThat(commits()).isEqualTo(2);
            assertThat(works()).isEqualTo(101);
        }

        @Test
        void returnToEachItsOwnResult() {
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                int mine = i;
                calls.add(CompletableFuture.supplyAsync(
                        () -> database.write(session -> session.query("SELECT " + mine, row -> row.getInt(1))
                                .get(0)),
                        callers));
            }

            assertThat(calls.stream().map(CompletableFuture::join))
                    .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
        }
    }

    @Nested
    class WhenOneWorkOfManyFails {
        @Test
        void undoesItselfAndNobodyElse() {
            CountDownLatch free = holdTheWriter();
            CompletableFuture<Integer> before = CompletableFuture.supplyAsync(() -> keep("before"), callers);
            awaitWaiting(1);
            CompletableFuture<Integer> bad = CompletableFuture.supplyAsync(
                    () -> database.write(session -> {
                        session.update(INSERT, "bad", "v", 1);
                        throw new IllegalArgumentException("a bad work");
                    }),
                    callers);
            CompletableFuture<Integer> faulty = CompletableFuture.supplyAsync(
                    () -> database.write(session -> session.update("INSERT INTO nowhere (x) VALUES (1)")), callers);
            CompletableFuture<Integer> same = CompletableFuture.supplyAsync(
                    () -> database.write(session -> {
                        session.update(INSERT, "same", "v", 1);
                        return session.update(INSERT, "same", "v", 1);
                    }),
                    callers);
            CompletableFuture<Integer> after = CompletableFuture.supplyAsync(() -> keep("after"), callers);
            awaitWaiting(5);

            free.countDown();

            assertThat(before.join()).isEqualTo(1);
            assertThat(after.join()).isEqualTo(1);
            assertThatThrownBy(bad::join).cause().hasMessage("a bad work");
            assertThatThrownBy(faulty::join).cause().isInstanceOf(DataAccessException.class);
            assertThatThrownBy(same::join).cause().isInstanceOf(DataAccessException.class);
            assertThat(kept()).containsExactly("after", "before");
        }

        @Test
        void leavesTheWriterAtWork() {
            assertThatThrownBy(() -> database.write(session -> {
                        throw new StackOverflowError("a work that went wrong altogether");
                    }))
                    .isInstanceOf(StackOverflowError.class);

            assertThat(keep("next")).isEqualTo(1);
        }
    }

    @Nested
    class WhenAWorkWritesWithinAWrite {
        @Test
        void isToldInsteadOfWaitingForItself() {
            assertThatThrownBy(() -> database.write(session -> keep("inner")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("use the session at hand");
        }
    }

    @Nested
    class WhenAReaderWrites {
        @Test
        void isRefused() {
            keep("kept");

            assertThatThrownBy(() -> database.reader()
                            .sql("DELETE FROM watermark WHERE system_id = ?")
                            .param("kept")
                            .update())
                    .isInstanceOfAny(DataAccessException.class, TryAgainLater.class);

            assertThat(kept()).containsExactly("kept");
        }
    }

    @Nested
    class WhenItIsAskedHowItIs {
        @Test
        void answersInTimeOrNot() {
            assertThat(database.answers(Duration.ofSeconds(10))).isTrue();

            CountDownLatch free = holdTheWriter();
            assertThat(database.answers(Duration.ofMillis(50))).isFalse();
            free.countDown();

            assertThat(database.answers(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Nested
    class WhenItIsClosed {
        @Test
        void finishesWhatIsQueuedAndTakesNoMore() {
            CountDownLatch free = holdTheWriter();
            CompletableFuture<Integer> queued = CompletableFuture.supplyAsync(() -> keep("queued"), callers);
            awaitWaiting(1);

            CompletableFuture<Void> closed = CompletableFuture.runAsync(database::close, callers);
            Awaitility.await().until(() -> !database.answers(Duration.ofMillis(1)));
            free.countDown();
            closed.join();

            assertThat(queued.join()).isEqualTo(1);
            assertThatThrownBy(() -> keep("late")).isInstanceOfSatisfying(TryAgainLater.class, late -> assertThat(
                            late.problem().kind())
                    .isEqualTo(ProblemKind.HUB_UNAVAILABLE));
            assertThat(database.answers(Duration.ofSeconds(1))).isFalse();
        }
    }
}

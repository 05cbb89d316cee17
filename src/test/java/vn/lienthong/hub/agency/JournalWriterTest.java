package vn.lienthong.hub.agency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.agency.JournalWriter.Entry;
import vn.lienthong.hub.broker.Journal;
import vn.lienthong.hub.broker.Journal.NotTaken;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.status.Traffic;

/** What the callers of one writer hear, who write by turns. */
class JournalWriterTest {
    private final CountDownLatch firstIsWriting = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Nested
    class WhenOneOfManyIsRefused {
        @Test
        void tellsOnlyItsCaller() throws Exception {
            Three three = writtenTogether(texts -> {
                if (texts.toString().contains("bad")) {
                    throw new NotTaken("bad");
                }
            });

            assertThat(failure(three.first)).isNull();
            assertThat(failure(three.second)).isNull();
            assertThat(failure(three.third)).isInstanceOf(TryAgainLater.class).hasCauseInstanceOf(NotTaken.class);
        }
    }

    @Nested
    class WhenTheJournalBreaksDown {
        @Test
        void tellsEveryoneItWroteFor() throws Exception {
            Three three = writtenTogether(texts -> {
                if (texts.toString().contains("bad")) {
                    throw new AssertionError("broken");
                }
            });

            assertThat(failure(three.first)).isNull();
            assertThat(failure(three.second)).isInstanceOf(AssertionError.class).hasMessage("broken");
            assertThat(failure(three.third)).isInstanceOf(AssertionError.class).hasMessage("broken");
        }

        @Test
        void goesOnWithTheNext() throws Exception {
            List<String> written = new ArrayList<>();
            try (var writer = new JournalWriter(
                    journal(texts -> {
                        if (texts.toString().contains("bad")) {
                            throw new IllegalStateException("broken");
                        }
                        written.addAll(texts);
                    }),
                    "changes")) {
                writer.start();
                assertThatThrownBy(() -> writer.write(List.of(entry("bad")))).isInstanceOf(TryAgainLater.class);
                writer.write(List.of(entry("good")));
            }

            assertThat(written).containsExactly("[\"good\"]");
        }
    }

    @Nested
    class WhenACallerIsInterrupted {
        @Test
        void waitsAllTheSameAndStaysInterrupted() throws Exception {
            try (var writer = new JournalWriter(blocking(texts -> {}), "changes")) {
                writer.start();
                var first = CompletableFuture.runAsync(() -> writer.write(List.of(entry("1"))));
                firstIsWriting.await();
                var interrupted = new CompletableFuture<Boolean>();
                Thread second = new Thread(() -> {
                    writer.write(List.of(entry("2")));
                    interrupted.complete(Thread.currentThread().isInterrupted());
                });
                second.start();
                await().until(() -> second.getState() == Thread.State.WAITING);
                second.interrupt();
                // It has heard of the interruption when it waits again with none pending.
                await().until(() -> second.getState() == Thread.State.WAITING && !second.isInterrupted());

                assertThat(interrupted).isNotDone();
                goOn.countDown();
                assertThat(interrupted.get()).isTrue();
                first.get();
            }
        }
    }

    private record Three(
            CompletableFuture<Void> first, CompletableFuture<Void> second, CompletableFuture<Void> third) {}

    /** One alone, and two that gather while it is being written, of which the later is "bad". */
    private Three writtenTogether(Act act) throws Exception {
        try (var writer = new JournalWriter(blocking(act), "changes")) {
            writer.start();
            var first = CompletableFuture.runAsync(() -> writer.write(List.of(entry("1"))));
            firstIsWriting.await();
            var second = waiting(writer, "2");
            var third = waiting(writer, "bad");
            goOn.countDown();
            return new Three(first, second, third);
        }
    }

    private static CompletableFuture<Void> waiting(JournalWriter writer, String text) {
        var done = new CompletableFuture<Void>();
        Thread caller = new Thread(() -> {
            try {
                writer.write(List.of(entry(text)));
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING);
        return done;
    }

    private static Entry entry(String text) {
        return new Entry(("\"" + text + "\"").getBytes(UTF_8), "land-office", Traffic.LIVE);
    }

    private static @Nullable Throwable failure(CompletableFuture<Void> done) throws InterruptedException {
        try {
            done.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    /** Holds the first write up until it may go on. */
    private Journal blocking(Act act) {
        return journal(texts -> {
            if (firstIsWriting.getCount() > 0) {
                firstIsWriting.countDown();
                goOn.await();
            }
            act.on(texts);
        });
    }

    private static Journal journal(Act act) {
        return (queue, letters) -> {
            try {
                act.on(letters.stream()
                        .map(letter -> new String(letter.body(), UTF_8))
                        .toList());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private interface Act {
        void on(List<String> bodies) throws NotTaken, InterruptedException;
    }
}

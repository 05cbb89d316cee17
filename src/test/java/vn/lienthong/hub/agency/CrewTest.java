package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.agency.Crew.Lane;

class CrewTest {
    private final AtomicLong time = new AtomicLong();
    private final Crew crew = new Crew(1, 1, time::get);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        crew.close();
    }

    private void hang() {
        try {
            answers.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void aSecondPasses() {
        time.addAndGet(Crew.LONG);
        crew.look();
    }

    @Nested
    class WhenASystemHangs {
        private final Lane dead = crew.lane(1);
        private final Lane living = crew.lane(1);

        @Test
        void costsTheOthersOneMoment() {
            dead.execute(CrewTest.this::hang);
            living.execute(() -> done.add("living"));

            aSecondPasses();

            await().untilAsserted(() -> assertThat(done).containsExactly("living"));
        }

        @Test
        void waitsAmongTheSlowFromThenOn() {
            dead.execute(() -> aSecondPasses());
            await().untilAsserted(() -> assertThat(crew.running()).isZero());

            dead.execute(CrewTest.this::hang);
            living.execute(() -> done.add("living"));

            await().untilAsserted(() -> assertThat(done).containsExactly("living"));
        }

        @Test
        void isAmongTheQuickAgainOnceItIs() {
            dead.execute(() -> aSecondPasses());
            dead.execute(() -> done.add("quick"));
            await().untilAsserted(() -> assertThat(done).containsExactly("quick"));
            Lane otherDead = crew.lane(1);
            otherDead.execute(CrewTest.this::hang);
            aSecondPasses();

            // The one place among the slow is taken now, and this does not need it.
            dead.execute(() -> done.add("again"));

            await().untilAsserted(() -> assertThat(done).containsExactly("quick", "again"));
        }
    }

    @Nested
    class WhenAllPlacesOfTheSlowAreTaken {
        private final Lane lane = crew.lane(1);

        private void takes(Lane one, int seconds) {
            one.execute(() -> time.addAndGet(seconds * Crew.LONG));
            await().untilAsserted(() -> assertThat(crew.running()).isZero());
        }

        private void takePlacesOfTheSlow() {
            crew.lane(1).execute(CrewTest.this::hang);
            aSecondPasses();
        }

        @Test
        void whoWasSlowOnceIsTriedAmongTheQuickOnceMore() {
            takes(lane, 1);
            takePlacesOfTheSlow();

            lane.execute(() -> done.add("once more"));

            await().untilAsserted(() -> assertThat(done).containsExactly("once more"));
        }

        @Test
        void whoWasSlowTwiceWaits() {
            takes(lane, 1);
            takes(lane, 1);
            takePlacesOfTheSlow();

            lane.execute(() -> done.add("slow"));
            crew.lane(1).execute(() -> done.add("quick"));

            await().untilAsserted(() -> assertThat(done).containsExactly("quick"));
            assertThat(lane.waiting()).isEqualTo(1);
            answers.countDown();
            await().untilAsserted(() -> assertThat(done).containsExactly("quick", "slow"));
        }

        @Test
        void whoTakesLeastGoesFirst() {
            Lane longer = crew.lane(1);
            for (int i = 0; i < 2; i++) {
                takes(longer, 30);
                takes(lane, 2);
            }
            takePlacesOfTheSlow();

            longer.execute(() -> done.add("half a minute"));
            lane.execute(() -> done.add("two seconds"));
            answers.countDown();

            await().untilAsserted(() -> assertThat(done).containsExactly("two seconds", "half a minute"));
        }
    }

    @Nested
    class WhenThereIsMoreThanCanBeDone {
        @Test
        void nobodyIsPassedOverAndWhoIsWaitedForGoesFirst() {
            Lane busy = crew.lane(1);
            Lane other = crew.lane(1);
            Lane lookUp = crew.urgentLane(1);
            busy.execute(CrewTest.this::hang);
            busy.execute(() -> done.add("busy"));
            other.execute(() -> done.add("other"));
            lookUp.execute(() -> done.add("look-up"));

            answers.countDown();

            await().untilAsserted(() -> assertThat(done).containsExactly("look-up", "other", "busy"));
        }

        @Test
        void aLaneDoesNoMoreAtOnceThanItMay() throws Exception {
            try (Crew wide = new Crew(8, 8, time::get)) {
                Lane lane = wide.lane(2);
                CountDownLatch began = new CountDownLatch(2);
                AtomicInteger more = new AtomicInteger();
                for (int i = 0; i < 5; i++) {
                    lane.execute(() -> {
                        more.incrementAndGet();
                        began.countDown();
                        hang();
                    });
                }

                assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();

                assertThat(more).hasValue(2);
                assertThat(lane.waiting()).isEqualTo(3);
            }
        }
    }

    @Test
    void goesOnAfterWorkThatFails() {
        Lane lane = crew.lane(1);
        lane.execute(() -> {
            throw new IllegalStateException("a step of a test");
        });

        lane.execute(() -> done.add("next"));

        await().untilAsserted(() -> assertThat(done).containsExactly("next"));
    }

    @Test
    void dropsWhatWaitsInALaneThatIsClosed() {
        Lane lane = crew.lane(1);
        lane.execute(this::hang);
        lane.execute(() -> done.add("never"));

        lane.close();
        answers.countDown();

        assertThatThrownBy(() -> lane.execute(() -> done.add("never"))).isInstanceOf(RejectedExecutionException.class);
        await().untilAsserted(() -> assertThat(crew.running()).isZero());
        assertThat(done).isEmpty();
    }

    @Test
    void callsRoundsWithAPauseAfterEachUntilTheyAreCancelled() {
        Rounds rounds = new Rounds(crew, Duration.ofMillis(5));
        AtomicInteger turns = new AtomicInteger();

        var round = rounds.scheduleWithFixedDelay(turns::incrementAndGet, 0, 1, TimeUnit.MILLISECONDS);
        await().until(() -> turns.get() > 3);
        round.cancel(false);

        assertThat(round.isCancelled()).isTrue();
        await().untilAsserted(() -> assertThat(crew.running()).isZero());
        assertThat(rounds.getQueue()).hasSize(1);
        rounds.shutdownNow();
    }

    @Nested
    class WhenARoundThrowsAnError {
        private final Rounds rounds = new Rounds(crew, Duration.ofMillis(5));
        private final AtomicInteger turns = new AtomicInteger();

        @AfterEach
        void stop() {
            rounds.shutdownNow();
        }

        private void fail() {
            if (turns.incrementAndGet() < 4) {
                throw new StackOverflowError("a name without end");
            }
            hang();
        }

        @Test
        void comesRoundAgainAndTellsWhatItThrew() {
            Runnable work = this::fail;
            rounds.scheduleWithFixedDelay(work, 0, 1, TimeUnit.MILLISECONDS);

            await().until(() -> turns.get() == 4);

            assertThat(rounds.beat(work)).hasValueSatisfying(beat -> {
                assertThat(beat.failure()).isInstanceOf(StackOverflowError.class);
                assertThat(beat.runsFor()).isNotNull();
            });
            answers.countDown();
            await().until(() -> rounds.beat(work).orElseThrow().failure() == null);
        }
    }

    @Nested
    class WhenARoundHangs {
        private final Rounds rounds = new Rounds(crew, Duration.ofMillis(5));
        private final AtomicInteger turns = new AtomicInteger();

        @AfterEach
        void stop() {
            rounds.shutdownNow();
        }

        @Test
        void isInterruptedAndComesRoundAgainWithACleanThread() {
            List<Boolean> interrupted = new CopyOnWriteArrayList<>();
            Runnable work = () -> {
                interrupted.add(Thread.currentThread().isInterrupted());
                if (turns.incrementAndGet() == 1) {
                    hang();
                }
            };
            rounds.scheduleWithFixedDelay(work, 0, 1, TimeUnit.MILLISECONDS);
            await().until(() -> turns.get() == 1);

            rounds.interrupt(work);

            await().until(() -> turns.get() > 2);
            assertThat(interrupted).doesNotContain(true);
        }

        @Test
        void tellsThatAnotherWaitsForAThread() {
            crew.lane(1).execute(CrewTest.this::hang);
            Runnable work = turns::incrementAndGet;

            rounds.scheduleWithFixedDelay(work, 0, 1, TimeUnit.MILLISECONDS);

            await().until(() -> rounds.beat(work).orElseThrow().waitsFor() != null);
            assertThat(turns).hasValue(0);
        }

        @Test
        void isNotKnownAnyMoreOnceItIsCancelled() {
            Runnable work = turns::incrementAndGet;
            var round = rounds.scheduleWithFixedDelay(work, 0, 1, TimeUnit.MILLISECONDS);

            round.cancel(true);

            assertThat(rounds.beat(work)).isEmpty();
        }
    }

    @Nested
    class WhenThereAreNoThreadsLeft {
        private final AtomicInteger refusals = new AtomicInteger(2);
        private final Crew poor = new Crew(1, 1, time::get, work -> {
            if (refusals.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(work);
        });

        @AfterEach
        void stop() {
            poor.close();
        }

        @Test
        void losesNoWorkAndBeginsItWhenThereIsOneAgain() {
            Lane lane = poor.lane(1);
            lane.execute(() -> done.add("first"));
            lane.execute(() -> done.add("second"));
            assertThat(done).isEmpty();

            poor.look();

            await().untilAsserted(() -> assertThat(done).containsExactly("first", "second"));
        }
    }
}

package vn.lienthong.hub.agency;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls what comes round again, such as the polls of all connectors, when it is due. One thread keeps the time; the work itself
 * is done by the crew, each round in a lane of its own.
 *
 * <p>Whatever a turn throws, the next one comes, after a pause that grows while they fail. Java's own executors, and Camel on
 * top of them, end such work for ever at the first {@link Error}.
 */
final class Rounds extends ScheduledThreadPoolExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final long LOOK_MILLIS = 200;
    private static final int MOST_DOUBLINGS = 10;

    private final Crew crew;
    private final long longestPause;
    private final Map<Runnable, Round> rounds = new ConcurrentHashMap<>();

    /** @param longestPause the longest pause while a round fails each time */
    Rounds(Crew crew, Duration longestPause) {
        super(1, work -> {
            var thread = new Thread(work, "agency-rounds");
            thread.setDaemon(true);
            return thread;
        });
        this.crew = crew;
        this.longestPause = longestPause.toNanos();
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var ignored = super.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            crew.look();
        } catch (RuntimeException | Error e) {
            LOG.error("who is slow could not be looked at", e);
        }
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long pause, TimeUnit unit) {
        var round = new Round(work, unit.toNanos(pause));
        rounds.put(work, round);
        return round.in(unit.toNanos(first));
    }

    /** With a pause as well: what took longer than its time is not made up for. */
    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(work, first, period, unit);
    }

    /** How a piece of work that comes round is doing; empty if it comes round no more. */
    Optional<Beat> beat(Object work) {
        Round round = rounds.get(work);
        return round == null || round.isDone() ? Optional.empty() : Optional.of(round.beat());
    }

    /** Interrupts a piece of work, if it is at work now; its next turn comes. */
    void interrupt(Object work) {
        Round round = rounds.get(work);
        if (round != null) {
            round.interrupt();
        }
    }

    /**
     * How something that comes round is doing.
     *
     * @param runsFor how long its present turn has been at work; null if it is not at work
     * @param waitsFor how long its turn has been due and is not begun, for want of a thread; null if it does not wait so
     * @param failure what its last turn threw; null if it ended well
     */
    record Beat(@Nullable Duration runsFor, @Nullable Duration waitsFor, @Nullable Throwable failure) {}

    private final class Round extends FutureTask<@Nullable Void> implements ScheduledFuture<@Nullable Void> {
        private final Runnable work;
        private final Crew.Lane lane = crew.lane(1);
        private final long pause;
        private volatile @Nullable ScheduledFuture<?> next;
        private volatile @Nullable Throwable failure;
        private int failures;
        private @Nullable Thread runner;
        private @Nullable Long begun;
        private @Nullable Long due;

        Round(Runnable work, long pause) {
            super(work, null);
            this.work = work;
            this.pause = pause;
        }

        Round in(long nanos) {
            if (!isDone() && !isShutdown()) {
                next = schedule(this::queueUp, nanos, TimeUnit.NANOSECONDS);
            }
            return this;
        }

        private void queueUp() {
            isDue();
            try {
                lane.execute(this::turn);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("nobody works any more");
            }
        }

        private void turn() {
            if (isDone()) {
                return;
            }
            begins();
            try {
                work.run();
                failures = 0;
                failure = null;
            } catch (RuntimeException | Error e) {
                failures++;
                failure = e;
                LOG.error("what comes round again failed, {} in a row; it goes on", failures, e);
            } finally {
                ends();
            }
            in(failures == 0 ? pause : Math.min(pause << Math.min(failures, MOST_DOUBLINGS), longestPause));
        }

        private synchronized void isDue() {
            due = System.nanoTime();
        }

        private synchronized void begins() {
            due = null;
            begun = System.nanoTime();
            runner = Thread.currentThread();
        }

        private synchronized void ends() {
            begun = null;
            runner = null;
            if (Thread.interrupted()) {
                // Else whoever was interrupted a moment too late would take it to its next work.
                LOG.debug("work was interrupted at its end");
            }
        }

        private synchronized Beat beat() {
            long now = System.nanoTime();
            return new Beat(ago(begun, now), ago(due, now), failure);
        }

        private static @Nullable Duration ago(@Nullable Long since, long now) {
            return since == null ? null : Duration.ofNanos(now - since);
        }

        private synchronized void interrupt() {
            if (runner != null) {
                runner.interrupt();
            }
        }

        @Override
        public boolean cancel(boolean interrupt) {
            ScheduledFuture<?> coming = next;
            if (coming != null) {
                coming.cancel(false);
            }
            if (interrupt) {
                interrupt();
            }
            rounds.remove(work, this);
            return super.cancel(false);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            ScheduledFuture<?> coming = next;
            return coming == null ? 0 : coming.getDelay(unit);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}

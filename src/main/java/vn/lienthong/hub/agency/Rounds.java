package vn.lienthong.hub.agency;

import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls what comes round again, such as the polls of all connectors, when it is due. One thread keeps the time; the work itself
 * is done by the crew, each round in a lane of its own.
 */
final class Rounds extends ScheduledThreadPoolExecutor {
    private static final long LOOK_MILLIS = 200;

    private final Crew crew;

    Rounds(Crew crew) {
        super(1, work -> {
            var thread = new Thread(work, "agency-rounds");
            thread.setDaemon(true);
            return thread;
        });
        this.crew = crew;
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var ignored = super.scheduleWithFixedDelay(crew::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long pause, TimeUnit unit) {
        return new Round(work, unit.toNanos(pause)).in(unit.toNanos(first));
    }

    /** With a pause as well: what took longer than its time is not made up for. */
    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(work, first, period, unit);
    }

    private final class Round extends FutureTask<@Nullable Void> implements ScheduledFuture<@Nullable Void> {
        private final Crew.Lane lane = crew.lane(1);
        private final long pause;
        private volatile @Nullable ScheduledFuture<?> next;

        Round(Runnable work, long pause) {
            super(work, null);
            this.pause = pause;
        }

        Round in(long nanos) {
            if (!isDone() && !isShutdown()) {
                next = schedule(() -> lane.execute(this::turn), nanos, TimeUnit.NANOSECONDS);
            }
            return this;
        }

        private void turn() {
            if (runAndReset()) {
                in(pause);
            }
        }

        @Override
        public boolean cancel(boolean interrupt) {
            ScheduledFuture<?> coming = next;
            if (coming != null) {
                coming.cancel(false);
            }
            return super.cancel(interrupt);
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

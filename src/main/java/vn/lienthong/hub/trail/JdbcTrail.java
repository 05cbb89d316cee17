package vn.lienthong.hub.trail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.store.Database;

/** Writes acts behind their actors' backs, many at once. */
final class JdbcTrail implements Trail, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcTrail.class);
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_AT_ONCE = 2_000;
    private static final Duration GATHERING = Duration.ofMillis(250);
    private static final Duration LOOKING_EVERY = Duration.ofMillis(20);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private static final Act WAKE = new Act(Instant.EPOCH, "", "", "", "", "");

    private final ChainWriter chain;
    private final Clock clock;
    private final BlockingQueue<Act> waiting;
    private final Counter dropped;
    private final AtomicLong missing = new AtomicLong();
    private final Thread thread = new Thread(this::run, "trail-writer");
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param home where the trail's head is kept beside the database */
    JdbcTrail(Database database, MeterRegistry meters, Clock clock, Path home) {
        this(database, meters, clock, home, MOST_WAITING);
    }

    JdbcTrail(Database database, MeterRegistry meters, Clock clock, Path home, int mostWaiting) {
        this.clock = clock;
        this.waiting = new ArrayBlockingQueue<>(mostWaiting);
        this.dropped = Counter.builder("lienthong.trail.dropped")
                .description(
                        "Acts that are missing in the trail, because too many were waiting or the database was away")
                .register(meters);
        Counter broken = Counter.builder("lienthong.trail.broken")
                .description("How often the trail in the database was not what this hub had written")
                .register(meters);
        this.chain = new ChainWriter(database, clock, home, broken::increment);
        thread.start();
    }

    @Override
    public void note(Act act) {
        if (isClosing() || !waiting.offer(act)) {
            missed(1);
        }
    }

    private void missed(int acts) {
        dropped.increment(acts);
        missing.addAndGet(acts);
    }

    private void run() {
        List<Act> batch = new ArrayList<>(MOST_AT_ONCE);
        while (!isClosing() || !waiting.isEmpty() || !batch.isEmpty()) {
            // What could not be written goes again as it was: it may have been written after all.
            if (batch.isEmpty()) {
                gather(batch);
                tellWhatIsMissing(batch);
            }
            if (keep(batch)) {
                batch.clear();
            }
        }
        chain.close();
    }

    /** The trail itself tells what it lacks. */
    private void tellWhatIsMissing(List<Act> batch) {
        long lost = missing.getAndSet(0);
        if (lost > 0) {
            batch.add(new Act(clock.instant(), "hub", "acts-missing", Long.toString(lost), "dropped", "trail"));
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /**
     * Waits for a first act, and then a little for others to share its commit. It looks for those now and then, for being
     * woken by each would cost every look-up the switch of a thread.
     */
    private void gather(List<Act> batch) {
        try {
            Act first = waiting.poll(GATHERING.toNanos(), TimeUnit.NANOSECONDS);
            if (first == null) {
                return;
            }
            batch.add(first);
            long until = System.nanoTime() + GATHERING.toNanos();
            while (waiting.size() < MOST_AT_ONCE && System.nanoTime() < until) {
                if (closing.await(LOOKING_EVERY.toNanos(), TimeUnit.NANOSECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Woken to write what is there");
        }
        waiting.drainTo(batch, MOST_AT_ONCE - batch.size());
        batch.removeIf(act -> act == WAKE);
    }

    /** @return whether the batch is done with */
    private boolean keep(List<Act> batch) {
        try {
            if (batch.isEmpty()) {
                chain.closeDay();
            } else {
                chain.write(batch);
            }
            return true;
        } catch (TryAgainLater e) {
            if (!maybeLater()) {
                drop(batch, e);
                return true;
            }
            return false;
        } catch (RuntimeException e) {
            drop(batch, e);
            return true;
        }
    }

    /** Waits a while; tells whether it makes sense to try again. */
    private boolean maybeLater() {
        try {
            return !closing.await(BETWEEN_TRIES.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return !isClosing();
        }
    }

    /** An act has happened and cannot be held up or undone; what is missing is counted and told. */
    private void drop(List<Act> batch, RuntimeException cause) {
        if (!batch.isEmpty()) {
            missed(batch.size());
            LOG.error("{} acts are missing in the trail", batch.size(), cause);
        }
    }

    /** Writes what is waiting. */
    @Override
    public void close() {
        closing.countDown();
        // No interruption: it would break off a read of the database or close the head's file.
        waiting.offer(WAKE);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

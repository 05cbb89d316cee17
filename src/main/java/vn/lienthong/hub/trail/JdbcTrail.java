package vn.lienthong.hub.trail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;

/** Writes acts behind their actors' backs, many at once. */
final class JdbcTrail implements Trail, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcTrail.class);
    private static final String KEEP =
            "INSERT INTO trail (at, actor, verb, subject, outcome, door) VALUES (?, ?, ?, ?, ?, ?)";
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration GATHERING = Duration.ofMillis(250);
    private static final Duration LOOKING_EVERY = Duration.ofMillis(20);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Database database;
    private final BlockingQueue<Act> waiting;
    private final Counter dropped;
    private final Thread thread = new Thread(this::run, "trail-writer");
    private final CountDownLatch closing = new CountDownLatch(1);

    JdbcTrail(Database database, MeterRegistry meters) {
        this(database, meters, MOST_WAITING);
    }

    JdbcTrail(Database database, MeterRegistry meters, int mostWaiting) {
        this.database = database;
        this.waiting = new ArrayBlockingQueue<>(mostWaiting);
        this.dropped = Counter.builder("lienthong.trail.dropped")
                .description(
                        "Acts that are missing in the trail, because too many were waiting or the database was away")
                .register(meters);
        thread.start();
    }

    @Override
    public void note(Act act) {
        if (isClosing() || !waiting.offer(act)) {
            dropped.increment();
        }
    }

    private void run() {
        List<Act> batch = new ArrayList<>(MOST_AT_ONCE);
        while (!isClosing() || !waiting.isEmpty() || !batch.isEmpty()) {
            gather(batch);
            if (!batch.isEmpty() && keep(batch)) {
                batch.clear();
            }
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
    }

    /** @return whether the batch is done with */
    private boolean keep(List<Act> batch) {
        try {
            database.write(session -> insert(session, batch));
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
        dropped.increment(batch.size());
        LOG.error("{} acts are missing in the trail", batch.size(), cause);
    }

    private static int insert(WriteSession session, List<Act> batch) throws SQLException {
        for (Act act : batch) {
            session.update(
                    KEEP, Micros.of(act.at()), act.actor(), act.verb(), act.subject(), act.outcome(), act.door());
        }
        return batch.size();
    }

    /** Writes what is waiting. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package vn.lienthong.hub.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.UncategorizedSQLException;
import vn.lienthong.hub.problem.TryAgainLater;

/**
 * The one thread that writes. While one commit is being synced to disk, work of other callers gathers; all of it goes
 * into the next.
 */
final class GroupCommitWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);
    private static final int MOST = 256;
    private static final Pending<Boolean> STOP = new Pending<>(session -> true);

    private final Engine engine;
    private final WriterLine line;
    private final LinkedBlockingQueue<Pending<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "store-writer");
    private final Counter commits;
    private final Counter works;
    private boolean away;
    private boolean closed;

    GroupCommitWriter(Engine engine, MeterRegistry meters) {
        this.engine = engine;
        this.line = new WriterLine(engine);
        this.commits = Counter.builder("lienthong.store.commits")
                .description("Commits of the database")
                .register(meters);
        this.works = Counter.builder("lienthong.store.works")
                .description("Works of callers that were committed; several share a commit")
                .register(meters);
        meters.gaugeCollectionSize("lienthong.store.waiting", List.of(), waiting);
    }

    void start() {
        thread.start();
    }

    <T> Pending<T> offer(Database.Work<T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a write within a write would wait for itself; use the session at hand");
        }
        Pending<T> pending = new Pending<>(work);
        synchronized (waiting) {
            if (closed) {
                throw Unavailable.closed();
            }
            waiting.add(pending);
        }
        return pending;
    }

    private void run() {
        List<Pending<?>> batch = new ArrayList<>(MOST);
        boolean stop = false;
        while (!stop) {
            try {
                batch.add(waiting.take());
            } catch (InterruptedException e) {
                // Only close() ends this thread: somebody may be waiting for work that is queued.
                continue;
            }
            waiting.drainTo(batch, MOST - 1);
            stop = batch.remove(STOP);
            if (!batch.isEmpty()) {
                perform(batch);
            }
            batch.clear();
        }
        line.drop();
    }

    private void perform(List<Pending<?>> batch) {
        try {
            commit(batch);
        } catch (SQLException | RuntimeException | Error failure) {
            if (failure instanceof SQLException sql && engine.isUnavailable(sql)) {
                noteAway(failure);
                TryAgainLater told = Unavailable.because(failure);
                batch.forEach(pending -> pending.fail(told));
            } else if (batch.size() == 1) {
                batch.get(0).fail(told(failure));
            } else {
                batch.forEach(pending -> perform(List.of(pending)));
            }
            return;
        }
        noteBack();
        commits.increment();
        works.increment(batch.size());
        batch.forEach(Pending::succeed);
    }

    /** Told once, however many ask while it lasts. */
    private void noteAway(Throwable failure) {
        if (!away) {
            away = true;
            LOG.warn("The database cannot be written to, callers are asked to try again: {}", failure.getMessage());
        }
    }

    private void noteBack() {
        if (away) {
            away = false;
            LOG.info("The database can be written to again");
        }
    }

    private void commit(List<Pending<?>> batch) throws SQLException {
        WriterConnection session = line.begin();
        try {
            for (Pending<?> pending : batch) {
                pending.runIn(session);
            }
            session.commit();
        } catch (SQLException | RuntimeException | Error failure) {
            line.undo(session, failure);
            throw failure;
        }
    }

    private static Throwable told(Throwable failure) {
        return failure instanceof SQLException sql ? new UncategorizedSQLException("write", null, sql) : failure;
    }

    /** Finishes what is queued, then lets the database go. */
    @Override
    public void close() {
        synchronized (waiting) {
            if (!closed) {
                closed = true;
                waiting.add(STOP);
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

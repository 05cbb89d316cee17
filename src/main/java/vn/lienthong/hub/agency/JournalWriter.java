package vn.lienthong.hub.agency;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/**
 * The one thread that sends to a durable queue. While one transaction is being synced to disk, the entries of other callers
 * gather; all of them go into the next, and those of one connector into one message. Alone, each caller would wait for a sync
 * and pay for a message of its own.
 */
final class JournalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    /** Larger transactions would hold the journal up for everybody. */
    private static final int MOST_IN_ONE = 1_000;

    private static final Waiting STOP = new Waiting(List.of());

    private final ConnectionFactory connections;
    private final String queue;
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;
    private @Nullable Line line;

    JournalWriter(ConnectionFactory connections, String queue) {
        this.connections = connections;
        this.queue = queue;
    }

    /** A JSON value that is to go into the queue. Those of one connector stay in order and on one consumer. */
    record Entry(byte[] json, String connector) {}

    /**
     * Returns when all are in the journal on disk. Where that fails, some may be.
     *
     * @throws TryAgainLater if the broker does not take them now
     */
    void write(List<Entry> entries) {
        List<Waiting> parts = new ArrayList<>(1);
        for (int from = 0; from < entries.size(); from += MOST_IN_ONE) {
            parts.add(offer(entries.subList(from, Math.min(from + MOST_IN_ONE, entries.size()))));
        }
        parts.forEach(Waiting::await);
    }

    private synchronized Waiting offer(List<Entry> entries) {
        if (thread == null) {
            throw new TryAgainLater(notTaken(), null);
        }
        Waiting offered = new Waiting(entries);
        waiting.add(offered);
        return offered;
    }

    synchronized void start() {
        if (thread == null) {
            Thread started = new Thread(this::run, "status-journal");
            thread = started;
            started.start();
        }
    }

    synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        boolean stop = false;
        while (!stop) {
            try {
                batch.add(waiting.take());
            } catch (InterruptedException e) {
                // Only close() ends this thread: somebody may be waiting for what is queued.
                continue;
            }
            gather(batch);
            stop = batch.remove(STOP);
            if (!batch.isEmpty()) {
                commit(batch);
            }
            batch.clear();
        }
        drop();
    }

    private void gather(List<Waiting> batch) {
        int entries = batch.get(0).entries.size();
        for (Waiting next = waiting.peek();
                next != null && entries + next.entries.size() <= MOST_IN_ONE;
                next = waiting.peek()) {
            batch.add(waiting.remove());
            entries += next.entries.size();
        }
    }

    private void commit(List<Waiting> batch) {
        try {
            Line open = line();
            open.send(batch.stream().flatMap(one -> one.entries.stream()).toList());
            open.session.commit();
        } catch (JMSException | JMSRuntimeException e) {
            drop();
            if (batch.size() > 1) {
                // One of them may be to blame; the others need not hear of it.
                batch.forEach(one -> commit(List.of(one)));
            } else {
                batch.get(0).done.completeExceptionally(new TryAgainLater(notTaken(), e));
            }
            return;
        }
        batch.forEach(one -> one.done.complete(null));
    }

    private Line line() throws JMSException {
        Line open = line == null ? Line.open(connections, queue) : line;
        line = open;
        return open;
    }

    private void drop() {
        Line dropped = line;
        line = null;
        if (dropped != null) {
            try {
                dropped.connection.close();
            } catch (JMSException | JMSRuntimeException e) {
                LOG.debug("a broken line to the broker did not close cleanly", e);
            }
        }
    }

    /** Finishes what is queued. */
    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            ending = thread;
            thread = null;
            if (ending != null) {
                waiting.add(STOP);
            }
        }
        boolean interrupted = false;
        while (ending != null && ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Problem notTaken() {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                "journal",
                new Bilingual(
                        "Trục chưa ghi được thay đổi xuống đĩa.", "The hub could not write the changes to disk yet."),
                new Bilingual(
                        "Hãy gửi lại sau; quản trị viên kiểm tra dung lượng đĩa và bộ môi giới thông điệp.",
                        "Send them again later; the administrator checks disk space and the message broker."));
    }

    /** Messages of one caller, and the caller that waits for them. */
    private static final class Waiting {
        private final List<Entry> entries;
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

        Waiting(List<Entry> entries) {
            this.entries = entries;
        }

        /** Waits uninterrupted: whether they are on disk is only known at the end. */
        void await() {
            try {
                done.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof TryAgainLater told) {
                    throw new TryAgainLater(told.problem(), told);
                }
                throw e;
            }
        }
    }

    /** An open line to the broker. Used by the writer's thread alone. */
    private record Line(Connection connection, Session session, MessageProducer producer) {
        static Line open(ConnectionFactory connections, String queue) throws JMSException {
            Connection connection = connections.createConnection();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            return new Line(connection, session, session.createProducer(session.createQueue(queue)));
        }

        void send(List<Entry> entries) throws JMSException {
            for (SharedMessage shared : SharedMessage.of(entries)) {
                BytesMessage message = session.createBytesMessage();
                shared.writeTo(message);
                message.setStringProperty("JMSXGroupID", shared.connector());
                message.setStringProperty(StatusChangeJournal.CONNECTOR, shared.connector());
                producer.send(message);
            }
        }
    }
}

package vn.lienthong.hub.agency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.broker.Journal;
import vn.lienthong.hub.broker.Journal.NotTaken;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.status.Traffic;

/**
 * Puts entries into a durable queue, one list at a time. While that is being synced to disk, the entries of other callers
 * gather; all of them go into the next, and those of one connector into one message. Alone, each caller would wait for a sync
 * and pay for a message of its own.
 *
 * <p>The callers do it by turns: whose entries are first writes those of all who wait, and then lets the next one go on. A
 * caller that is alone is done without a switch of threads.
 */
final class JournalWriter implements AutoCloseable {
    /** More at once would hold the journal up for everybody. */
    private static final int MOST_IN_ONE = 1_000;

    private final Journal journal;
    private final String queue;
    // Guarded by this, as are the two below.
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean open;
    private boolean busy;

    JournalWriter(Journal journal, String queue) {
        this.journal = journal;
        this.queue = queue;
    }

    /** A JSON value that is to go into the queue. Those of one connector stay in order and on one consumer. */
    record Entry(byte[] json, String connector, Traffic traffic) {}

    /**
     * Returns when all are in the journal on disk. Where that fails, some may be.
     *
     * @throws TryAgainLater if the broker does not take them now
     */
    void write(List<Entry> entries) {
        for (int from = 0; from < entries.size(); from += MOST_IN_ONE) {
            Waiting mine = new Waiting(entries.subList(from, Math.min(from + MOST_IN_ONE, entries.size())));
            if (isFirst(mine) || mine.awaitTurn()) {
                List<Waiting> batch = new ArrayList<>();
                try {
                    gather(batch);
                    writeFor(batch);
                } finally {
                    // The next one goes on after these are woken: some of them are back with more before it has begun.
                    batch.forEach(Waiting::end);
                    handOn();
                }
            }
            mine.tell();
        }
    }

    /** Lines up; tells whether nobody is writing, so that this one must. */
    private synchronized boolean isFirst(Waiting mine) {
        if (!open) {
            throw new TryAgainLater(notTaken(), null);
        }
        waiting.add(mine);
        boolean first = !busy;
        busy = true;
        return first;
    }

    private synchronized void gather(List<Waiting> batch) {
        int entries = 0;
        for (Waiting next = waiting.peek();
                next != null && (batch.isEmpty() || entries + next.entries.size() <= MOST_IN_ONE);
                next = waiting.peek()) {
            batch.add(waiting.remove());
            entries += next.entries.size();
        }
    }

    /** Writes them, or notes with each why not; one that is not written for any other reason is not told that it is. */
    private void writeFor(List<Waiting> batch) {
        try {
            List<Entry> entries =
                    batch.stream().flatMap(one -> one.entries.stream()).toList();
            journal.put(
                    queue,
                    SharedMessage.of(entries).stream()
                            .map(SharedMessage::letter)
                            .toList());
            batch.forEach(one -> one.written = true);
        } catch (NotTaken e) {
            if (batch.size() > 1) {
                // One of them may be to blame; the others need not hear of it.
                batch.forEach(one -> writeFor(List.of(one)));
            } else {
                batch.get(0).failure = e;
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(one -> one.failure = e);
        }
    }

    private synchronized void handOn() {
        Waiting next = waiting.peek();
        if (next == null) {
            busy = false;
            notifyAll();
        } else {
            next.giveTurn();
        }
    }

    synchronized void start() {
        open = true;
    }

    synchronized boolean isRunning() {
        return open;
    }

    /** Takes no more, and returns when all that was taken is written. */
    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (this) {
            open = false;
            while (busy) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        journal.close();
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

    /**
     * Entries of one caller, and the caller that waits for them. It is parked rather than waiting at a monitor, which each would
     * need one of, and which the one that wakes it would hold.
     */
    private static final class Waiting {
        private final List<Entry> entries;
        private final Thread caller = Thread.currentThread();
        // Both are set before the end, by whoever writes.
        private boolean written;
        private @Nullable Throwable failure;

        private volatile boolean turn;
        private volatile boolean ended;

        Waiting(List<Entry> entries) {
            this.entries = entries;
        }

        /**
         * Waits uninterrupted: whether they are on disk is only known at the end.
         *
         * @return whether it is this caller's turn to write, rather than all being done
         */
        boolean awaitTurn() {
            boolean interrupted = false;
            while (!turn && !ended) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                caller.interrupt();
            }
            return !ended;
        }

        void giveTurn() {
            turn = true;
            LockSupport.unpark(caller);
        }

        void end() {
            ended = true;
            if (caller != Thread.currentThread()) {
                LockSupport.unpark(caller);
            }
        }

        void tell() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (!written) {
                throw new TryAgainLater(notTaken(), failure);
            }
        }
    }
}

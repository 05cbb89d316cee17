package vn.lienthong.hub.agency;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which all connectors' work is done, so that a connector costs none while it waits for its turn. Each kind of a
 * connector's work has a lane; lanes take turns.
 *
 * <p>A system that hangs holds a thread for as long as it is waited for. So work that takes longer than {@link #LONG} is counted
 * among the slow, which have threads of their own: the place it held is free for others from then on, and the next work of
 * its lane begins among the slow, until a piece of it goes quickly again. Whoever is dead waits with its like, and costs the
 * living one such moment, or two.
 *
 * <p>Where the places of the slow are all taken, who was slow only once is tried among the quick once more: it may have been
 * the machine's moment. Of the others, those that took least go first, so that who takes seconds does not wait for all who take
 * half a minute.
 */
final class Crew implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    static final long LONG = TimeUnit.SECONDS.toNanos(1);
    private static final long KEPT_SECONDS = 30;

    private final int mostQuick;
    private final int mostSlow;
    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor threads;
    private final Set<Turn> turns = new HashSet<>();
    private final Waiting quick = new Waiting(false);
    private final Waiting slow = new Waiting(true);
    private boolean closed;

    /**
     * @param mostQuick how many pieces of work run at the same time while each goes quickly
     * @param mostSlow how many others may be waited for besides
     */
    Crew(int mostQuick, int mostSlow, LongSupplier nanoTime) {
        this(mostQuick, mostSlow, nanoTime, daemons());
    }

    Crew(int mostQuick, int mostSlow, LongSupplier nanoTime, ThreadFactory makesThreads) {
        this.mostQuick = mostQuick;
        this.mostSlow = mostSlow;
        this.nanoTime = nanoTime;
        // Never more of them than turns, which are counted here.
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, KEPT_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), makesThreads);
    }

    private static ThreadFactory daemons() {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, "agency-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** A lane whose work waits for nobody. */
    Lane lane(int atOnce) {
        return new Lane(atOnce, false);
    }

    /** A lane at whose end somebody waits: it goes before the others. */
    Lane urgentLane(int atOnce) {
        return new Lane(atOnce, true);
    }

    /** Whether as many systems as may be are waited for, so that another slow one waits for its turn. */
    synchronized boolean isFullOfSlow() {
        return slow.running >= mostSlow;
    }

    /** How many pieces of work run. */
    synchronized int running() {
        return turns.size();
    }

    /** Counts what has become slow among the slow, and gives its place to others. To be called several times a second. */
    synchronized void look() {
        long now = nanoTime.getAsLong();
        for (Turn turn : turns) {
            if (!turn.isSlow && now - turn.begun >= LONG) {
                turn.isSlow = true;
                quick.running--;
                slow.running++;
                turn.lane.isSlow = true;
            }
        }
        begin();
    }

    private void begin() {
        while (!closed) {
            Turn turn = quick.running < mostQuick ? quick.next(false) : null;
            // What has become slow since it began is not cut off, so more may run than are begun as slow.
            if (turn == null && slow.running < mostSlow) {
                turn = slow.next(true);
            }
            if (turn == null && quick.running < mostQuick) {
                turn = slow.onceMore(quick);
            }
            if (turn == null) {
                return;
            }
            Turn begun = turn;
            turns.add(begun);
            try {
                threads.execute(() -> run(begun));
            } catch (RejectedExecutionException | OutOfMemoryError noThread) {
                LOG.error("there is no thread for a connector's work; it waits for the next look", noThread);
                putBack(begun);
                return;
            }
        }
    }

    private void putBack(Turn turn) {
        turns.remove(turn);
        (turn.isSlow ? slow : quick).running--;
        turn.lane.running--;
        turn.lane.work.addFirst(turn.work);
        turn.lane.queueUp();
    }

    private void run(Turn turn) {
        try {
            turn.work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a connector's work ended unforeseen", e);
        } finally {
            end(turn);
        }
    }

    private synchronized void end(Turn turn) {
        turns.remove(turn);
        (turn.isSlow ? slow : quick).running--;
        turn.lane.took(nanoTime.getAsLong() - turn.begun);
        turn.lane.running--;
        turn.lane.queueUp();
        begin();
    }

    @Override
    public synchronized void close() {
        closed = true;
        threads.shutdownNow();
    }

    /** Work that is done in order, so many pieces at once. What waits in a lane that is closed is dropped. */
    final class Lane implements Executor {
        private final int atOnce;
        private final boolean urgent;
        private final Deque<Runnable> work = new ArrayDeque<>();
        private int running;
        private boolean isSlow;
        private int slowInARow;
        private long lastTook;
        private boolean queued;
        private boolean isClosed;

        private Lane(int atOnce, boolean urgent) {
            this.atOnce = atOnce;
            this.urgent = urgent;
        }

        /** @throws RejectedExecutionException if nobody works any more */
        @Override
        public void execute(Runnable piece) {
            synchronized (Crew.this) {
                if (closed || isClosed) {
                    throw new RejectedExecutionException("the lane is closed");
                }
                work.add(piece);
                queueUp();
                begin();
            }
        }

        /** How much waits to begin. */
        int waiting() {
            synchronized (Crew.this) {
                return work.size();
            }
        }

        void close() {
            synchronized (Crew.this) {
                isClosed = true;
                work.clear();
            }
        }

        private void took(long nanos) {
            isSlow = nanos >= LONG;
            slowInARow = isSlow ? slowInARow + 1 : 0;
            lastTook = nanos;
        }

        private void queueUp() {
            if (!queued && !work.isEmpty() && running < atOnce) {
                queued = true;
                (isSlow ? slow : quick).add(this);
            }
        }
    }

    /** Lanes that have something to do, and how many of their kind run. */
    private final class Waiting {
        private final Deque<Lane> urgent = new ArrayDeque<>();
        private final Deque<Lane> others = new ArrayDeque<>();
        private final boolean shortestFirst;
        private int running;

        Waiting(boolean shortestFirst) {
            this.shortestFirst = shortestFirst;
        }

        void add(Lane lane) {
            (lane.urgent ? urgent : others).add(lane);
        }

        @Nullable
        Turn next(boolean isSlow) {
            for (Lane lane = poll(); lane != null; lane = poll()) {
                Turn turn = turn(lane, isSlow);
                if (turn != null) {
                    running++;
                    return turn;
                }
            }
            return null;
        }

        /** The work of a lane that waits here and was slow only once, to be done among others. */
        @Nullable
        Turn onceMore(Waiting among) {
            for (Deque<Lane> from : List.of(urgent, others)) {
                for (Iterator<Lane> lanes = from.iterator(); lanes.hasNext(); ) {
                    Lane lane = lanes.next();
                    if (lane.slowInARow == 1) {
                        lanes.remove();
                        Turn turn = turn(lane, false);
                        if (turn != null) {
                            among.running++;
                            return turn;
                        }
                    }
                }
            }
            return null;
        }

        private @Nullable Lane poll() {
            Deque<Lane> from = urgent.isEmpty() ? others : urgent;
            if (!shortestFirst || from.size() < 2) {
                return from.poll();
            }
            Lane shortest = Collections.min(from, Comparator.comparingLong(lane -> lane.lastTook));
            from.remove(shortest);
            return shortest;
        }

        private @Nullable Turn turn(Lane lane, boolean isSlow) {
            lane.queued = false;
            Runnable piece = lane.work.poll();
            if (piece == null) {
                return null;
            }
            lane.running++;
            lane.queueUp();
            return new Turn(lane, piece, isSlow, nanoTime.getAsLong());
        }
    }

    private static final class Turn {
        private final Lane lane;
        private final Runnable work;
        private final long begun;
        private boolean isSlow;

        Turn(Lane lane, Runnable work, boolean isSlow, long begun) {
            this.lane = lane;
            this.work = work;
            this.isSlow = isSlow;
            this.begun = begun;
        }
    }
}

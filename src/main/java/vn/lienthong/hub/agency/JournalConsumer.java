package vn.lienthong.hub.agency;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.broker.QueueReader;
import vn.lienthong.hub.broker.QueueReader.Taken;

/**
 * Takes what was journalled, as many messages at a time as there are, and acknowledges them when all that they left to be done
 * is done. If any of it fails, all of them come again: whoever is behind this takes each once, however often it comes.
 */
final class JournalConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(JournalConsumer.class);
    /** Works, or messages, of one group. */
    private static final int MOST = 400;
    /** Until it is tried again after a failure; doubled with each that follows. */
    private static final long AGAIN_MILLIS = 1_000;

    private static final int MOST_DOUBLINGS = 4;

    private final Supplier<QueueReader> queue;
    private final int readers;
    private final PresentGroup present;
    private final List<QueueReader> open = new ArrayList<>();
    private @Nullable ExecutorService threads;
    private volatile boolean isTold;
    private volatile CountDownLatch ending = new CountDownLatch(0);

    JournalConsumer(
            Endpoint endpoint, Processor processor, Supplier<QueueReader> queue, int readers, PresentGroup present) {
        super(endpoint, processor);
        this.queue = queue;
        this.readers = readers;
        this.present = present;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ending = new CountDownLatch(1);
        ExecutorService pool = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, getEndpoint().getEndpointUri(), readers);
        threads = pool;
        for (int i = 0; i < readers; i++) {
            pool.execute(this::readOn);
        }
    }

    /** Returns when the groups that were under way are done. */
    @Override
    protected void doStop() throws Exception {
        ending.countDown();
        synchronized (open) {
            open.forEach(QueueReader::halt);
            open.forEach(QueueReader::close);
        }
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
            threads = null;
        }
        super.doStop();
    }

    private boolean ends() {
        return ending.getCount() == 0;
    }

    private void readOn() {
        try {
            // Counted by this process's own time: a clock that is set back must not make it a pause of hours.
            int failures = 0;
            while (!ends()) {
                try (QueueReader reader = opened()) {
                    isTold = false;
                    failures = read(reader) ? 0 : failures;
                } catch (RuntimeException | Error e) {
                    // An Error too: a reader that is dead would leave what waits for it waiting.
                    tell(e);
                }
                ending.await(AGAIN_MILLIS << Math.min(failures++, MOST_DOUBLINGS), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // The pool ends; what was taken is unacknowledged and comes again.
            Thread.currentThread().interrupt();
        }
    }

    /** Once, however long the broker is away. */
    private void tell(Throwable why) {
        if (!isTold) {
            isTold = true;
            LOG.warn("{} is read again in a second, and so on until it can be", getEndpoint(), why);
        }
    }

    private QueueReader opened() {
        synchronized (open) {
            open.removeIf(QueueReader::isClosed);
            QueueReader reader = queue.get();
            open.add(reader);
            if (ends()) {
                reader.close();
            }
            return reader;
        }
    }

    /** @return whether any message was done with before the reader ended */
    private boolean read(QueueReader reader) throws InterruptedException {
        boolean done = false;
        while (!reader.isClosed()) {
            List<Taken> left = reader.take(MOST);
            while (!left.isEmpty()) {
                int handled = someOf(left, reader);
                left = left.subList(handled, left.size());
                done |= !reader.isClosed();
            }
        }
        return done;
    }

    /**
     * Handles as many of the messages as make a group.
     *
     * @return how many are done, or given back: then it is all of them, so that none overtakes another
     */
    private int someOf(List<Taken> messages, QueueReader reader) {
        WorkGroup group = new WorkGroup();
        int handled = 0;
        Throwable failure = null;
        while (failure == null && handled < messages.size() && group.size() < MOST) {
            failure = handle(messages.get(handled++), group);
        }
        if (failure == null) {
            failure = finish(group);
        }
        if (failure == null) {
            reader.acknowledge(messages.subList(0, handled));
            return handled;
        }
        LOG.warn("messages are left with the broker until they can be taken: {}", String.valueOf(failure));
        // And what came after them: it would overtake them while this one waits.
        reader.giveBack(messages);
        return messages.size();
    }

    private static @Nullable Throwable finish(WorkGroup group) {
        try {
            return group.finish();
        } catch (Error e) {
            return e;
        }
    }

    private @Nullable Throwable handle(Taken message, WorkGroup group) {
        Exchange exchange = createExchange(false);
        present.set(group);
        try {
            exchange.getMessage().setBody(message.body());
            for (String name : StatusChangeJournal.PROPERTIES) {
                String value = message.property(name);
                if (value != null) {
                    exchange.getMessage().setHeader(name, value);
                }
            }
            getProcessor().process(exchange);
            return exchange.getException();
        } catch (Exception | Error e) {
            return e;
        } finally {
            present.set(null);
            releaseExchange(exchange, false);
        }
    }
}

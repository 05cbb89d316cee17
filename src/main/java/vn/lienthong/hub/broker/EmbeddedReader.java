package vn.lienthong.hub.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is handed a queue's messages as the broker's own sessions are. A client would cost a packet, and a switch of threads or two,
 * for each message, and a transaction for what it acknowledges; here a message is put into a list, and who waits for it is
 * woken once for many.
 */
final class EmbeddedReader implements QueueReader, Consumer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedReader.class);
    /** How long the first message waits for the others. */
    private static final long GATHERING_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** What is handed to a reader ahead of its work waits in the hub's memory. */
    private static final int MOST_BYTES_AHEAD = 1 << 20;
    /** Until a reader that gets nothing asks whether its queue is still there. */
    private static final int LOOKING_AGAIN_SECONDS = 1;

    private final ActiveMQServer server;
    private final StorageManager storage;
    private final Queue queue;
    private final long id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition enough = lock.newCondition();
    // Guarded by the lock, as are all below.
    private final Deque<MessageReference> handed = new ArrayDeque<>();
    private int bytes;
    private int awaited = Integer.MAX_VALUE;
    private boolean full;
    private boolean halted;
    private boolean closed;

    private EmbeddedReader(ActiveMQServer server, Queue queue) {
        this.server = server;
        this.storage = server.getStorageManager();
        this.queue = queue;
        this.id = storage.generateID();
    }

    /** @throws IllegalStateException if the broker is not running or has no such queue */
    static EmbeddedReader of(@Nullable ActiveMQServer server, String name) {
        Queue queue = server == null || !server.isActive() ? null : server.locateQueue(SimpleString.of(name));
        if (server == null || queue == null) {
            throw new IllegalStateException("the broker has no queue " + name + " now");
        }
        var reader = new EmbeddedReader(server, queue);
        try {
            queue.addConsumer(reader);
        } catch (Exception e) {
            throw new IllegalStateException("the queue " + name + " takes no reader", e);
        }
        queue.deliverAsync();
        return reader;
    }

    @Override
    public List<Taken> take(int most) throws InterruptedException {
        List<Taken> taken = new ArrayList<>();
        boolean wasFull;
        boolean gone = false;
        lock.lockInterruptibly();
        try {
            awaited = 1;
            while (handed.isEmpty() && !closed && !gone) {
                // Nobody tells readers when a queue is removed in spite of them, or the broker ends by itself.
                gone = !enough.await(LOOKING_AGAIN_SECONDS, TimeUnit.SECONDS) && isGone();
            }
            awaited = most;
            long left = GATHERING_NANOS;
            while (handed.size() < most && !full && !closed && !gone && left > 0) {
                left = enough.awaitNanos(left);
            }
            awaited = Integer.MAX_VALUE;
            while (!closed && taken.size() < most && !handed.isEmpty()) {
                taken.add(new Message(handed.remove()));
            }
            bytes = handed.stream().mapToInt(EmbeddedReader::size).sum();
            wasFull = full;
            full = bytes >= MOST_BYTES_AHEAD;
            wasFull &= !full;
        } finally {
            lock.unlock();
        }
        if (gone) {
            // Not with the lock, for the queue asks with its own held.
            close();
        }
        if (wasFull) {
            queue.deliverAsync();
        }
        return taken;
    }

    /** Another queue by that name, as after the broker's start, is none of this reader's. */
    private boolean isGone() {
        return !server.isActive() || server.locateQueue(queue.getName()) != queue;
    }

    @Override
    public void acknowledge(List<Taken> messages) {
        if (isGone()) {
            return;
        }
        // Nobody waits for it to be on disk.
        storage.setContext(storage.newContext(Runnable::run));
        int done = 0;
        try {
            for (Taken message : messages) {
                queue.acknowledge(((Message) message).reference);
                done++;
            }
        } catch (Exception e) {
            LOG.warn(
                    "{} messages of {} come again, for the broker takes no word of them",
                    messages.size() - done,
                    queue,
                    e);
        } finally {
            storage.clearContext();
        }
        if (done < messages.size()) {
            giveBack(messages.subList(done, messages.size()));
        }
    }

    @Override
    public void giveBack(List<Taken> messages) {
        List<MessageReference> all = new ArrayList<>();
        messages.forEach(message -> all.add(((Message) message).reference));
        boolean wasOpen;
        lock.lock();
        try {
            wasOpen = !closed;
            closed = true;
            handed.forEach(MessageReference::decrementDeliveryCount);
            all.addAll(handed);
            handed.clear();
            enough.signalAll();
        } finally {
            lock.unlock();
        }
        if (isGone()) {
            // They are in the journal; whoever reads the queue that is made of it gets them.
            return;
        }
        try {
            // While its groups are still this reader's: another one would be handed what comes after them.
            back(all);
        } finally {
            if (wasOpen) {
                queue.removeConsumer(this);
                queue.deliverAsync();
            }
        }
    }

    @Override
    public void halt() {
        lock.lock();
        try {
            halted = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        giveBack(List.of());
    }

    /** To the places where they were, and not after the queue's pause: that ends by the clock, which may be set back meanwhile. */
    private void back(List<MessageReference> references) {
        if (references.isEmpty() || isGone()) {
            return;
        }
        storage.setContext(storage.newContext(Runnable::run));
        try {
            var transaction = new TransactionImpl(storage);
            references.forEach(reference -> queue.cancel(transaction, reference, true));
            transaction.rollback();
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not take messages back", e);
        } finally {
            storage.clearContext();
        }
        queue.deliverAsync();
    }

    private static int size(MessageReference reference) {
        return reference.getMessage().getEncodeSize();
    }

    // What the queue calls.

    @Override
    public HandleStatus handle(MessageReference reference) {
        lock.lock();
        try {
            if (closed || halted || full) {
                return HandleStatus.BUSY;
            }
            bytes += size(reference);
            full = bytes >= MOST_BYTES_AHEAD;
        } finally {
            lock.unlock();
        }
        reference.handled();
        reference.setConsumerId(id);
        reference.incrementDeliveryCount();
        return HandleStatus.HANDLED;
    }

    @Override
    public void proceedDeliver(MessageReference reference) {
        boolean late;
        lock.lock();
        try {
            late = closed;
            if (!late) {
                handed.add(reference);
                if (handed.size() >= awaited || full) {
                    enough.signal();
                }
            }
        } finally {
            lock.unlock();
        }
        if (late) {
            reference.decrementDeliveryCount();
            back(List.of(reference));
        }
    }

    @Override
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Filter getFilter() {
        return null;
    }

    @Override
    public List<MessageReference> getDeliveringMessages() {
        lock.lock();
        try {
            return new ArrayList<>(handed);
        } finally {
            lock.unlock();
        }
    }

    /** The queue was removed, or the broker ends. */
    @Override
    public void disconnect() {
        close();
    }

    @Override
    public void failed(Throwable failure) {
        close();
    }

    @Override
    public long sequentialID() {
        return id;
    }

    @Override
    public String debug() {
        return toString();
    }

    @Override
    public String toManagementString() {
        return "EmbeddedReader[queue=" + queue.getName() + ", id=" + id + "]";
    }

    @Override
    public String toString() {
        return toManagementString();
    }

    /** A message in the list's turn. */
    private record Message(MessageReference reference) implements Taken {
        @Override
        public byte[] body() {
            ActiveMQBuffer buffer = reference.getMessage().toCore().getReadOnlyBodyBuffer();
            byte[] body = new byte[buffer.readableBytes()];
            buffer.readBytes(body);
            return body;
        }

        @Override
        public @Nullable String property(String name) {
            Object value = reference.getMessage().getObjectProperty(SimpleString.of(name));
            return value == null ? null : value.toString();
        }
    }
}

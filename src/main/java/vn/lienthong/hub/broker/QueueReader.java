package vn.lienthong.hub.broker;

import java.util.List;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of one durable queue, some at a time. Messages of one group stay with one of the queue's readers, in
 * order. Used by one thread; only {@link #halt} and {@link #close} may be called by another.
 */
public interface QueueReader extends AutoCloseable {
    /**
     * Waits until there is a message, and a moment for others to join it.
     *
     * @param most so many at most
     * @return none if the reader was closed
     */
    List<Taken> take(int most) throws InterruptedException;

    /**
     * They are done with and leave the queue. They may come once more: if the broker or the hub ends before that is on disk, or
     * the broker does not take it.
     */
    void acknowledge(List<Taken> messages);

    /**
     * They could not be done with. They and what was handed to the reader after them go back to where they were in the queue, at once,
     * and the reader is closed: whoever reads on makes a new one, after a pause if that is better.
     */
    void giveBack(List<Taken> messages);

    /**
     * From now on it is handed nothing. All readers of a queue that end together are told so before the first is closed, for
     * the next one would be handed what comes after the messages that this one hands back.
     */
    void halt();

    /** Whether this reader gets no more messages: closed, or its queue was removed. */
    boolean isClosed();

    /** What was handed to the reader and not taken goes back into the queue, as though it had never been handed to it. */
    @Override
    void close();

    /** Who has queues to read without a client: the embedded broker. */
    @FunctionalInterface
    interface Source {
        /**
         * Makes one reader more for a durable queue.
         *
         * @throws IllegalStateException if the broker is not running or has no such queue
         */
        QueueReader read(String queue);

        /** The queues of a broker in this process; null while there is none. */
        static Source within(Supplier<? extends @Nullable ActiveMQServer> server) {
            return queue -> EmbeddedReader.of(server.get(), queue);
        }
    }

    /** A message that was taken and is neither acknowledged nor given back. */
    interface Taken {
        /** The message's bytes. */
        byte[] body();

        /** @return a property's text, or null without it */
        @Nullable
        String property(String name);
    }
}

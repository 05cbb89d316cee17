package vn.lienthong.hub.broker;

import jakarta.jms.ConnectionFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;

/** The broker's journal on disk, as those see it who put messages into durable queues. Used by one thread at a time. */
public interface Journal extends AutoCloseable {
    /**
     * Puts messages into a queue, in this order. Returns when all are in the journal on disk.
     *
     * @throws NotTaken if the broker does not take them now; some may be on disk
     */
    void put(String queue, List<Letter> letters) throws NotTaken;

    /** Lets go of the broker; the next use finds it again. */
    @Override
    default void close() {}

    /**
     * The journal of a broker in this process, without a client in between.
     *
     * @param server there once it was started
     * @param user is written on each message as its sender
     */
    static Journal within(Supplier<? extends @Nullable ActiveMQServer> server, String user) {
        return new EmbeddedJournal(server, user);
    }

    /** The journal of any broker, by one session of a client. */
    static Journal over(ConnectionFactory connections) {
        return new RemoteJournal(connections);
    }

    /**
     * A durable message of bytes.
     *
     * @param group the messages of one group stay on one consumer
     * @param properties what consumers and administrators are told besides, by its name
     */
    record Letter(byte[] body, String group, Map<String, String> properties) {
        public Letter {
            properties = Map.copyOf(properties);
        }
    }

    /** Why messages were not taken. */
    final class NotTaken extends Exception {
        NotTaken(String why, Throwable cause) {
            super(why, cause);
        }

        /** @param why for the log, without the message */
        public NotTaken(String why) {
            super(why);
        }
    }
}

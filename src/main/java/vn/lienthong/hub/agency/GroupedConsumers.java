package vn.lienthong.hub.agency;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.MessageListenerContainerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Consumers that take messages one after the other and acknowledge them together: when there is some hundredfold work in them,
 * or as soon as no other message is at hand. The work is done before that, all at once, so that many messages share one
 * commit of the store and one of the broker.
 *
 * <p>If any of a group cannot be finished, none is acknowledged and all come again: whoever uses this takes each message once,
 * however often it comes.
 */
@Component("groupedConsumers")
final class GroupedConsumers implements MessageListenerContainerFactory {
    private static final Logger LOG = LoggerFactory.getLogger(GroupedConsumers.class);
    private static final int MOST = 200;
    /** How long the next message may take to join a group, in milliseconds. */
    private static final long NEXT_AT_HAND = 4;
    /** How long the first of a group waits for the others at most. */
    private static final Duration LONGEST = Duration.ofMillis(20);

    private final PresentGroup present;

    GroupedConsumers(PresentGroup present) {
        this.present = present;
    }

    @Override
    public AbstractMessageListenerContainer createMessageListenerContainer(JmsEndpoint endpoint) {
        return new Container(endpoint);
    }

    /** What the messages of one session left to be done since its last commit. */
    private static final class Group {
        private final WorkGroup works = new WorkGroup();
        private int messages;
        private long begun;

        /** Counts a message in. */
        boolean isComplete(long now) {
            if (messages++ == 0) {
                begun = now;
            }
            return Math.max(messages, works.size()) >= MOST || now - begun >= LONGEST.toNanos();
        }

        void forget() {
            works.forget();
            messages = 0;
        }
    }

    /** The listener container of one endpoint; each of its threads has a session, and so a group, of its own. */
    private final class Container extends DefaultJmsMessageListenerContainer {
        private final Map<Session, Group> groups = Collections.synchronizedMap(new WeakHashMap<>());
        private final ThreadLocal<@Nullable Group> current = new ThreadLocal<>();

        Container(JmsEndpoint endpoint) {
            super(endpoint);
        }

        @Override
        protected boolean receiveAndExecute(
                Object invoker, @Nullable Session session, @Nullable MessageConsumer consumer) throws JMSException {
            if (session == null) {
                return super.receiveAndExecute(invoker, session, consumer);
            }
            Group group = groups.computeIfAbsent(session, unused -> new Group());
            current.set(group);
            present.set(group.works);
            try {
                return super.receiveAndExecute(invoker, session, consumer);
            } finally {
                current.remove();
                present.set(null);
            }
        }

        @Override
        protected @Nullable Message receiveMessage(MessageConsumer consumer) throws JMSException {
            Group group = current.get();
            return receiveFromConsumer(
                    consumer, group == null || group.messages == 0 ? getReceiveTimeout() : NEXT_AT_HAND);
        }

        @Override
        protected void commitIfNecessary(Session session, @Nullable Message message) throws JMSException {
            Group group = current.get();
            if (group == null) {
                super.commitIfNecessary(session, message);
            } else if (group.isComplete(System.nanoTime())) {
                commit(group, session);
            }
        }

        @Override
        protected void noMessageReceived(Object invoker, Session session) {
            Group group = current.get();
            if (group != null && group.messages > 0) {
                try {
                    commit(group, session);
                } catch (JMSException e) {
                    // The messages come again, as after a crash at this point.
                    LOG.warn("messages could not be acknowledged, they will come again: {}", e.getMessage());
                }
            }
        }

        private void commit(Group group, Session session) throws JMSException {
            RuntimeException failure = group.works.finish();
            group.forget();
            if (failure == null) {
                session.commit();
            } else {
                LOG.warn("messages are left with the broker until they can be taken: {}", failure.getMessage());
                session.rollback();
            }
        }

        @Override
        protected void rollbackOnExceptionIfNecessary(Session session, Throwable failure) throws JMSException {
            Group group = current.get();
            if (group != null) {
                // Nothing of it was begun; it comes again.
                group.forget();
            }
            super.rollbackOnExceptionIfNecessary(session, failure);
        }
    }
}

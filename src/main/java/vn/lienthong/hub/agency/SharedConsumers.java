package vn.lienthong.hub.agency;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.MessageListenerContainerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.jms.support.JmsUtils;
import org.springframework.stereotype.Component;

/**
 * Consumers that cost no thread while nothing comes: the broker hands them what there is. All are on one connection.
 *
 * <p>Where messages are acknowledged by themselves, as questions and wake-ups are, one is acknowledged when it is taken, and
 * worked on by the {@link Crew}, as many at once as the endpoint's consumers may be; one whose time has passed meanwhile is
 * dropped. Other messages are worked on as they come, one after the other, and acknowledged after that: such work may wait for
 * the hub's own disk, and for nobody else.
 */
@Component("sharedConsumers")
final class SharedConsumers implements MessageListenerContainerFactory, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(SharedConsumers.class);
    private static final long AGAIN_SECONDS = 3;

    private final ConnectionFactory connections;
    private final Crew crew;
    private final ScheduledExecutorService rounds;
    private final Set<Container> listening = ConcurrentHashMap.newKeySet();
    private @Nullable Connection connection;

    SharedConsumers(
            @Qualifier("listeningConnections") ConnectionFactory connections,
            Crew crew,
            @Qualifier("agencyThreads") ScheduledExecutorService rounds) {
        this.connections = connections;
        this.crew = crew;
        this.rounds = rounds;
    }

    @Override
    public AbstractMessageListenerContainer createMessageListenerContainer(JmsEndpoint endpoint) {
        int most = Math.max(endpoint.getConcurrentConsumers(), endpoint.getMaxConcurrentConsumers());
        return new Container(endpoint.isDisableReplyTo() ? crew.lane(most) : crew.urgentLane(most));
    }

    private synchronized Connection open() throws JMSException {
        Connection open = connection;
        if (open == null) {
            open = connections.createConnection();
            Connection opened = open;
            opened.setExceptionListener(why -> lost(opened));
            opened.start();
            connection = opened;
        }
        return open;
    }

    private void lost(Connection which) {
        synchronized (this) {
            if (connection != which) {
                return;
            }
            connection = null;
        }
        LOG.warn("the connection by which connectors' queues are listened at is lost; it is made again");
        JmsUtils.closeConnection(which);
        listening.forEach(Container::listenAgain);
    }

    @Override
    public synchronized void destroy() {
        JmsUtils.closeConnection(connection);
        connection = null;
    }

    /** The listener of one endpoint. */
    private final class Container extends AbstractMessageListenerContainer {
        private final Crew.Lane lane;
        private @Nullable Session session;

        Container(Crew.Lane lane) {
            this.lane = lane;
        }

        @Override
        protected boolean sharedConnectionEnabled() {
            // Each container would have one of its own.
            return false;
        }

        @Override
        public void setConcurrency(String consumers) {
            // The lane has it.
        }

        @Override
        protected void doInitialize() {
            listening.add(this);
        }

        @Override
        protected void doStart() throws JMSException {
            super.doStart();
            listen();
        }

        @Override
        protected void doStop() throws JMSException {
            super.doStop();
            hush();
        }

        @Override
        protected void doShutdown() {
            listening.remove(this);
            hush();
            lane.close();
        }

        private synchronized void listen() {
            if (!isRunning() || !isActive()) {
                return;
            }
            hush();
            try {
                Session opened = createSession(open());
                session = opened;
                MessageConsumer consumer = opened.createConsumer(destination(opened), getMessageSelector());
                boolean later = opened.getAcknowledgeMode() == Session.AUTO_ACKNOWLEDGE;
                consumer.setMessageListener(message -> take(message, opened, later));
            } catch (JMSException | JMSRuntimeException away) {
                LOG.debug("{} is not listened at yet: {}", getDestinationName(), away.getMessage());
                hush();
                listenAgain();
            }
        }

        private void listenAgain() {
            try {
                var ignored = rounds.schedule(this::listen, AGAIN_SECONDS, TimeUnit.SECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("the hub is stopping");
            }
        }

        private Destination destination(Session opened) throws JMSException {
            return resolveDestinationName(opened, Objects.requireNonNull(getDestinationName(), "Camel names it"));
        }

        private void take(Message message, Session from, boolean later) {
            if (!later) {
                executeListener(from, message);
                return;
            }
            try {
                lane.execute(() -> {
                    if (!hasExpired(message)) {
                        executeListener(from, message);
                    }
                });
            } catch (RejectedExecutionException stopping) {
                LOG.debug("a message of {} came while it is no longer listened at", getDestinationName());
            }
        }

        private synchronized void hush() {
            JmsUtils.closeSession(session);
            session = null;
        }
    }

    private static boolean hasExpired(Message message) {
        try {
            long until = message.getJMSExpiration();
            return until > 0 && until < System.currentTimeMillis();
        } catch (JMSException e) {
            return false;
        }
    }
}

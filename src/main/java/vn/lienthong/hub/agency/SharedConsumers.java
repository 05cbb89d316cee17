package vn.lienthong.hub.agency;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 *
 * <p>A broker tells a client nothing when it takes its consumer away, as with a queue that somebody removes. So each is looked
 * at every second, and listens anew where it no longer does, after growing pauses; whoever made the queue makes it anew.
 */
@Component("sharedConsumers")
final class SharedConsumers implements MessageListenerContainerFactory, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(SharedConsumers.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final int MOST_DOUBLINGS = 10;

    private final ConnectionFactory connections;
    private final Crew crew;
    private final Clock clock;
    private final Map<String, Container> listening = new ConcurrentHashMap<>();
    private @Nullable Connection connection;

    SharedConsumers(
            @Qualifier("listeningConnections") ConnectionFactory connections,
            Crew crew,
            @Qualifier("agencyThreads") ScheduledExecutorService rounds,
            Clock clock) {
        this.clock = clock;
        this.connections = connections;
        this.crew = crew;
        var ignored =
                rounds.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Why a queue is not listened at, though it should be.
     *
     * @param isGone whether the broker has no such queue, or has taken the consumer away: then the queue may be on its way out just
     *     then, and one that is listened at again is not to be trusted
     */
    record Deaf(String why, boolean isGone) {}

    /** Empty if it is listened at, or need not be. */
    Optional<Deaf> deaf(String queue) {
        return Optional.ofNullable(listening.get(queue)).flatMap(Container::deaf);
    }

    /** Why a queue was last not listened at, and when that was last found; empty if it always was. */
    Optional<Map.Entry<Instant, Deaf>> lastDeaf(String queue) {
        return Optional.ofNullable(listening.get(queue)).flatMap(Container::lastDeaf);
    }

    private void look() {
        listening.values().forEach(Container::look);
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
        listening.values().forEach(Container::hush);
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
        private volatile @Nullable MessageConsumer consumer;
        private volatile @Nullable JMSException failure;
        private volatile Map.@Nullable Entry<Instant, Deaf> lastDeaf;
        private volatile boolean takenAway;
        private int failures;
        private long nextTry;

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
            listening.put(queue(), this);
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
            listening.remove(queue(), this);
            hush();
            lane.close();
        }

        private String queue() {
            return Objects.requireNonNull(getDestinationName(), "Camel names it");
        }

        private boolean isWanted() {
            return isRunning() && isActive();
        }

        synchronized void look() {
            if (!isWanted() || isListening()) {
                return;
            }
            takenAway |= consumer != null;
            deaf().ifPresent(told -> lastDeaf = Map.entry(clock.instant(), told));
            if (System.nanoTime() - nextTry >= 0) {
                if (failures == 0) {
                    LOG.warn("the queue {} is no longer listened at; it is tried again", queue());
                }
                listen();
            }
        }

        private boolean isListening() {
            MessageConsumer open = consumer;
            try {
                return open != null && open.getMessageListener() != null;
            } catch (JMSException closed) {
                return false;
            }
        }

        private synchronized void listen() {
            if (!isWanted()) {
                return;
            }
            hush();
            try {
                Session opened = createSession(open());
                session = opened;
                MessageConsumer made =
                        opened.createConsumer(resolveDestinationName(opened, queue()), getMessageSelector());
                boolean later = opened.getAcknowledgeMode() == Session.AUTO_ACKNOWLEDGE;
                made.setMessageListener(message -> take(message, opened, later));
                consumer = made;
                failures = 0;
                failure = null;
            } catch (JMSException away) {
                failed(away);
            } catch (JMSRuntimeException away) {
                failed(new JMSException(away.getMessage(), away.getErrorCode()));
            }
        }

        private void failed(JMSException away) {
            LOG.debug("{} cannot be listened at", queue(), away);
            hush();
            failure = away;
            long pause = LOOK.toNanos() << Math.min(failures++, MOST_DOUBLINGS);
            nextTry = System.nanoTime() + Math.min(pause, LONGEST_PAUSE.toNanos());
        }

        Optional<Map.Entry<Instant, Deaf>> lastDeaf() {
            return Optional.ofNullable(lastDeaf);
        }

        /** Holds up nobody who asks, however long the broker is waited for. */
        Optional<Deaf> deaf() {
            if (!isWanted() || isListening() && !takenAway) {
                return Optional.empty();
            }
            JMSException why = failure;
            boolean gone = takenAway || why instanceof InvalidDestinationException;
            return Optional.of(new Deaf(why == null ? "no consumer is there" : String.valueOf(why.getMessage()), gone));
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
                LOG.debug("a message of {} came while it is no longer listened at", queue());
            }
        }

        private synchronized void hush() {
            JmsUtils.closeSession(session);
            session = null;
            consumer = null;
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

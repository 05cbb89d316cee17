package vn.lienthong.hub.portal;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.apache.camel.ProducerTemplate;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.QueueAccess;
import vn.lienthong.hub.broker.Audience;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.status.FeedListener;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.status.StatusStore.FeedEntry;

/**
 * Publishes the feed on the broker: the store is the outbox, a cursor says how far it has been published. A crash between
 * the broker's commit and the cursor's repeats a batch, which the broker knows by its duplicate ids.
 */
@Component("feedPublisher")
public final class FeedPublisher implements FeedListener {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPublisher.class);
    private static final int BATCH = 200;
    private static final int MOST_PASSED_OVER = 1_000;

    private final StatusStore store;
    private final FeedCursor cursor;
    private final ChangeEvents events;
    private final Audience audience;
    private final ConnectionFactory broker;
    private final ProducerTemplate routes;
    private final AtomicBoolean woken = new AtomicBoolean();

    FeedPublisher(
            StatusStore store,
            FeedCursor cursor,
            ChangeEvents events,
            Audience audience,
            JmsPoolConnectionFactory broker,
            ProducerTemplate routes) {
        this.store = store;
        this.cursor = cursor;
        this.events = events;
        this.audience = audience;
        this.broker = broker;
        this.routes = routes;
    }

    /** Wakes the route, once however many changes come before it runs. */
    @Override
    public void grew(long position, Set<SystemId> destinations) {
        if (woken.compareAndSet(false, true)) {
            routes.sendBody("seda:status-feed?size=2&discardWhenFull=true", position);
        }
    }

    /** Publishes everything that is new. Called by one thread at a time. */
    public void publishNew() {
        woken.set(false);
        List<FeedEntry> batch = store.changesAfter(passOverUnheard(cursor.position()), BATCH, null);
        while (!batch.isEmpty()) {
            publish(batch);
            long published = batch.get(batch.size() - 1).position();
            cursor.moveTo(published);
            batch = batch.size() < BATCH ? List.of() : store.changesAfter(published, BATCH, null);
        }
    }

    /** Most hubs have no subscriber at all; there is no need to read what nobody hears. */
    private long passOverUnheard(long from) {
        long position = from;
        StatusStore.Told told = store.toldAfter(from, MOST_PASSED_OVER);
        // Whoever comes to listen after this is asked came after these changes.
        while (told.last() > position && !isHeard(told.origins())) {
            position = told.last();
            cursor.moveTo(position);
            told = store.toldAfter(position, MOST_PASSED_OVER);
        }
        return position;
    }

    private boolean isHeard(Set<SystemId> origins) {
        return audience.isThere(QueueAccess.STATUS)
                || origins.stream().anyMatch(origin -> audience.isThere(topicOf(origin)));
    }

    private static String topicOf(SystemId origin) {
        return QueueAccess.STATUS + "." + origin;
    }

    private void publish(List<FeedEntry> batch) {
        try (Connection connection = broker.createConnection()) {
            try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
                send(session, batch);
                session.commit();
            } catch (JMSException e) {
                if (!isOfADuplicate(e)) {
                    throw e;
                }
                LOG.info(
                        "some of the changes {} and on were published before a crash; sending them one by one",
                        batch.get(0).position());
                oneByOne(connection, batch);
            }
        } catch (JMSException e) {
            throw new TryAgainLater(brokerAway(), e);
        }
    }

    private static boolean isOfADuplicate(JMSException refused) {
        return refused.getCause() instanceof ActiveMQDuplicateIdException;
    }

    // A duplicate undoes the transaction it is in; by itself it is dropped and undoes nothing.
    private void oneByOne(Connection connection, List<FeedEntry> batch) throws JMSException {
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            send(session, batch);
        }
    }

    private void send(Session session, List<FeedEntry> batch) throws JMSException {
        Map<String, Boolean> heard = new HashMap<>();
        try (MessageProducer sender = session.createProducer(null)) {
            for (FeedEntry entry : batch) {
                List<String> topics = Stream.of(
                                QueueAccess.STATUS, topicOf(entry.change().system()))
                        .filter(topic -> heard.computeIfAbsent(topic, audience::isThere))
                        .toList();
                if (!topics.isEmpty()) {
                    String json = new String(events.bytes(entry), StandardCharsets.UTF_8);
                    for (String topic : topics) {
                        // Not session.createTopic: that asks the broker about it each time.
                        sender.send(ActiveMQDestination.createTopic(topic), message(session, entry, json));
                    }
                }
            }
        }
    }

    private static TextMessage message(Session session, FeedEntry entry, String json) throws JMSException {
        TextMessage message = session.createTextMessage(json);
        // What subscribers can select by.
        message.setStringProperty("connector", entry.change().system().value());
        message.setStringProperty("agency", entry.change().dossier().agencyId().value());
        message.setIntProperty("status", entry.change().status().code());
        ClientMessage core = ReplyAddress.coreOf(message);
        core.putStringProperty(Message.HDR_DUPLICATE_DETECTION_ID, SimpleString.of(duplicateId(entry)));
        core.putStringProperty(Message.HDR_CONTENT_TYPE, SimpleString.of(ChangeEvents.CONTENT_TYPE));
        core.putStringProperty("JMS_AMQP_ContentType", ChangeEvents.CONTENT_TYPE);
        core.putStringProperty("mqtt.content.type", ChangeEvents.CONTENT_TYPE);
        return message;
    }

    // With the time of acceptance: positions begin again where a store is made anew beside an old journal.
    private static String duplicateId(FeedEntry entry) {
        return entry.position() + "@" + entry.acceptedAt();
    }

    private static Problem brokerAway() {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                "publish-new-changes",
                new Bilingual("Không gửi được thay đổi lên bộ trung chuyển thông điệp.", "The broker took no changes."),
                new Bilingual("Trục liên thông tự thử lại.", "The hub tries again by itself."));
    }
}

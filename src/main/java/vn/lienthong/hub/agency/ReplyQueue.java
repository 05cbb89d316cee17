package vn.lienthong.hub.agency;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import org.apache.camel.component.jms.TemporaryQueueResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The temporary queue by which the agencies' replies come. Camel has a reader make it who finds that there is none, and of several
 * that start at once, two may find that. Then a question may name the queue of the one when both readers are at the other's, and
 * its reply is not heard; in the worst case, none is until the broker's connection is made anew. So who comes second is given
 * what the first has made.
 */
@Component("replyQueue")
public final class ReplyQueue implements TemporaryQueueResolver {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyQueue.class);
    /** Takes none of the replies that wait. */
    private static final String NONE = "JMSCorrelationID = 'a-question-that-nobody-asked'";

    private @Nullable TemporaryQueue latest;

    @Override
    public synchronized TemporaryQueue createTemporaryQueue(Session session) throws JMSException {
        TemporaryQueue queue = latest;
        if (queue == null || !isReadBy(session, queue)) {
            queue = session.createTemporaryQueue();
            latest = queue;
        }
        return queue;
    }

    /** Only sessions of the connection that made it may read it, and it is gone with that connection. */
    private static boolean isReadBy(Session session, TemporaryQueue queue) {
        try (MessageConsumer reader = session.createConsumer(queue, NONE)) {
            return reader != null;
        } catch (JMSException gone) {
            LOG.debug("the queue of replies is made anew", gone);
            return false;
        }
    }

    /** The latest stays, for another reader may be at it already; the broker removes it with its connection. */
    @Override
    public synchronized void delete(TemporaryQueue queue) {
        if (queue.equals(latest)) {
            return;
        }
        try {
            queue.delete();
        } catch (JMSException gone) {
            LOG.debug("an earlier queue of replies is gone already", gone);
        }
    }
}

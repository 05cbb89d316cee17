package vn.lienthong.hub.broker;

import java.util.List;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that come again at a time that only a wrong clock could set. The broker lets what a consumer could not take rest until a time
 * of day; if the machine's clock was ahead then, that would be when true time gets there.
 */
final class LateRedeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(LateRedeliveries.class);
    /** Beyond the longest rest. */
    private static final long FURTHEST_MILLIS = EmbeddedBroker.LONGEST_PAUSE_MILLIS + 5_000;

    private LateRedeliveries() {}

    /** Hands them out now. A queue that it fails for is tried again with the next look. */
    static void bringNear(ActiveMQServer server) {
        server.getPostOffice().getAllBindings().forEach(binding -> {
            if (binding instanceof QueueBinding bound && bound.getQueue().getScheduledCount() > 0) {
                try {
                    bringNear(bound.getQueue());
                } catch (Exception e) {
                    LOG.warn(
                            "{} does not hand out what was to come again; it is tried again",
                            binding.getUniqueName(),
                            e);
                }
            }
        });
    }

    private static void bringNear(Queue queue) throws Exception {
        long furthest = System.currentTimeMillis() + FURTHEST_MILLIS;
        // What nobody was handed yet was sent by a client for a later time, and waits for that.
        List<MessageReference> late = queue.getScheduledMessages().stream()
                .filter(one -> one.getDeliveryCount() > 0 && one.getScheduledDeliveryTime() > furthest)
                .toList();
        for (MessageReference message : late) {
            queue.deliverScheduledMessage(message.getMessageID());
        }
        if (!late.isEmpty()) {
            LOG.warn(
                    "{} messages of {} were to come again later than they can, by a clock that was ahead; they come now",
                    late.size(),
                    queue.getName());
        }
    }
}

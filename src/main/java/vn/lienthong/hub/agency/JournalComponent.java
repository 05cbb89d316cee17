package vn.lienthong.hub.agency;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.broker.QueueReader;

/**
 * {@code journal:QUEUE?consumers=4}: what the hub journalled for itself, taken from the embedded broker without a client and
 * acknowledged by groups. Where the broker is another one, it is the same by JMS.
 */
@Component("journal")
final class JournalComponent extends DefaultComponent {
    private static final int CONSUMERS = 4;

    private final ObjectProvider<QueueReader.Source> embedded;
    private final PresentGroup present;

    JournalComponent(ObjectProvider<QueueReader.Source> embedded, PresentGroup present) {
        this.embedded = embedded;
        this.present = present;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String queue, Map<String, Object> parameters) {
        int consumers = getAndRemoveParameter(parameters, "consumers", Integer.class, CONSUMERS);
        QueueReader.Source broker = embedded.getIfAvailable();
        if (broker != null) {
            return new Journalled(uri, queue, consumers, broker);
        }
        return getCamelContext()
                .getEndpoint("jms:queue:" + queue
                        + "?concurrentConsumers=" + consumers
                        + "&cacheLevelName=CACHE_CONSUMER"
                        + "&consumerType=Custom&messageListenerContainerFactory=#groupedConsumers"
                        + "&transacted=true&lazyCreateTransactionManager=false"
                        + "&disableReplyTo=true&errorHandlerLogStackTrace=false");
    }

    /** A queue of the embedded broker. */
    private final class Journalled extends DefaultEndpoint {
        private final String queue;
        private final int consumers;
        private final QueueReader.Source broker;

        Journalled(String uri, String queue, int consumers, QueueReader.Source broker) {
            super(uri, JournalComponent.this);
            this.queue = queue;
            this.consumers = consumers;
            this.broker = broker;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException(
                    "journal: is written by StatusChangeJournal; a route can only read " + getEndpointUri());
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new JournalConsumer(this, processor, () -> broker.read(queue), consumers, present);
        }
    }
}

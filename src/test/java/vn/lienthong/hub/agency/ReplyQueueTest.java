package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplyQueueTest {
    private static final String BROKER = "vm://9017";
    private static final int READERS = 8;

    private static final EmbeddedActiveMQ SERVER = new EmbeddedActiveMQ();
    private static final ConnectionFactory CONNECTIONS = new ActiveMQConnectionFactory(BROKER);

    private final ReplyQueue replies = new ReplyQueue();

    @BeforeAll
    static void start() throws Exception {
        SERVER.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("in-vm", BROKER));
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    @Test
    void readersThatStartAtOnceAreAtOneQueue() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        var barrier = new CyclicBarrier(READERS);
        try (Connection connection = CONNECTIONS.createConnection()) {
            List<Callable<TemporaryQueue>> all = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                all.add(() -> {
                    barrier.await(10, TimeUnit.SECONDS);
                    return replies.createTemporaryQueue(session);
                });
            }
            List<TemporaryQueue> made = new ArrayList<>();
            for (Future<TemporaryQueue> one : readers.invokeAll(all)) {
                made.add(one.get());
            }
            assertThat(made).hasSize(READERS);
            assertThat(made).allMatch(made.get(0)::equals);
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void anotherIsMadeOnceTheConnectionIsAnother() throws Exception {
        TemporaryQueue first;
        try (Connection connection = CONNECTIONS.createConnection()) {
            first = replies.createTemporaryQueue(connection.createSession());
            replies.delete(first);
            assertThat(replies.createTemporaryQueue(connection.createSession())).isEqualTo(first);
        }
        try (Connection connection = CONNECTIONS.createConnection()) {
            TemporaryQueue second = replies.createTemporaryQueue(connection.createSession());
            assertThat(second).isNotEqualTo(first);
            replies.delete(first);
            assertThat(replies.createTemporaryQueue(connection.createSession())).isEqualTo(second);
        }
    }

    @Test
    void noneOfTheRepliesThatWaitIsTaken() throws Exception {
        try (Connection connection = CONNECTIONS.createConnection()) {
            connection.start();
            Session session = connection.createSession();
            TemporaryQueue queue = replies.createTemporaryQueue(session);
            session.createProducer(queue).send(session.createTextMessage("a reply"));
            replies.createTemporaryQueue(connection.createSession());
            assertThat(session.createConsumer(queue).receive(5_000).getBody(String.class))
                    .isEqualTo("a reply");
        }
    }

    /** Without it this goes well nearly always: two queues are made in one start of four, and seldom is a question in between. */
    @Test
    void everyFirstQuestionIsAnsweredHoweverManyReadersStart() throws Exception {
        for (int start = 0; start < 25; start++) {
            try (CamelContext camel = new DefaultCamelContext()) {
                camel.getRegistry().bind("replyQueue", new ReplyQueue());
                camel.addComponent("jms", JmsComponent.jmsComponent(CONNECTIONS));
                camel.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("jms:queue:asked").transform(body().append(" is known"));
                        from("direct:ask")
                                .to("jms:queue:asked?exchangePattern=InOut&requestTimeout=5000"
                                        + "&temporaryQueueResolver=#replyQueue&replyToConcurrentConsumers=" + READERS
                                        + "&replyToMaxConcurrentConsumers=" + READERS);
                    }
                });
                camel.start();
                assertThat(camel.createProducerTemplate().requestBody("direct:ask", "H27", String.class))
                        .isEqualTo("H27 is known");
            }
        }
    }
}

package vn.lienthong.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A broker that ends by itself does not leave the hub standing still. */
class BrokerRevivalTest {
    @TempDir
    private Path home = Path.of("");

    @Nested
    class WhenTheBrokerEndsByItself {
        @Test
        void itIsStartedAgainWithAllThatWasInItsJournalAndStaysEndedWhenTheHubEnds() throws Exception {
            EmbeddedBroker broker;
            try (var context = start(home)) {
                broker = context.getBean(EmbeddedBroker.class);
                ActiveMQConnectionFactory clients = context.getBean(ActiveMQConnectionFactory.class);
                try (Connection connection = clients.createConnection();
                        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                    session.createProducer(session.createQueue("hub.undeliverable"))
                            .send(session.createTextMessage("before"));
                }

                // As Artemis does itself when its journal cannot be written.
                broker.server().stop();

                await().atMost(Duration.ofMinutes(1))
                        .until(() -> broker(context).isActive());
                try (Connection connection = clients.createConnection();
                        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                    connection.start();
                    Message kept = session.createConsumer(session.createQueue("hub.undeliverable"))
                            .receive(10_000);
                    assertThat(text(kept)).isEqualTo("before");
                }
            }
            assertThat(broker.isRunning()).isFalse();
        }
    }

    @Nested
    class WhenItsDiskFailed {
        @Test
        void whatIsSentAfterwardsOutlivesACrash() throws Exception {
            List<String> sent =
                    IntStream.range(0, 100).mapToObj(Integer::toString).toList();
            Path copy = home.resolve("after the crash");
            long lastId;
            try (var context = start(home.resolve("before"))) {
                fail(context);
                try (Connection connection =
                                context.getBean(ActiveMQConnectionFactory.class).createConnection();
                        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                    var producer = session.createProducer(session.createQueue("hub.undeliverable"));
                    for (String text : sent) {
                        producer.send(session.createTextMessage(text));
                    }
                }
                lastId = broker(context).getStorageManager().generateID();
                // What a kill leaves behind: nothing that an orderly end would write yet.
                FileSystemUtils.copyRecursively(home.resolve("before"), copy);
            }
            try (var context = start(copy);
                    Connection connection =
                            context.getBean(ActiveMQConnectionFactory.class).createConnection();
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                assertThat(broker(context).getStorageManager().generateID())
                        .as("an id is not given again: whoever has it deletes the other")
                        .isGreaterThan(lastId);
                connection.start();
                var consumer = session.createConsumer(session.createQueue("hub.undeliverable"));
                List<String> received = new ArrayList<>();
                for (Message next = consumer.receive(5_000); next != null; next = consumer.receive(1_000)) {
                    received.add(text(next));
                }
                assertThat(received).isEqualTo(sent);
            }
        }

        @Test
        void aSecondErrorEndsItAsTheFirstDid() throws Exception {
            try (var context = start(home)) {
                fail(context);
                fail(context);
            }
        }

        @Test
        void foldersOfPagesThatWereNeverBegunGo() throws Exception {
            Path paging = home.resolve("broker/paging");
            Path never = Files.createDirectories(paging.resolve("never"));
            Path begun = Files.createDirectories(paging.resolve("begun"));
            for (Path folder : List.of(never, begun)) {
                Files.createFile(folder.resolve("address.txt"));
            }
            Files.createFile(begun.resolve("000000001.page"));
            try (var context = start(home)) {
                assertThat(broker(context).isActive()).isTrue();
                assertThat(never).doesNotExist();
                assertThat(begun).exists();
            }
        }

        /** As when a page cannot be written, and the disk is well again. */
        private static void fail(ApplicationContext context) {
            var server = (ActiveMQServerImpl) broker(context);
            server.getIoCriticalErrorListener()
                    .onIOException(new IOException("No space left on device"), "full", "000000001.page");
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> broker(context) != server && broker(context).isActive());
        }
    }

    @Nested
    class WhenTheClockWasAhead {
        private static final long HOUR = 3_600_000;

        @Test
        void whatCouldNotBeTakenThenComesNowAndWhatAClientSentForLaterDoesNot() throws Exception {
            try (var context = start(home)) {
                ActiveMQServer server = broker(context);
                // As a pause looks that was begun by a clock an hour ahead, after that was set back.
                server.getAddressSettingsRepository()
                        .addMatch(
                                "hub.undeliverable",
                                new AddressSettings().setRedeliveryDelay(HOUR).setMaxDeliveryAttempts(-1));
                try (Connection connection =
                                context.getBean(ActiveMQConnectionFactory.class).createConnection();
                        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
                    var queue = session.createQueue("hub.undeliverable");
                    var producer = session.createProducer(queue);
                    producer.send(session.createTextMessage("failing"));
                    producer.setDeliveryDelay(HOUR);
                    producer.send(session.createTextMessage("for later"));
                    session.commit();
                    connection.start();
                    var consumer = session.createConsumer(queue);
                    assertThat(text(consumer.receive(10_000))).isEqualTo("failing");
                    session.rollback();

                    assertThat(text(consumer.receive(20_000))).isEqualTo("failing");
                    session.commit();
                    assertThat(server.locateQueue("hub.undeliverable").getScheduledCount())
                            .isEqualTo(1);
                }
            }
        }
    }

    /** The hub's broker as the hub has it, alone. */
    static ConfigurableApplicationContext start(Path home) {
        return new SpringApplicationBuilder(GuardedBroker.class)
                .properties(
                        "spring.config.location=optional:classpath:/no-file/",
                        "spring.main.web-application-type=none",
                        "lienthong.home=" + home,
                        "lienthong.broker.core-port=0",
                        "lienthong.broker.amqp-port=0",
                        "lienthong.broker.mqtt-port=0",
                        "lienthong.broker.stomp-port=0")
                .run();
    }

    private static String text(Message message) throws JMSException {
        assertThat(message).isInstanceOf(TextMessage.class);
        return ((TextMessage) message).getText();
    }

    private static ActiveMQServer broker(ApplicationContext context) {
        return context.getBean(EmbeddedBroker.class).server();
    }
}

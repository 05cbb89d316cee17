package vn.lienthong.hub.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.access.QueueAccess;

@SpringBootTest(
        classes = GuardedBroker.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.config.location=optional:classpath:/no-file/",
            "logging.level.org.apache.activemq.audit=WARN",
            "lienthong.broker.core-port=0",
            "lienthong.broker.amqp-port=0",
            "lienthong.broker.mqtt-port=0",
            "lienthong.broker.stomp-port=0",
        })
@Tag("every-java")
@DirtiesContext
class AccessSecurityIT {
    private static final String KEY = "one key ";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit makes it.
    private static Path home;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("lienthong.home", home::toString);
        client(settings, 0, "portal", "rights", "look-up,subscribe");
        client(settings, 1, "portal-two", "rights", "look-up,subscribe");
        client(settings, 2, "land-office", "pushes-for", "land-office");
        settings.add("lienthong.access.people[0].login", () -> "an");
        settings.add("lienthong.access.people[0].role", () -> "administrator");
        settings.add("lienthong.access.people[0].password-hash", () -> KeyMaker.hashOfPassword("password"));
    }

    private static void client(DynamicPropertyRegistry settings, int place, String id, String what, String value) {
        String prefix = "lienthong.access.clients[" + place + "].";
        settings.add(prefix + "id", () -> id);
        settings.add(prefix + "key-hash", () -> KeyMaker.hashOf(KEY + id));
        settings.add(prefix + what, () -> value);
    }

    @Autowired
    private EmbeddedBroker broker;

    @Autowired
    private ActiveMQConnectionFactory hub;

    @Autowired
    private Access access;

    @Autowired
    private QueueAccess queues;

    @BeforeEach
    void makeTheQueuesOfSystems() throws Exception {
        for (String name : List.of("agency.changes.land-office", "agency.changes.tax-office")) {
            if (broker.server().locateQueue(SimpleString.of(name)) == null) {
                broker.server()
                        .createQueue(QueueConfiguration.of(name)
                                .setAddress(name)
                                .setRoutingType(RoutingType.ANYCAST)
                                .setAutoCreateAddress(true));
            }
        }
    }

    @BeforeEach
    void forgetEarlierQuestions() throws Exception {
        var questions = broker.server().locateQueue(SimpleString.of("dossier.lookup"));
        if (questions != null) {
            questions.deleteAllReferences();
        }
    }

    /** The two protocols that JMS clients speak. */
    enum Jms {
        CORE,
        AMQP
    }

    private ConnectionFactory factory(Jms protocol) {
        return protocol == Jms.CORE
                ? new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.port(BrokerDoor.CORE))
                : new JmsConnectionFactory("amqp://127.0.0.1:" + broker.port(BrokerDoor.AMQP));
    }

    private JMSContext as(Jms protocol, String client) {
        return factory(protocol).createContext(client, KEY + client);
    }

    private Mqtt5BlockingClient mqtt(String session) {
        return Mqtt5Client.builder()
                .serverHost("127.0.0.1")
                .serverPort(broker.port(BrokerDoor.MQTT))
                .identifier(session)
                .buildBlocking();
    }

    private Mqtt5BlockingClient mqtt(String client, String session) {
        Mqtt5BlockingClient mqtt = mqtt(session);
        mqtt.connectWith()
                .simpleAuth()
                .username(client)
                .password((KEY + client).getBytes(UTF_8))
                .applySimpleAuth()
                .send();
        return mqtt;
    }

    @Nested
    class WhenSomebodyComesIn {
        @ParameterizedTest
        @EnumSource
        void letsInTheRightKeyAlone(Jms protocol) {
            as(protocol, "portal").close();

            for (String[] login : new String[][] {
                {"portal", "wrong"}, {"nobody", KEY}, {"an", "password"}, {"#hub", "guess"},
            }) {
                assertThatThrownBy(() -> factory(protocol)
                                .createContext(login[0], login[1])
                                .createTemporaryQueue())
                        .as(login[0])
                        .isInstanceOf(JMSSecurityRuntimeException.class);
            }
            assertThatThrownBy(() -> factory(protocol).createConnection().start())
                    .isInstanceOf(JMSException.class);
        }

        @Test
        void letsInTheRightKeyAloneOverMqtt() {
            mqtt("portal", "portal_1").disconnect();

            assertThatThrownBy(() -> mqtt("portal_1")
                            .connectWith()
                            .simpleAuth()
                            .username("portal")
                            .password("wrong".getBytes(UTF_8))
                            .applySimpleAuth()
                            .send())
                    .isInstanceOf(Mqtt5ConnAckException.class);
            assertThatThrownBy(() -> mqtt("portal_1").connect()).isInstanceOf(Mqtt5ConnAckException.class);
        }

        @Test
        void letsInTheRightKeyAloneOverStomp() throws IOException {
            assertThat(stomp("CONNECT\nlogin:portal\npasscode:" + KEY + "portal\n"))
                    .startsWith("CONNECTED");
            assertThat(stomp("CONNECT\nlogin:portal\npasscode:wrong\n")).startsWith("ERROR");
            assertThat(stomp("CONNECT\n")).startsWith("ERROR");
        }
    }

    @Nested
    class WhenAClientLooksUp {
        @ParameterizedTest
        @EnumSource
        void isAnsweredAtATemporaryQueueThatNobodyElseReads(Jms protocol) throws JMSException {
            try (var portal = as(protocol, "portal");
                    var other = as(protocol, "portal-two");
                    var service = hub.createContext()) {
                Queue replies = portal.createTemporaryQueue();
                JMSConsumer mine = portal.createConsumer(replies);
                portal.createProducer().setJMSReplyTo(replies).send(portal.createQueue("dossier.lookup"), "question");

                var question = (TextMessage) service.createConsumer(service.createQueue("dossier.lookup"))
                        .receive(5_000);
                assertThat(question.getText()).isEqualTo("question");
                assertThat(question.getStringProperty("_AMQ_VALIDATED_USER")).isEqualTo("portal");
                String address = addressOf((Queue) question.getJMSReplyTo());
                assertThat(queues.mayBeAnsweredAt(access.byName("portal").orElseThrow(), address))
                        .isTrue();
                assertThat(queues.mayBeAnsweredAt(access.byName("portal-two").orElseThrow(), address))
                        .isFalse();
                assertThatThrownBy(() -> other.createConsumer(other.createQueue(address)))
                        .isInstanceOf(JMSRuntimeException.class);
                service.createProducer().send(question.getJMSReplyTo(), "answer");

                assertThat(mine.receiveBody(String.class, 5_000)).isEqualTo("answer");
            }
        }

        @Test
        void isAnsweredUnderItsOwnTopicOverMqtt() throws Exception {
            Mqtt5BlockingClient portal = mqtt("portal", "portal-mqtt");
            Mqtt5BlockingClient other = mqtt("portal-two", "portal-two-mqtt");
            try (var answers = portal.publishes(com.hivemq.client.mqtt.MqttGlobalPublishFilter.ALL);
                    var service = hub.createContext()) {
                portal.subscribeWith().topicFilter("reply/portal/mqtt").send();
                assertThatThrownBy(() -> other.subscribeWith()
                                .topicFilter("reply/portal/#")
                                .send())
                        .isInstanceOf(Mqtt5SubAckException.class);
                Mqtt5PublishResult sent = portal.publishWith()
                        .topic("dossier/lookup")
                        .qos(com.hivemq.client.mqtt.datatypes.MqttQos.AT_LEAST_ONCE)
                        .payload("question".getBytes(UTF_8))
                        .send();
                assertThat(sent.getError()).isEmpty();

                service.createProducer().send(service.createTopic("reply.portal.mqtt"), "answer".getBytes(UTF_8));

                assertThat(answers.receive(5, java.util.concurrent.TimeUnit.SECONDS))
                        .hasValueSatisfying(answer -> assertThat(new String(answer.getPayloadAsBytes(), UTF_8))
                                .isEqualTo("answer"));
            } finally {
                portal.disconnect();
                other.disconnect();
            }
        }

        @Test
        void isAnsweredUnderItsOwnAddressOverStomp() throws IOException {
            String answer = stomp(
                    "CONNECT\naccept-version:1.2\nlogin:portal\npasscode:" + KEY + "portal\n",
                    "SUBSCRIBE\nid:1\ndestination:reply.portal.stomp\nsubscription-type:ANYCAST\nreceipt:a\n",
                    "SEND\ndestination:dossier.lookup\ndestination-type:ANYCAST\nreceipt:b\n");

            assertThat(answer).contains("receipt-id:a", "receipt-id:b").doesNotContain("ERROR");
            assertThat(stomp(
                            "CONNECT\naccept-version:1.2\nlogin:portal-two\npasscode:" + KEY + "portal-two\n",
                            "SUBSCRIBE\nid:1\ndestination:reply.portal.stomp\nreceipt:a\n"))
                    .contains("ERROR");
        }

        @ParameterizedTest
        @EnumSource
        void needsTheRight(Jms protocol) {
            try (var pusher = as(protocol, "land-office")) {
                assertThatThrownBy(() -> pusher.createProducer().send(pusher.createQueue("dossier.lookup"), "?"))
                        .isInstanceOf(JMSSecurityRuntimeException.class);
            }
        }
    }

    @Nested
    class WhenAClientSubscribes {
        @ParameterizedTest
        @EnumSource
        void keepsADurableSubscriptionThatNobodyElseTouches(Jms protocol) {
            try (var portal = as(protocol, "portal")) {
                portal.setClientID("portal." + protocol);
                portal.createDurableConsumer(portal.createTopic("hub.status"), "all")
                        .close();
            }
            try (var other = as(protocol, "portal-two")) {
                other.setClientID("portal." + protocol);
                assertThatThrownBy(() -> other.createDurableConsumer(other.createTopic("hub.status"), "all"))
                        .isInstanceOf(JMSRuntimeException.class);
            }
            try (var other = as(protocol, "portal-two")) {
                other.setClientID("portal." + protocol);
                assertThatThrownBy(() -> other.unsubscribe("all")).isInstanceOf(JMSRuntimeException.class);
            }
            try (var service = hub.createContext();
                    var portal = as(protocol, "portal")) {
                service.createProducer().send(service.createTopic("hub.status"), "event");
                portal.setClientID("portal." + protocol);

                JMSConsumer events = portal.createDurableConsumer(portal.createTopic("hub.status"), "all");

                assertThat(events.receiveBody(String.class, 5_000)).isEqualTo("event");
            }
        }

        @ParameterizedTest
        @EnumSource
        void readsBelowTheTopicAsWell(Jms protocol) {
            try (var portal = as(protocol, "portal");
                    var service = hub.createContext()) {
                JMSConsumer events = portal.createConsumer(portal.createTopic("hub.status.land-office"));
                service.createProducer().send(service.createTopic("hub.status.land-office"), "event");

                assertThat(events.receiveBody(String.class, 5_000)).isEqualTo("event");
            }
        }

        @Test
        void readsOverMqttAndStomp() throws Exception {
            Mqtt5BlockingClient portal = mqtt("portal", "portal-feed");
            try (var events = portal.publishes(com.hivemq.client.mqtt.MqttGlobalPublishFilter.ALL);
                    var service = hub.createContext()) {
                portal.subscribeWith().topicFilter("hub/status/#").send();
                service.createProducer().send(service.createTopic("hub.status.tax"), "event".getBytes(UTF_8));

                assertThat(events.receive(5, java.util.concurrent.TimeUnit.SECONDS))
                        .isPresent();
            } finally {
                portal.disconnect();
            }
            assertThat(stomp(
                            "CONNECT\naccept-version:1.2\nclient-id:portal\nlogin:portal\npasscode:" + KEY + "portal\n",
                            "SUBSCRIBE\nid:1\ndestination:hub.status\nsubscription-type:MULTICAST\n"
                                    + "durable-subscription-name:feed\nreceipt:a\n"))
                    .contains("receipt-id:a")
                    .doesNotContain("ERROR");
        }

        @ParameterizedTest
        @EnumSource
        void needsTheRight(Jms protocol) {
            try (var pusher = as(protocol, "land-office")) {
                assertThatThrownBy(() -> pusher.createConsumer(pusher.createTopic("hub.status")))
                        .isInstanceOf(JMSRuntimeException.class)
                        .hasMessageContaining("permission");
            }
        }
    }

    @Nested
    class WhenASystemPushes {
        @ParameterizedTest
        @EnumSource
        void sendsForItselfAlone(Jms protocol) throws JMSException {
            try (var pusher = as(protocol, "land-office");
                    var service = hub.createContext()) {
                pusher.createProducer().send(pusher.createQueue("agency.changes.land-office"), "change");
                assertThat(service.createConsumer(service.createQueue("agency.changes.land-office"))
                                .receive(5_000)
                                .getStringProperty("_AMQ_VALIDATED_USER"))
                        .isEqualTo("land-office");
                assertThatThrownBy(() ->
                                pusher.createProducer().send(pusher.createQueue("agency.changes.tax-office"), "change"))
                        .isInstanceOf(JMSSecurityRuntimeException.class);
                assertThatThrownBy(() -> pusher.createConsumer(pusher.createQueue("agency.changes.land-office")))
                        .isInstanceOf(JMSSecurityRuntimeException.class);
            }
        }
    }

    @Nested
    class WhenAMessageNamesAnotherSender {
        @ParameterizedTest
        @EnumSource
        void isGivenItsTrueOneHoweverLarge(Jms protocol) throws JMSException {
            try (var pusher = as(protocol, "land-office");
                    var service = hub.createContext()) {
                JMSConsumer changes = service.createConsumer(service.createQueue("agency.changes.land-office"));
                for (int length : new int[] {1, 300_000}) {
                    pusher.createProducer()
                            .setProperty("_AMQ_VALIDATED_USER", "portal")
                            .send(pusher.createQueue("agency.changes.land-office"), "x".repeat(length));

                    var received = (TextMessage) changes.receive(5_000);
                    assertThat(received.getStringProperty("_AMQ_VALIDATED_USER"))
                            .isEqualTo("land-office");
                    assertThat(received.getText()).hasSize(length);
                }
            }
        }
    }

    @Nested
    class WhenAMessageIsTooLarge {
        @ParameterizedTest
        @EnumSource
        void tellsItsSenderAndKeepsNothing(Jms protocol) {
            try (var pusher = as(protocol, "land-office");
                    var service = hub.createContext()) {
                Queue changes = pusher.createQueue("agency.changes.land-office");

                assertThatThrownBy(() -> pusher.createProducer().send(changes, "x".repeat(900_000)))
                        .isInstanceOf(JMSRuntimeException.class)
                        .hasMessageContaining("expected at most");

                pusher.createProducer().send(changes, "next");
                assertThat(service.createConsumer(service.createQueue("agency.changes.land-office"))
                                .receiveBody(String.class, 5_000))
                        .isEqualTo("next");
            }
        }
    }

    @Nested
    class WhenAClientReachesForTheHubsOwn {
        @ParameterizedTest
        @EnumSource
        void isRefused(Jms protocol) {
            try (var portal = as(protocol, "portal")) {
                for (String queue : new String[] {
                    "hub.status-changes",
                    "hub.delivery.x",
                    "agency.lookup.x",
                    "dossier.lookup",
                    "#",
                    "hub.#",
                    "made-up",
                }) {
                    assertThatThrownBy(() -> portal.createConsumer(portal.createQueue(queue)))
                            .as("receive from " + queue)
                            .isInstanceOf(JMSRuntimeException.class);
                }
                for (String queue : new String[] {
                    "hub.status-changes",
                    "hub.status",
                    "hub.delivery.x",
                    "agency.lookup.x",
                    "reply.portal-two.x",
                    "activemq.management",
                    "made-up",
                }) {
                    assertThatThrownBy(() -> portal.createProducer().send(portal.createQueue(queue), "x"))
                            .as("send to " + queue)
                            .isInstanceOf(JMSRuntimeException.class);
                }
            }
        }

        @Test
        void cannotRemoveAQueueByTheNameOfAnMqttSession() {
            for (String session : new String[] {"hub", "portal-two", "made-up"}) {
                assertThatThrownBy(() -> mqtt("portal", session)).isInstanceOf(Exception.class);
            }
            assertThat(hubQueue()).isTrue();
        }

        @Test
        void cannotRemoveAQueueByTheNameOfASharedSubscription() {
            Mqtt5BlockingClient portal = mqtt("portal", UUID.randomUUID().toString());

            assertThatThrownBy(() -> portal.subscribeWith()
                            .topicFilter("$share/hub/status-changes")
                            .send())
                    .isInstanceOf(Exception.class);

            assertThat(hubQueue()).isTrue();
        }

        private boolean hubQueue() {
            return broker.server().locateQueue(SimpleString.of("hub.status-changes")) != null;
        }
    }

    private static String addressOf(Queue queue) throws JMSException {
        return queue.getQueueName();
    }

    /** Says frames to the STOMP door and reads until as many receipts, or an error, came back. */
    private String stomp(String... frames) throws IOException {
        try (var socket = new Socket("127.0.0.1", broker.port(BrokerDoor.STOMP))) {
            socket.setSoTimeout(5_000);
            var answers = new StringBuilder();
            for (String frame : frames) {
                socket.getOutputStream().write((frame + "\n\0").getBytes(UTF_8));
                answers.append(nextFrame(socket));
            }
            return answers.toString().strip();
        }
    }

    private static String nextFrame(Socket socket) throws IOException {
        var frame = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c > 0;
                c = socket.getInputStream().read()) {
            frame.append((char) c);
        }
        return frame.toString().strip() + "\n";
    }
}

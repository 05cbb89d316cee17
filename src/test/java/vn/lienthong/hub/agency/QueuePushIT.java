package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.stomp.StompClient;
import io.vertx.ext.stomp.StompClientOptions;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.broker.EmbeddedBroker;

/** A system sends its changes to a queue, by clients that are not the hub's own; the broker's yes means what 202 means. */
class QueuePushIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SYSTEM = "transport-office";
    private static final String KEY = "a-transport-office-key-for-tests";
    private static final String QUEUE = "agency.changes." + SYSTEM;

    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path home) {
        hub = new RunningHub(
                home,
                0,
                "--lienthong.access.clients[5].id=" + SYSTEM,
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(KEY),
                "--lienthong.access.clients[5].pushes-for=" + SYSTEM + ",gone-office");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class WhenAMessageHoldsAGoodRecordAndABadOne {
        @ParameterizedTest
        @EnumSource
        void tellsThePortalTheOneAndKeepsTheOther(Sender sender) throws Exception {
            sender.send(hub, QUEUE, message(record("GT-1", 1, "NHAN"), record("GT-2", 1, "TREO")));

            await().atMost(PATIENCE).until(() -> atPortal("GT-1").equals(List.of("2")));
            await().atMost(PATIENCE).until(() -> letters().size() == 1);
            JsonNode letter = letters().get(0);
            assertThat(letter.at("/dossierNo").asText()).isEqualTo("GT-2");
            assertThat(letter.at("/problem/type").asText()).isEqualTo("/problems/unmapped-code");
            await().atMost(PATIENCE).until(() -> onTheQueue() == 0);
            assertThat(RunningHub.json(hub.lookUp("GT-1", "H27.15"))
                            .at("/status/code")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Nested
    class WhenTheHubIsStoppedBeforeItTookTheMessages {
        @Test
        void takesThemAfterTheRestartThoughNoneAskedToBeDurableAndSomeToExpire() throws Exception {
            hub.stopRoute(SYSTEM + "-intake");
            for (Sender sender : Sender.values()) {
                sender.send(hub, QUEUE, message(record("GT-" + sender, 1, "NHAN")));
            }
            assertThat(onTheQueue()).isEqualTo(Sender.values().length);

            hub.restart();

            for (Sender sender : Sender.values()) {
                await(sender.name()).atMost(PATIENCE).until(() -> atPortal("GT-" + sender)
                        .equals(List.of("2")));
            }
        }
    }

    @Nested
    class WhenAMessageCannotBeRead {
        @Test
        void keepsItAndGoesOnWithTheNext() throws Exception {
            Sender.JMS.send(hub, QUEUE, "{\"hoSo\": [");
            Sender.STOMP.send(hub, QUEUE, "{\"nothing\": \"there\"}");
            map();
            Sender.AMQP.send(hub, QUEUE, message(record("GT-3", 1, "NHAN")));

            await().atMost(PATIENCE).until(() -> atPortal("GT-3").equals(List.of("2")));
            assertThat(letters())
                    .extracting(letter -> letter.at("/problem/stage").asText()
                            + " "
                            + letter.at("/problem/type").asText())
                    .hasSize(3)
                    .contains("read-the-message /problems/malformed");
        }

        /** Sends neither text nor bytes. */
        private void map() throws Exception {
            var doors = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port(hub, BrokerDoor.CORE));
            try (Connection connection = doors.createConnection(SYSTEM, KEY)) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                session.createProducer(session.createQueue(QUEUE)).send(session.createMapMessage());
            }
        }
    }

    @Nested
    class WhenTheJournalTakesNoMore {
        @Test
        void leavesTheMessageOnTheQueueAndTakesItLater() throws Exception {
            var full = new FullJournal();
            var broker = hub.bean(EmbeddedBroker.class).server();
            broker.registerBrokerPlugin(full);
            Sender.MQTT.send(hub, QUEUE, message(record("GT-4", 1, "NHAN")));
            await().atMost(PATIENCE).until(() -> problem().contains("hub-unavailable"));
            assertThat(onTheQueue()).isEqualTo(1);

            broker.unRegisterBrokerPlugin(full);

            await().atMost(PATIENCE).until(() -> atPortal("GT-4").equals(List.of("2")));
            await().atMost(PATIENCE).until(() -> onTheQueue() == 0);
        }

        private String problem() {
            var state = hub.bean(IntakeStates.class).all().get(vn.lienthong.hub.canonical.SystemId.of(SYSTEM));
            return state == null || state.problem() == null
                    ? ""
                    : state.problem().toString();
        }
    }

    @Nested
    class WhenTheDiskIsFull {
        @Test
        void aSenderThatMaySendIsToldNoAndLaterYes() throws Exception {
            var monitor = ((ActiveMQServerImpl) hub.bean(EmbeddedBroker.class).server()).getMonitor();
            double most = monitor.getMaxUsage();
            var doors = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port(hub, BrokerDoor.CORE));
            try (Connection connection = doors.createConnection(SYSTEM, KEY)) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer = session.createProducer(session.createQueue(QUEUE));
                producer.send(session.createTextMessage(message(record("GT-6", 1, "NHAN"))));
                monitor.setMaxUsage(0).tick();

                assertThatThrownBy(() -> producer.send(session.createTextMessage(message(record("GT-7", 1, "NHAN")))))
                        .hasMessageContaining("disk is full");

                monitor.setMaxUsage(most).tick();
                producer.send(session.createTextMessage(message(record("GT-7", 1, "NHAN"))));
            }
            await().atMost(PATIENCE).until(() -> atPortal("GT-7").equals(List.of("2")));
        }
    }

    @Nested
    class WhenNoConnectorListensForTheSystem {
        @ParameterizedTest
        @EnumSource
        void isNotAcknowledged(Sender sender) {
            assertThatThrownBy(() -> sender.send(hub, "agency.changes.gone-office", message(record("GT-5", 1, "NHAN"))))
                    .isInstanceOf(Exception.class);
        }
    }

    /** A client's library; {@link #send} returns when the broker has acknowledged, and asks for nothing durable. */
    enum Sender {
        JMS {
            @Override
            void send(RunningHub hub, String address, String text) throws Exception {
                byJms(
                        new ActiveMQConnectionFactory(
                                "tcp://127.0.0.1:" + port(hub, BrokerDoor.CORE) + "?blockOnNonDurableSend=true"),
                        address,
                        text);
            }
        },
        AMQP {
            @Override
            void send(RunningHub hub, String address, String text) throws Exception {
                byJms(
                        new JmsConnectionFactory(
                                "amqp://127.0.0.1:" + port(hub, BrokerDoor.AMQP) + "?jms.forceSyncSend=true"),
                        address,
                        text);
            }
        },
        MQTT {
            @Override
            void send(RunningHub hub, String address, String text) {
                var client = MqttClient.builder()
                        .useMqttVersion5()
                        .identifier(SYSTEM + "-" + UUID.randomUUID())
                        .serverHost("127.0.0.1")
                        .serverPort(port(hub, BrokerDoor.MQTT))
                        .simpleAuth()
                        .username(SYSTEM)
                        .password(KEY.getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .buildBlocking();
                client.connect();
                client.publishWith()
                        .topic(address.replace('.', '/'))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(text.getBytes(StandardCharsets.UTF_8))
                        .send();
                client.disconnect();
            }
        },
        STOMP {
            @Override
            void send(RunningHub hub, String address, String text) throws Exception {
                Vertx vertx = Vertx.vertx();
                try {
                    var client = StompClient.create(
                            vertx,
                            new StompClientOptions()
                                    .setHost("127.0.0.1")
                                    .setPort(port(hub, BrokerDoor.STOMP))
                                    .setLogin(SYSTEM)
                                    .setPasscode(KEY));
                    var connection = await(client.connect());
                    // With a receipt: done when the broker says so.
                    await(connection.send(new HashMap<>(Map.of("destination", address)), Buffer.buffer(text)));
                    await(connection.disconnect());
                } finally {
                    await(vertx.close());
                }
            }

            private <T> T await(io.vertx.core.Future<T> future) throws Exception {
                return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
        };

        abstract void send(RunningHub hub, String address, String text) throws Exception;

        private static void byJms(ConnectionFactory doors, String address, String text) throws Exception {
            try (Connection connection = doors.createConnection(SYSTEM, KEY)) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(address));
                producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
                producer.setTimeToLive(3_000);
                producer.send(session.createTextMessage(text));
            }
        }
    }

    /** A journal with no room for changes of the hub's own. */
    private static final class FullJournal implements ActiveMQServerMessagePlugin {
        @Override
        public void beforeMessageRoute(
                Message message, RoutingContext context, boolean direct, boolean rejectDuplicates)
                throws ActiveMQIOErrorException {
            if (StatusChangeJournal.QUEUE.equals(message.getAddress())) {
                throw new ActiveMQIOErrorException("no room");
            }
        }
    }

    private static int port(RunningHub hub, BrokerDoor door) {
        return hub.bean(EmbeddedBroker.class).port(door);
    }

    private static String message(String... records) {
        return "{\"hoSo\":[" + String.join(",", records) + "]}";
    }

    private static String record(String number, int count, String status) {
        return """
                {"so":"%s","lan":%d,"trangThai":"%s","thoiDiem":"02/11/2026 08:15:00","nguoiNop":"Lý Thị Tưởng Tượng",\
                "thuTuc":{"ma":"MAU-GTVT-01","ten":"Thủ tục mẫu"},"ngayNhan":"02/11/2026 08:15:00","ngayHenTra":"09/11/2026 17:00:00"}"""
                .formatted(number, count, status);
    }

    private long onTheQueue() {
        return hub.bean(EmbeddedBroker.class)
                .server()
                .locateQueue(SimpleString.of(QUEUE))
                .getMessageCount();
    }

    private List<JsonNode> letters() throws Exception {
        String path = "/api/v1/dead-letters?state=open&connector=" + SYSTEM;
        JsonNode listed = RunningHub.json(hub.get(path, RunningHub.VIEW_KEY));
        return List.copyOf(listed.findValue("deadLetters").findParents("problem"));
    }

    /** The statuses of a dossier's steps, as the portal was told them. */
    private List<String> atPortal(String dossier) throws Exception {
        return hub.truth(hub.simulators().nationalPortal().address())
                .path(dossier)
                .path("progress")
                .findValuesAsText("TrangThai");
    }
}

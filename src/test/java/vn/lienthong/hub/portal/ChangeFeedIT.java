package vn.lienthong.hub.portal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.portal.HubUnderTest.NORTH;
import static vn.lienthong.hub.portal.HubUnderTest.SOUTH;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters;

class ChangeFeedIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE = 20_000;
    /** More than all buffers between the hub and a reader hold. */
    private static final int MANY = 5_000;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HubUnderTest hub;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new HubUnderTest(
                home,
                "--lienthong.changes.heartbeat=200ms",
                "--lienthong.changes.stuck-after=2s",
                // So long the server itself still waits for a reader whose connection is given up.
                "--server.tomcat.connection-timeout=5s",
                "--lienthong.changes.most-listeners-each=3");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Nested
    class WhenADurableSubscriberWasAway {
        @Test
        void receivesOverJmsWhatItMissedOnceAndInOrder() throws Exception {
            returns(new ActiveMQConnectionFactory("tcp://127.0.0.1:" + hub.port(BrokerDoor.CORE)), "jms");
        }

        @Test
        void receivesOverAmqpWhatItMissedOnceAndInOrder() throws Exception {
            returns(new JmsConnectionFactory("amqp://127.0.0.1:" + hub.port(BrokerDoor.AMQP)), "amqp");
        }

        private void returns(ConnectionFactory broker, String name) throws Exception {
            try (Connection connection = subscriber(broker, name)) {
                subscribe(connection);
            }
            accept(NORTH, name, 1, 2, 3);

            try (Connection connection = subscriber(broker, name)) {
                MessageConsumer consumer = subscribe(connection);
                List<String> seen = new ArrayList<>();
                while (seen.size() < 3) {
                    JsonNode event = JSON.readTree(((TextMessage) consumer.receive(PATIENCE)).getText());
                    if (event.at("/subject").asText().equals(name)) {
                        seen.add(event.at("/data/status/code").asText());
                        assertThat(event.at("/source").asText()).isEqualTo("/lienthong/north-office");
                        assertThat(event.toString()).doesNotContain("Nguyễn", "Trần", "example.invalid");
                    }
                }
                assertThat(seen).containsExactly("1", "2", "4");
                assertThat(consumer.receive(300)).isNull();
            }
        }

        private Connection subscriber(ConnectionFactory broker, String name) throws JMSException {
            Connection connection = broker.createConnection("listener", WaysIn.key("listener"));
            connection.setClientID("listener-" + name);
            connection.start();
            return connection;
        }

        private MessageConsumer subscribe(Connection connection) throws JMSException {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            return session.createDurableSubscriber(session.createTopic("hub.status"), "all");
        }

        @Test
        void receivesOverStompWhatItMissedOnceAndInOrder() throws Exception {
            try (var away = new StompSocket(hub.port(BrokerDoor.STOMP), "listener", "listener-stomp")) {
                away.subscribe("hub.status", "listener-stomp-all");
            }
            accept(NORTH, "stomp", 1, 2, 3);

            List<String> seen = new ArrayList<>();
            try (var back = new StompSocket(hub.port(BrokerDoor.STOMP), "listener", "listener-stomp")) {
                back.subscribe("hub.status", "listener-stomp-all");
                while (seen.size() < 3) {
                    JsonNode event = JSON.readTree(back.receive("MESSAGE"));
                    if (event.at("/subject").asText().equals("stomp")) {
                        seen.add(event.at("/data/status/code").asText());
                    }
                }
                accept(NORTH, "stomp end", 1);
                assertThat(JSON.readTree(back.receive("MESSAGE")).at("/subject").asText())
                        .isEqualTo("stomp end");
            }
            assertThat(seen).containsExactly("1", "2", "4");
        }

        @Test
        void receivesOverMqttTheChangesOfTheSystemItChose() throws Exception {
            Mqtt5BlockingClient away = mqtt();
            away.connectWith().cleanStart(false).sessionExpiryInterval(3600).send();
            away.subscribeWith()
                    .topicFilter("hub/status/south-office")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            away.disconnectWith().sessionExpiryInterval(3600).send();
            accept(NORTH, "not chosen", 1);
            accept(SOUTH, "chosen", 1);

            Mqtt5BlockingClient back = mqtt();
            try (var events = back.publishes(MqttGlobalPublishFilter.ALL)) {
                back.connectWith().cleanStart(false).sessionExpiryInterval(3600).send();
                var event = events.receive(PATIENCE, TimeUnit.MILLISECONDS).orElseThrow();
                assertThat(JSON.readTree(event.getPayloadAsBytes())
                                .at("/subject")
                                .asText())
                        .isEqualTo("chosen");
                assertThat(event.getContentType()).map(Object::toString).contains("application/cloudevents+json");
            } finally {
                back.disconnect();
            }
        }

        @Test
        void receivesOverMqttWhatAPatternCovers() throws Exception {
            Mqtt5BlockingClient client = mqtt();
            try (var events = client.publishes(MqttGlobalPublishFilter.ALL)) {
                client.connectWith().cleanStart(true).send();
                client.subscribeWith()
                        .topicFilter("hub/status/+")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .send();
                accept(SystemId.of("east-office"), "covered", 1);

                // The pattern covers what other tests did, too.
                String subject = "";
                while (!subject.equals("covered")) {
                    var event = events.receive(PATIENCE, TimeUnit.MILLISECONDS).orElseThrow();
                    subject = JSON.readTree(event.getPayloadAsBytes())
                            .at("/subject")
                            .asText();
                }
            } finally {
                client.disconnect();
            }
        }

        private Mqtt5BlockingClient mqtt() {
            return MqttClient.builder()
                    .useMqttVersion5()
                    .identifier("listener-mqtt")
                    .serverHost("127.0.0.1")
                    .serverPort(hub.port(BrokerDoor.MQTT))
                    .simpleAuth()
                    .username("listener")
                    .password(WaysIn.key("listener").getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth()
                    .buildBlocking();
        }
    }

    @Nested
    class WhenTheFeedIsReadOverHttp {
        @Test
        void goesOnPageByPageFromTheCursor() throws Exception {
            String before = page("?after=0&limit=1000").get("next").asText();
            accept(SOUTH, "paged", 1, 2, 3);

            JsonNode first = page("?limit=2&agency=H27.42&after=" + before);
            JsonNode second = page(
                    "?limit=2&agency=000.00.42.H27&after=" + first.get("next").asText());

            assertThat(first.get("items")).hasSize(2);
            assertThat(second.get("items")).hasSize(1);
            assertThat(second.at("/items/0/data/status/name/en").asText()).isEqualTo("In progress");
        }

        @Test
        void streamsWhatComesAndResumesAfterTheLastEventId() throws Exception {
            String before = page("?after=0&limit=1000").get("next").asText();
            accept(NORTH, "streamed", 1, 2);

            List<String> first = events(before, 1);
            List<String> second = events(first.get(0), 1);

            assertThat(first).hasSize(1);
            assertThat(Long.parseLong(second.get(0))).isEqualTo(Long.parseLong(first.get(0)) + 1);
        }

        @Test
        void closesTheConnectionOfWhoReadsNothingAndHoldsUpNobodyElse() throws Exception {
            String before = page("?after=0&limit=1000").get("next").asText();
            try (var slow = new Socket()) {
                // The system's own buffers are to be full soon.
                slow.setReceiveBufferSize(4 << 10);
                slow.connect(new InetSocketAddress(
                        "127.0.0.1", URI.create(hub.http()).getPort()));
                slow.getOutputStream()
                        .write(("GET /api/v1/changes?after=" + before + " HTTP/1.1\r\nHost: x\r\nX-API-Key: "
                                        + WaysIn.key("portal") + "\r\nAccept: text/event-stream\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                for (int number = 0; number < MANY; number++) {
                    accept(NORTH, "many " + number, 1);
                }

                assertThat(events(before, MANY)).hasSize(MANY);

                // What the system holds for the slow one comes soon now.
                slow.setReceiveBufferSize(1 << 20);
                List<String> read = ids(slow.getInputStream());
                assertThat(read).hasSizeLessThan(MANY);
                String last = read.isEmpty() ? before : read.get(read.size() - 1);
                assertThat(events(last, 1)).containsExactly(Long.toString(Long.parseLong(last) + 1));
            }
        }

        /** The ids of the events that are whole, until the other side has closed or has sent them all. */
        private List<String> ids(InputStream stream) throws IOException {
            List<String> whole = new ArrayList<>();
            String id = "";
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null && whole.size() < MANY; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.isEmpty() && !id.isEmpty()) {
                    whole.add(id);
                    id = "";
                }
            }
            return whole;
        }

        @Test
        void takesNoMoreListenersOfAClientThanAgreedUntilOneLeaves() throws Exception {
            List<HttpResponse<InputStream>> open = new ArrayList<>();
            for (int listeners = 0; listeners < 3; listeners++) {
                open.add(listen("portal"));
                assertThat(open.get(listeners).statusCode()).isEqualTo(200);
            }

            HttpResponse<InputStream> refused = listen("portal");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("30");
            assertThat(JSON.readTree(refused.body()).at("/type").asText()).isEqualTo("/problems/too-many-requests");
            HttpResponse<InputStream> another = listen("listener");
            assertThat(another.statusCode()).isEqualTo(200);

            another.body().close();
            open.get(0).body().close();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                HttpResponse<InputStream> next = listen("portal");
                open.add(next);
                return next.statusCode() == 200;
            });
            for (HttpResponse<InputStream> stream : open) {
                stream.body().close();
            }
        }

        private HttpResponse<InputStream> listen(String client) throws Exception {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(hub.http() + "/api/v1/changes"))
                            .header("X-API-Key", WaysIn.key(client))
                            .header("Accept", "text/event-stream, application/problem+json")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        }

        @Test
        void refusesACursorThatIsNone() throws Exception {
            assertThat(get("?after=yesterday", "listener").statusCode()).isEqualTo(400);
            assertThat(get("?limit=0", "listener").statusCode()).isEqualTo(400);
            assertThat(get("?after=0", "public").statusCode()).isEqualTo(403);
        }

        /** The ids of the next events after one, once at least one heartbeat has come too. */
        private List<String> events(String lastEventId, int most) throws Exception {
            var response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(hub.http() + "/api/v1/changes"))
                            .header("X-API-Key", WaysIn.key("listener"))
                            .header("Accept", "text/event-stream")
                            .header("Last-Event-ID", lastEventId)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            List<String> ids = new ArrayList<>();
            boolean heartbeat = false;
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null && (ids.size() < most || !heartbeat)) {
                    heartbeat |= line.equals(":");
                    if (line.startsWith("id: ") && ids.size() < most) {
                        ids.add(line.substring(4));
                    }
                    line = lines.readLine();
                }
            }
            return ids;
        }

        private JsonNode page(String query) throws Exception {
            return JSON.readTree(get(query, "listener").body());
        }

        private HttpResponse<byte[]> get(String query, String client) throws Exception {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(hub.http() + "/api/v1/changes" + query))
                            .header("X-API-Key", WaysIn.key(client))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Nested
    class WhenAQuestionOnTheQueueCannotBeAnswered {
        @Test
        void keepsItWithTheReasonAndAnswersTheNextOne() throws Exception {
            long before = undeliverable();
            var broker = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + hub.port(BrokerDoor.CORE));
            try (Connection connection = broker.createConnection("portal", WaysIn.key("portal"))) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var sender = session.createProducer(session.createQueue("dossier.lookup"));
                sender.send(session.createTextMessage("no reply address"));
                var foreign = session.createTextMessage("another's reply address");
                foreign.setJMSReplyTo(session.createQueue("reply.public.inbox"));
                sender.send(foreign);
                var inner = session.createTextMessage("the hub's own queue");
                inner.setJMSReplyTo(session.createQueue("hub.status-changes"));
                sender.send(inner);
            }

            await().atMost(Duration.ofSeconds(20)).until(() -> undeliverable() == before + 3);
            WayIn jms = requireNonNull(WaysIn.all(hub).get("JMS"));
            assertThat(jms.ask(new WayIn.Question("portal", "nobody's", "H27.41", null))
                            .status())
                    .isEqualTo(404);
        }

        private long undeliverable() {
            return hub.bean(DeadLetters.class).open(SystemId.of("portal"));
        }
    }

    /** Has the hub accept the first changes of a dossier. */
    private static void accept(SystemId system, String number, int... sequences) {
        for (int sequence : sequences) {
            DossierStatus status = List.of(DossierStatus.SUBMITTED, DossierStatus.ACCEPTED, DossierStatus.IN_PROGRESS)
                    .get(sequence - 1);
            hub.accept(HubUnderTest.change(system, number, null, sequence, status, Instant.now()));
        }
    }
}

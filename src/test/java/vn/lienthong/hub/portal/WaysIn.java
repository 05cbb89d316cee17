package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.stomp.Frame;
import io.vertx.ext.stomp.StompClient;
import io.vertx.ext.stomp.StompClientConnection;
import io.vertx.ext.stomp.StompClientOptions;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import vn.lienthong.hub.broker.BrokerDoor;

/** The six ways in, and MQTT 5 for a seventh word: REST, SOAP 1.1, SOAP 1.2, JMS, AMQP 1.0, MQTT 5, STOMP. */
final class WaysIn {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private WaysIn() {}

    static Map<String, WayIn> all(HubUnderTest hub) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        Map<String, WayIn> ways = new LinkedHashMap<>();
        ways.put("REST", question -> overRest(http, hub.http(), question));
        ways.put("SOAP 1.1", new SoapWayIn(http, hub.http(), "http://schemas.xmlsoap.org/soap/envelope/", "text/xml"));
        ways.put(
                "SOAP 1.2",
                new SoapWayIn(http, hub.http(), "http://www.w3.org/2003/05/soap-envelope", "application/soap+xml"));
        ways.put("JMS", overJms(hub.port(BrokerDoor.CORE)));
        ways.put(
                "AMQP 1.0",
                question ->
                        overJms(new JmsConnectionFactory("amqp://127.0.0.1:" + hub.port(BrokerDoor.AMQP)), question));
        ways.put("MQTT 5", overMqtt(hub.port(BrokerDoor.MQTT)));
        ways.put("STOMP", overStomp(hub.port(BrokerDoor.STOMP)));
        return ways;
    }

    static WayIn overJms(int port) {
        return question -> overJms(new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port), question);
    }

    static WayIn overMqtt(int port) {
        return question -> overMqtt(port, question);
    }

    static WayIn overStomp(int port) {
        return new StompWayIn(port);
    }

    static String key(String client) {
        return client + "-key";
    }

    private static WayIn.Told overRest(HttpClient http, String address, WayIn.Question question) throws Exception {
        String query = "code=" + URLEncoder.encode(question.code(), StandardCharsets.UTF_8)
                + (question.agency() == null ? "" : "&agency=" + question.agency());
        var request = HttpRequest.newBuilder(URI.create(address + "/api/v1/dossiers?" + query))
                .timeout(PATIENCE)
                .header("X-API-Key", key(question.client()));
        if (question.language() != null) {
            request.header("Accept-Language", question.language());
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        ObjectNode body = (ObjectNode) JSON.readTree(response.body());
        // Which request it was is told over HTTP only.
        body.remove("requestId");
        body.remove("instance");
        return new WayIn.Told(response.statusCode(), body);
    }

    private static WayIn.Told overJms(ConnectionFactory broker, WayIn.Question question) throws Exception {
        try (Connection connection = broker.createConnection(question.client(), key(question.client()))) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            connection.start();
            Destination replies = session.createTemporaryQueue();
            var consumer = session.createConsumer(replies);
            Message asked = session.createTextMessage(question.json().toString());
            asked.setJMSReplyTo(replies);
            asked.setJMSCorrelationID(UUID.randomUUID().toString());
            session.createProducer(session.createQueue(question.address())).send(asked);
            TextMessage reply = (TextMessage) consumer.receive(PATIENCE.toMillis());
            requireSame(asked.getJMSCorrelationID(), reply.getJMSCorrelationID());
            return new WayIn.Told(reply.getIntProperty("status"), JSON.readTree(reply.getText()));
        }
    }

    private static WayIn.Told overMqtt(int port, WayIn.Question question) throws Exception {
        String session = question.client() + "-" + UUID.randomUUID();
        Mqtt5BlockingClient client = MqttClient.builder()
                .useMqttVersion5()
                .identifier(session)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .simpleAuth()
                .username(question.client())
                .password(key(question.client()).getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        try (var replies = client.publishes(MqttGlobalPublishFilter.ALL)) {
            String topic = "reply/" + question.client() + "/" + session;
            byte[] correlation = {0, 1, (byte) 0xFF, 'x'};
            client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
            client.publishWith()
                    .topic(question.address().replace('.', '/'))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .responseTopic(topic)
                    .correlationData(correlation)
                    .payload(JSON.writeValueAsBytes(question.json()))
                    .send();
            Mqtt5Publish reply =
                    replies.receive(PATIENCE.toSeconds(), TimeUnit.SECONDS).orElseThrow();
            requireSame(ByteBuffer.wrap(correlation), reply.getCorrelationData().orElseThrow());
            String status = reply.getUserProperties().asList().stream()
                    .filter(property -> property.getName().toString().equals("status"))
                    .findFirst()
                    .orElseThrow()
                    .getValue()
                    .toString();
            return new WayIn.Told(Integer.parseInt(status), JSON.readTree(reply.getPayloadAsBytes()));
        } finally {
            client.disconnect();
        }
    }

    static void requireSame(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("the reply is to " + found + " and not to " + expected);
        }
    }

    /** STOMP, by Vert.x. */
    private static final class StompWayIn implements WayIn {
        private final Vertx vertx = Vertx.vertx();
        private final int port;

        StompWayIn(int port) {
            this.port = port;
        }

        @Override
        public Told ask(Question question) throws Exception {
            var options = new StompClientOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setLogin(question.client())
                    .setPasscode(key(question.client()));
            StompClient client = StompClient.create(vertx, options);
            StompClientConnection connection = await(client.connect());
            try {
                BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(10);
                String address = "reply." + question.client() + "." + UUID.randomUUID();
                String correlation = UUID.randomUUID().toString();
                connection.errorHandler(frames::add);
                await(connection.subscribe(address, frames::add));
                Map<String, String> headers = new HashMap<>(
                        Map.of("destination", question.address(), "reply-to", address, "correlation-id", correlation));
                connection.send(headers, Buffer.buffer(question.json().toString()));
                Frame reply = frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (reply == null) {
                    throw new AssertionError("no reply over STOMP");
                }
                requireSame(correlation, reply.getHeader("correlation-id"));
                JsonNode body = JSON.readTree(reply.getBodyAsByteArray());
                return new Told(Integer.parseInt(reply.getHeader("status")), body);
            } finally {
                await(connection.disconnect());
                client.close();
            }
        }

        private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        @Override
        public void close() throws Exception {
            await(vertx.close());
        }
    }
}

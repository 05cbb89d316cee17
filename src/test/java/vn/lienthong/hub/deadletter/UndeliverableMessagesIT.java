package vn.lienthong.hub.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.camel.ProducerTemplate;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.broker.EmbeddedBroker;

/** A message that nobody could use does not sit on the broker: an administrator sees it with its cause and its content. */
class UndeliverableMessagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningHub hub;

    @BeforeAll
    static void start(@TempDir Path home) {
        hub = new RunningHub(home, 0);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Nested
    class WhenALookUpCannotBeAnswered {
        @Test
        void isInTheDeadLettersWithItsSenderCauseAndContent() throws Exception {
            String question = "{\"code\": \"no reply address — không có địa chỉ\"}";
            ask(question);

            JsonNode letter = awaitLetter("portal", question);
            assertThat(letter.at("/problem/type").asText()).isEqualTo("/problems/invalid");
            assertThat(letter.at("/problem/stage").asText()).isEqualTo("who-asks-and-where-to-answer");
            assertThat(letter.at("/problem/detail").asText()).isEqualTo("The message has no reply address.");
            assertThat(letter.at("/problem/remedy").asText()).startsWith("Set reply-to");
            assertThat(letter.at("/original/form").asText()).isEqualTo("message");
            JsonNode whole = RunningHub.json(
                    hub.get("/api/v1/dead-letters/" + letter.at("/id").asText(), RunningHub.ADMIN_KEY));
            assertThat(whole.at("/original/text").asText()).isEqualTo(question);
            await().atMost(PATIENCE).until(() -> onTheQueue() == 0);
        }

        @Test
        void isOnThePageAndCanOnlyBeDiscarded() throws Exception {
            ask("another question");
            JsonNode letter = awaitLetter("portal", "another question");

            RunningHub.Browser browser = hub.browser();
            browser.logIn("viewer");
            assertThat(browser.get("/console/dead-letters").body())
                    .contains("who-asks-and-where-to-answer")
                    .contains("Thông điệp không có địa chỉ trả lời.");
            String address = "/api/v1/dead-letters/" + letter.at("/id").asText();
            var replayed = hub.post(address + "/replay", RunningHub.ADMIN_KEY, "");
            assertThat(replayed.statusCode()).isEqualTo(409);
            assertThat(RunningHub.json(replayed).at("/detail").asText()).contains("nobody waits for an answer");
            assertThat(hub.post(address + "/discard", RunningHub.ADMIN_KEY, "").statusCode())
                    .isLessThan(300);
        }

        private void ask(String question) throws Exception {
            var doors = new JmsConnectionFactory(
                    "amqp://127.0.0.1:" + hub.bean(EmbeddedBroker.class).port(BrokerDoor.AMQP));
            try (Connection connection = doors.createConnection("portal", RunningHub.PORTAL_KEY)) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var bytes = session.createBytesMessage();
                bytes.writeBytes(question.getBytes(StandardCharsets.UTF_8));
                session.createProducer(session.createQueue("dossier.lookup")).send(bytes);
            }
        }
    }

    @Nested
    class WhenSomethingElseWasPutAside {
        @Test
        void isInTheDeadLettersAsItIs() throws Exception {
            hub.bean(ProducerTemplate.class).sendBody("jms:queue:hub.undeliverable", "of unknown origin");

            JsonNode letter = awaitLetter("unknown-system", "of unknown origin");
            assertThat(letter.at("/problem/stage").asText()).isEqualTo("message-put-aside");
            await().atMost(PATIENCE).until(() -> onTheQueue() == 0);
        }
    }

    private static JsonNode awaitLetter(String connector, String content) {
        int size = content.getBytes(StandardCharsets.UTF_8).length;
        return await().atMost(PATIENCE)
                .until(
                        () -> letters(connector).stream()
                                .filter(letter -> letter.at("/original/size").asInt() == size)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<JsonNode> letters(String connector) throws Exception {
        String path = "/api/v1/dead-letters?state=open&connector=" + connector;
        JsonNode listed = RunningHub.json(hub.get(path, RunningHub.VIEW_KEY));
        return List.copyOf(listed.findValue("deadLetters").findParents("problem"));
    }

    private static long onTheQueue() {
        return hub.bean(EmbeddedBroker.class)
                .server()
                .locateQueue(SimpleString.of("hub.undeliverable"))
                .getMessageCount();
    }
}

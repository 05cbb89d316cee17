package vn.lienthong.hub.portal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.portal.HubUnderTest.DOWN;
import static vn.lienthong.hub.portal.HubUnderTest.NORTH;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.canonical.DossierStatus;

/** The published AsyncAPI document is true: real messages at the addresses it names are as it says. */
class AsyncApiIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE = 20_000;

    private static HubUnderTest hub;
    private static PublishedContract contract;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new HubUnderTest(home);
        hub.know(NORTH, "N/1", "H27.41-20260302-0000001", Duration.ofMinutes(1));
        hub.know(DOWN, "D-1", null, Duration.ofDays(1));
        contract = new PublishedContract(hub.http());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Nested
    class WhenTheContractIsFetched {
        @Test
        void namesTheAddressesOfTheBroker() {
            assertThat(contract.asyncApi().at("/asyncapi").asText()).isEqualTo("3.0.0");
            assertThat(contract.asyncApi().at("/channels").findValuesAsText("address"))
                    .containsExactlyInAnyOrder(
                            "dossier.lookup",
                            "dossier.submit",
                            "agency.submissions.{connector}",
                            "null",
                            "hub.status",
                            "hub.status.{connector}",
                            "agency.changes.{connector}");
            assertThat(contract.asyncApi().at("/servers").findValuesAsText("protocol"))
                    .containsExactlyInAnyOrder("jms", "amqp1", "mqtt5", "stomp");
        }

        @Test
        void leadsNowhereByNoReference() {
            List<String> references = contract.asyncApi().findValuesAsText("$ref");

            assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                            contract.at(reference).isMissingNode())
                    .as(reference)
                    .isFalse());
        }

        @Test
        void offersInEachOperationTheMessagesOfItsChannel() {
            for (JsonNode operation : contract.asyncApi().at("/operations")) {
                String channel = operation.at("/channel/$ref").asText();
                assertThat(operation.at("/action").asText()).isIn("send", "receive");
                assertThat(operation.at("/messages").findValuesAsText("$ref"))
                        .isNotEmpty()
                        .allSatisfy(message -> assertThat(message).startsWith(channel + "/messages/"));
            }
        }
    }

    @Nested
    class WhenADossierIsAskedForOnTheQueue {
        @Test
        void takesTheQuestionItDescribesAndGivesItsAnswer() throws Exception {
            var question = new WayIn.Question("portal", "N/1", "H27.41", "en");

            WayIn.Told told = ask(question);

            valid("Question", question.json());
            assertThat(told.status()).isEqualTo(200);
            validReply("Answer", told);
        }

        @Test
        void givesItsAnswerWhereTheLastKnownIsToldOrPersonalDataIsMasked() throws Exception {
            validReply("Answer", ask(new WayIn.Question("portal", "D-1", null, null)));
            validReply("Answer", ask(new WayIn.Question("public", "N/1", null, null)));
        }

        @Test
        void givesItsProblem() throws Exception {
            for (WayIn.Question question : List.of(
                    new WayIn.Question("portal", "nobody's", "H27.41", null),
                    new WayIn.Question("portal", "D-unknown", "H27.43", null),
                    new WayIn.Question("portal", "N/1", "H99.99", null),
                    new WayIn.Question("portal", "", null, null))) {
                WayIn.Told told = ask(question);

                assertThat(told.status()).isGreaterThanOrEqualTo(400);
                validReply("Problem", told);
            }
        }

        private WayIn.Told ask(WayIn.Question question) throws Exception {
            Map<String, WayIn> ways = WaysIn.all(hub);
            try {
                return requireNonNull(ways.get("JMS")).ask(question);
            } finally {
                for (WayIn way : ways.values()) {
                    way.close();
                }
            }
        }

        private void validReply(String message, WayIn.Told told) {
            valid(message, told.body());
            validHeaders(message, JSON.createObjectNode().put("status", told.status()));
        }
    }

    @Nested
    class WhenAChangeIsAccepted {
        @Test
        void givesTheSameEventOnBothOfItsChannels() throws Exception {
            var broker = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + hub.port(BrokerDoor.CORE));
            List<JsonNode> events = new ArrayList<>();
            try (Connection connection = broker.createConnection("listener", WaysIn.key("listener"))) {
                connection.start();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                List<MessageConsumer> consumers = List.of(
                        session.createConsumer(session.createTopic("hub.status")),
                        session.createConsumer(session.createTopic("hub.status.north-office")));
                hub.accept(HubUnderTest.change(
                        NORTH, "E/1", "H27.41-20260302-0000002", 1, DossierStatus.SUBMITTED, Instant.now()));

                for (MessageConsumer consumer : consumers) {
                    TextMessage event = next(consumer);
                    events.add(JSON.readTree(event.getText()));
                    ObjectNode headers = JSON.createObjectNode()
                            .put("connector", event.getStringProperty("connector"))
                            .put("agency", event.getStringProperty("agency"))
                            .put("status", event.getIntProperty("status"));
                    validHeaders("StatusChanged", headers);
                    assertThat(headers.at("/connector").asText()).isEqualTo("north-office");
                    assertThat(headers.at("/agency").asText()).isEqualTo("H27.41");
                    assertThat(headers.at("/status").asInt()).isEqualTo(1);
                }
            }

            valid("StatusChanged", events.get(0));
            assertThat(events.get(1)).isEqualTo(events.get(0));
        }

        /** What was known before may still be on its way. */
        private TextMessage next(MessageConsumer consumer) throws Exception {
            TextMessage event = (TextMessage) consumer.receive(PATIENCE);
            while (event != null
                    && !JSON.readTree(event.getText())
                            .at("/data/dossier/sourceDossierNo")
                            .asText()
                            .equals("E/1")) {
                event = (TextMessage) consumer.receive(PATIENCE);
            }
            return requireNonNull(event, "no event came");
        }
    }

    private static void valid(String message, JsonNode body) {
        JsonNode payload = contract.asyncApi().at("/components/messages/" + message + "/payload");
        contract.requireValid(payload.has("schemaFormat") ? payload.get("schema") : payload, body);
    }

    private static void validHeaders(String message, JsonNode headers) {
        contract.requireValid(contract.asyncApi().at("/components/messages/" + message + "/headers"), headers);
    }
}

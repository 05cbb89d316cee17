package vn.lienthong.hub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.simulator.Simulator;

/** What is handed in reaches the agencies' systems, each in its own way, and what they make of it comes back. */
class SubmissionDeliveryIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "a-citizens-key-for-tests";
    private static final String AGENT_KEY = "an-agents-key-for-tests";
    private static final byte[] PDF = "%PDF-1.4\n% an invented paper\n".getBytes(StandardCharsets.US_ASCII);
    private static final String FORM =
            "{\"type\": \"object\", \"required\": [\"plate\"], \"properties\": {\"plate\": {\"type\": \"string\"}}}";

    private static RunningHub hub;
    private static Simulator land;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new RunningHub(
                home,
                0,
                "--lienthong.access.clients[5].id=citizens",
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(KEY),
                "--lienthong.access.clients[5].submits-to=land-office,transport-office,social-insurance",
                "--lienthong.access.clients[6].id=transport-agent",
                "--lienthong.access.clients[6].key-hash=" + KeyMaker.hashOf(AGENT_KEY),
                "--lienthong.access.clients[6].pushes-for=transport-office",
                "--lienthong.delivery.first-pause=200ms",
                "--lienthong.delivery.first-hold=200ms",
                "--lienthong.delivery.longest-hold=1s");
        land = hub.simulators().landOffice();
        for (String connector : new String[] {"transport-office", "social-insurance"}) {
            Files.writeString(home.resolve("connectors").resolve(connector).resolve("form.schema.json"), FORM);
        }
        String procedures = "\n  procedures: {\"GT-1\": {form: form.schema.json}}\nintake:";
        hub.edit("transport-office", "connector.yaml", "intake:", "submission:\n  kind: queue" + procedures);
        hub.edit(
                "social-insurance",
                "connector.yaml",
                "intake:",
                "submission:\n  kind: file\n  attachments: bytes\n  folder: " + home.resolve("inbox") + procedures);
        hub.restart();
        hub.simulators()
                .landOffice()
                .pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode post(String path, String type, byte[] body) throws Exception {
        var response = HTTP.send(
                HttpRequest.newBuilder(hub.address(path))
                        .header("X-API-Key", KEY)
                        .header("Accept-Language", "en")
                        .header("Content-Type", type)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(201, 202);
        return JSON.readTree(response.body());
    }

    private static String upload(byte[] content) throws Exception {
        return post("/api/v1/attachments", "application/pdf", content)
                .get("sha256")
                .asText();
    }

    private static JsonNode handIn(String path, String body) throws Exception {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode landDossier(String code) throws Exception {
        return handIn(
                "/api/v1/dossiers",
                """
                {"agency": "H27.12", "procedure": "1.012785", "code": "%s",
                 "applicant": {"name": "Nguyễn Văn Ảo", "idNo": "000000000123"},
                 "form": {"parcel": "12", "mapSheet": "7", "area": 80.5},
                 "attachments": [{"kind": "application", "name": "don.pdf", "sha256": "%s"}]}
                """
                        .formatted(code, upload(PDF)));
    }

    private static JsonNode standing(JsonNode receipt) throws Exception {
        return RunningHub.json(
                hub.get("/api/v1/submissions/" + receipt.get("id").asText(), KEY));
    }

    private static JsonNode delivered(JsonNode receipt) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode standing = standing(receipt);
            assertThat(standing.path("state").asText()).as(standing.toString()).isEqualTo("delivered");
        });
        try {
            return standing(receipt);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode state() throws Exception {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(land.address().resolve("/control"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static String statusOf(String code) throws Exception {
        return RunningHub.json(hub.lookUp(code, "H27.12")).at("/status/key").asText();
    }

    @Nested
    class WhenTheSystemTakesItOverHttp {
        @Test
        void itTravelsThereWithItsFilesAndItsChangesComeBack() throws Exception {
            JsonNode receipt = landDossier("NP-100");

            String number = delivered(receipt).get("agencyDossierNo").asText();

            assertThat(number).startsWith("H27.12-");
            assertThat(state().toString()).contains(receipt.get("id").asText());
            assertThat(state().findValue("files")
                            .path(receipt.at("/attachments/0/sha256").asText())
                            .asInt())
                    .isEqualTo(PDF.length);
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode byCode = RunningHub.json(hub.lookUp("NP-100", "H27.12"));
                JsonNode byNumber = RunningHub.json(hub.lookUp(number, "H27.12"));
                assertThat(byCode.at("/dossier")).isEqualTo(byNumber.at("/dossier"));
                assertThat(byCode.at("/changes")).hasSizeGreaterThanOrEqualTo(2).isEqualTo(byNumber.at("/changes"));
                assertThat(byCode.at("/dossier/sourceDossierNo").asText()).isEqualTo(number);
                assertThat(byCode.at("/dossier/dossierCode").asText()).isEqualTo("NP-100");
            });
            hub.change(land, number, "10");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(statusOf("NP-100")).isEqualTo("accepted"));
        }

        @Test
        void whatIsSaidLaterFollowsInOrder() throws Exception {
            JsonNode receipt = landDossier("NP-101");
            JsonNode supplement = handIn("/api/v1/dossiers/NP-101/supplements", "{\"note\": \"one more\"}");
            JsonNode payment = handIn(
                    "/api/v1/dossiers/NP-101/payments",
                    "{\"amount\": 50000, \"paidAt\": \"2026-11-28T09:00:00+07:00\", \"reference\": \"PAY-1\"}");
            JsonNode withdrawal = handIn("/api/v1/dossiers/NP-101/withdrawals", "{\"reason\": \"no longer needed\"}");

            String number = delivered(receipt).get("agencyDossierNo").asText();
            delivered(supplement);
            delivered(payment);
            delivered(withdrawal);

            JsonNode submissions = state().findValue("submissions");
            assertThat(submissions.path(withdrawal.get("id").asText()).asText()).isEqualTo(number);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(statusOf(number)).isEqualTo("withdrawal-requested"));
        }

        @Test
        void aSystemThatIsAwayOrLosesItsAnswersGetsItOnce() throws Exception {
            hub.misbehave(land, "{\"down\": true}");
            JsonNode receipt = landDossier("NP-102");
            await().pollDelay(Duration.ofMillis(500))
                    .atMost(PATIENCE)
                    .until(() -> standing(receipt).path("state").asText().equals("received"));
            hub.misbehave(land, "{\"loseAnswerEvery\": 3}");
            String number = delivered(receipt).get("agencyDossierNo").asText();
            hub.misbehave(land, "{}");

            JsonNode dossiers = hub.truth(land.address()).path("dossiers");
            assertThat(dossiers.findValuesAsText("dossierCode")).containsOnlyOnce("NP-102");
            assertThat(dossiers.findValuesAsText("number")).containsOnlyOnce(number);
        }

        @Test
        void whatFailsThereIsTriedAgainByItself() throws Exception {
            delivered(landDossier("NP-103"));
            hub.misbehave(land, "{\"failEvery\": 1}");
            JsonNode held = handIn("/api/v1/dossiers/NP-103/supplements", "{\"note\": \"later\"}");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(standing(held).path("state").asText()).isEqualTo("received"));
            hub.misbehave(land, "{}");
            delivered(held);
        }
    }

    @Nested
    class WhenTheSystemTakesItFromAFolder {
        @Test
        void theFileIsThereWithItsAttachments() throws Exception {
            String sha256 = upload(PDF);
            JsonNode receipt = handIn(
                    "/api/v1/dossiers",
                    """
                    {"agency": "H27.31", "procedure": "GT-1", "code": "NP-200", "applicant": {"name": "Trần Thị Giả"},
                     "form": {"plate": "38A"}, "attachments": [{"kind": "paper", "name": "giay.pdf", "sha256": "%s"}]}
                    """
                            .formatted(sha256));

            delivered(receipt);

            Path inbox = hub.home().resolve("inbox");
            String id = receipt.get("id").asText();
            JsonNode left = JSON.readTree(Files.readAllBytes(inbox.resolve(id + ".json")));
            assertThat(left.get("code").asText()).isEqualTo("NP-200");
            assertThat(left.at("/form/plate").asText()).isEqualTo("38A");
            assertThat(inbox.resolve(id).resolve("giay.pdf")).hasBinaryContent(PDF);
        }
    }

    @Nested
    class WhenTheSystemTakesItFromItsQueue {
        private ActiveMQConnectionFactory broker() {
            var broker = new ActiveMQConnectionFactory(
                    "tcp://127.0.0.1:" + hub.bean(EmbeddedBroker.class).port(BrokerDoor.CORE));
            broker.setUser("transport-agent");
            broker.setPassword(AGENT_KEY);
            return broker;
        }

        private JsonNode answer(Session session, String answer) throws Exception {
            try (var consumer = session.createConsumer(session.createQueue("agency.submissions.transport-office"))) {
                Message question = consumer.receive(PATIENCE.toMillis());
                JsonNode told = JSON.readTree(((TextMessage) question).getText());
                TextMessage reply = session.createTextMessage(answer);
                reply.setJMSCorrelationID(question.getJMSCorrelationID());
                try (var producer = session.createProducer(question.getJMSReplyTo())) {
                    producer.send(reply);
                }
                return told;
            }
        }

        private JsonNode dossier(String code) throws Exception {
            return handIn(
                    "/api/v1/dossiers",
                    """
                    {"agency": "H27.15", "procedure": "GT-1", "code": "%s", "applicant": {"name": "Lê Văn Bịa"},
                     "form": {"plate": "38A"}, "attachments": [{"kind": "paper", "name": "giay.pdf", "sha256": "%s"}]}
                    """
                            .formatted(code, upload(PDF)));
        }

        @Test
        void itAnswersWithItsNumberAndFetchesFilesByTheirLinks() throws Exception {
            try (Connection connection = broker().createConnection();
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                connection.start();
                JsonNode receipt = dossier("NP-300");

                JsonNode told = answer(session, "{\"number\": \"GTVT-2026-0100\"}");

                assertThat(told.get("id")).isEqualTo(receipt.get("id"));
                assertThat(told.at("/form/plate").asText()).isEqualTo("38A");
                assertThat(delivered(receipt).get("agencyDossierNo").asText()).isEqualTo("GTVT-2026-0100");
                var file = HTTP.send(
                        HttpRequest.newBuilder(java.net.URI.create(
                                        told.at("/attachments/0/link").asText()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                assertThat(file.statusCode()).isEqualTo(200);
                assertThat(file.body()).isEqualTo(PDF);
            }
        }

        @Test
        void whatItRefusesIsADeadLetter() throws Exception {
            try (Connection connection = broker().createConnection();
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                connection.start();
                JsonNode receipt = dossier("NP-301");

                answer(session, "{\"refused\": \"plate 123456789 is unknown\"}");

                await().atMost(PATIENCE).untilAsserted(() -> {
                    JsonNode standing = standing(receipt);
                    assertThat(standing.path("state").asText()).isEqualTo("refused");
                    assertThat(standing.path("problem").asText()).contains("plate … is unknown");
                });
                JsonNode letters = RunningHub.json(
                        hub.get("/api/v1/dead-letters?connector=transport-office", RunningHub.ADMIN_KEY));
                assertThat(letters.toString()).contains("NP-301", "refused-by-system");
            }
        }
    }
}

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.simulator.AgencyStart;
import vn.lienthong.hub.simulator.LandOffice;
import vn.lienthong.hub.simulator.Simulator;
import vn.lienthong.hub.simulator.SimulatorSettings;
import vn.lienthong.hub.simulator.TransportOffice;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/** What is handed in reaches the agencies' systems, each in its own way, and what they make of it comes back. */
@Tag("every-java")
class SubmissionDeliveryIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "a-citizens-key-for-tests";
    private static final String AGENT_KEY = "an-agents-key-for-tests";
    private static final byte[] PDF = "%PDF-1.4\n% an invented paper\n".getBytes(StandardCharsets.US_ASCII);

    private static RunningHub hub;
    private static Citizen citizen;
    private static LandOffice land;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new RunningHub(
                home,
                0,
                "--lienthong.access.clients[5].id=citizens",
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(KEY),
                "--lienthong.access.clients[5].submits-to=civil-registry,land-office,business-registry,"
                        + "transport-office,social-insurance",
                "--lienthong.access.clients[6].id=transport-office",
                "--lienthong.access.clients[6].key-hash=" + KeyMaker.hashOf(AGENT_KEY),
                "--lienthong.access.clients[6].pushes-for=transport-office",
                "--lienthong.delivery.first-pause=200ms",
                "--lienthong.delivery.first-hold=200ms",
                "--lienthong.delivery.longest-hold=1s");
        citizen = new Citizen(hub, KEY);
        land = hub.simulators().landOffice();
        land.pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode landDossier(String code) throws Exception {
        return citizen.handIn(
                "/api/v1/dossiers",
                """
                {"agency": "H27.12", "procedure": "1.012785", "code": "%s",
                 "applicant": {"name": "Nguyễn Văn Ảo", "idNo": "000000000123"},
                 "form": {"parcel": "12", "mapSheet": "7", "area": 80.5},
                 "attachments": [{"kind": "application", "name": "don.pdf", "sha256": "%s"}]}
                """
                        .formatted(code, citizen.upload(PDF)));
    }

    private static JsonNode delivered(JsonNode receipt) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode standing = citizen.standing(receipt);
            assertThat(standing.path("state").asText()).as(standing.toString()).isEqualTo("delivered");
        });
        try {
            return citizen.standing(receipt);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode state() throws Exception {
        return state(land);
    }

    private static JsonNode state(Simulator system) throws Exception {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(system.address().resolve("/control"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static String statusOf(String code) throws Exception {
        return statusOf(code, "H27.12");
    }

    private static String statusOf(String code, String agency) throws Exception {
        return RunningHub.json(hub.lookUp(code, agency)).at("/status/key").asText();
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
            JsonNode supplement = citizen.handIn("/api/v1/dossiers/NP-101/supplements", "{\"note\": \"one more\"}");
            JsonNode payment = citizen.handIn(
                    "/api/v1/dossiers/NP-101/payments",
                    "{\"amount\": 50000, \"paidAt\": \"2026-11-28T09:00:00+07:00\", \"reference\": \"PAY-1\"}");
            JsonNode withdrawal =
                    citizen.handIn("/api/v1/dossiers/NP-101/withdrawals", "{\"reason\": \"no longer needed\"}");

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
                    .until(() ->
                            citizen.standing(receipt).path("state").asText().equals("received"));
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
            JsonNode held = citizen.handIn("/api/v1/dossiers/NP-103/supplements", "{\"note\": \"later\"}");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            citizen.standing(held).path("state").asText())
                    .isEqualTo("received"));
            hub.misbehave(land, "{}");
            delivered(held);
        }
    }

    @Nested
    class WhenTheSystemTakesItOverSoap {
        private JsonNode dossier(String code) throws Exception {
            return citizen.handIn(
                    "/api/v1/dossiers",
                    """
                    {"agency": "H27.09", "procedure": "1.001193", "code": "%s",
                     "applicant": {"name": "Nguyễn & Thị <Ảo>", "idNo": "000000000789"},
                     "form": {"child": "Nguyễn Văn Bé", "bornOn": "2026-11-01"},
                     "attachments": [{"kind": "birth-notice", "name": "giay chung sinh.pdf", "sha256": "%s"}]}
                    """
                            .formatted(code, citizen.upload(PDF)));
        }

        @Test
        void itIsWrittenByTheMappingAndItsPapersAreFetchedAndItsChangesComeBack() throws Exception {
            Simulator registry = hub.simulators().civilRegistry();
            JsonNode receipt = dossier("NP-400");

            String number = delivered(receipt).get("agencyDossierNo").asText();

            assertThat(number).startsWith("TP-");
            JsonNode there = state(registry);
            assertThat(there.path("submissions")
                            .path(receipt.get("id").asText())
                            .asText())
                    .isEqualTo(number);
            assertThat(there.path("files")
                            .path(receipt.at("/attachments/0/sha256").asText())
                            .asInt())
                    .isEqualTo(PDF.length);
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode known = RunningHub.json(hub.lookUp("NP-400", "H27.09"));
                assertThat(known.at("/dossier/sourceDossierNo").asText()).isEqualTo(number);
                assertThat(known.at("/dossier/applicant/name").asText()).isEqualTo("Nguyễn & Thị <Ảo>");
                assertThat(known.at("/changes").size()).isGreaterThanOrEqualTo(2);
            });
        }

        @Test
        void whatIsSaidLaterFollowsInOrder() throws Exception {
            dossier("NP-401");
            JsonNode supplement = citizen.handIn("/api/v1/dossiers/NP-401/supplements", "{\"note\": \"one more\"}");
            JsonNode payment = citizen.handIn(
                    "/api/v1/dossiers/NP-401/payments",
                    "{\"amount\": 5000, \"paidAt\": \"2026-11-28T09:00:00+07:00\", \"reference\": \"PAY-2\"}");
            JsonNode withdrawal =
                    citizen.handIn("/api/v1/dossiers/NP-401/withdrawals", "{\"reason\": \"no longer needed\"}");

            delivered(supplement);
            delivered(payment);
            delivered(withdrawal);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(statusOf("NP-401", "H27.09"))
                    .isEqualTo("withdrawal-requested"));
        }

        @Test
        void aSystemThatLosesItsAnswersGetsItOnce() throws Exception {
            Simulator registry = hub.simulators().civilRegistry();
            hub.misbehave(registry, "{\"loseAnswerEvery\": 2}");
            try {
                String number =
                        delivered(dossier("NP-402")).get("agencyDossierNo").asText();

                assertThat(hub.truth(registry.address()).path("dossiers").findValuesAsText("dossierCode"))
                        .containsOnlyOnce("NP-402");
                assertThat(number).startsWith("TP-");
            } finally {
                hub.misbehave(registry, "{}");
            }
        }
    }

    @Nested
    class WhenTheSystemTakesItWithASessionInTheBody {
        private JsonNode dossier(String code) throws Exception {
            return citizen.handIn(
                    "/api/v1/dossiers",
                    """
                    {"agency": "H27.07", "procedure": "2.001610", "code": "%s",
                     "applicant": {"name": "Lê Văn \\"Mẫu\\"", "idNo": "000000000321", "phone": "0900000321"},
                     "form": {"enterprise": "Doanh nghiệp tư nhân Ảo", "capital": 100000000},
                     "attachments": [{"kind": "application", "name": "de nghi.pdf", "sha256": "%s"}]}
                    """
                            .formatted(code, citizen.upload(PDF)));
        }

        @Test
        void itIsWrittenByTheMappingAndItsPapersAreFetchedAndItsChangesComeBack() throws Exception {
            Simulator registry = hub.simulators().businessRegistry();
            JsonNode receipt = dossier("NP-600");

            String number = delivered(receipt).get("agencyDossierNo").asText();

            assertThat(number).startsWith("DKDN-");
            assertThat(state(registry)
                            .path("files")
                            .path(receipt.at("/attachments/0/sha256").asText())
                            .asInt())
                    .isEqualTo(PDF.length);
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode known = RunningHub.json(hub.lookUp("NP-600", "H27.07"));
                assertThat(known.at("/dossier/sourceDossierNo").asText()).isEqualTo(number);
                assertThat(known.at("/dossier/procedure/code").asText()).isEqualTo("2.001610");
                assertThat(known.at("/dossier/applicant/name").asText()).isEqualTo("Lê Văn \"Mẫu\"");
                assertThat(known.at("/dossier/applicant/idNo").asText()).isEqualTo("000000000321");
                assertThat(known.at("/changes").size()).isGreaterThanOrEqualTo(2);
            });
        }

        @Test
        void whatIsSaidLaterFollowsInOrderAlsoAfterTheSessionHasEnded() throws Exception {
            Simulator registry = hub.simulators().businessRegistry();
            delivered(dossier("NP-601"));
            hub.control(registry.address(), "expire", "");
            JsonNode payment = citizen.handIn(
                    "/api/v1/dossiers/NP-601/payments",
                    "{\"amount\": 5000, \"paidAt\": \"2026-11-28T09:00:00+07:00\", \"reference\": \"PAY-3\"}");
            JsonNode withdrawal =
                    citizen.handIn("/api/v1/dossiers/NP-601/withdrawals", "{\"reason\": \"no longer needed\"}");

            delivered(payment);
            delivered(withdrawal);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(statusOf("NP-601", "H27.07"))
                    .isEqualTo("withdrawal-requested"));
        }
    }

    @Nested
    class WhenTheClockWasAhead {
        /** As a hub leaves it that took the submission, and put it back, while its clock was an hour ahead. */
        @Test
        void whatWasPutBackThenIsToldNow() throws Exception {
            hub.misbehave(land, "{\"down\": true}");
            JsonNode receipt = landDossier("NP-500");
            await().atMost(PATIENCE)
                    .until(() -> citizen.standing(receipt).path("problem").isTextual()
                            || state().path("requests").asLong() > 0);
            long ahead = Micros.of(Instant.now().plus(Duration.ofHours(1)));
            hub.bean(Database.class)
                    .write(session -> session.update(
                            "UPDATE submission SET due_at = ?, claimed_by = 'dead', claimed_until = ? WHERE id = ?",
                            ahead,
                            ahead,
                            receipt.get("id").asText()));

            hub.misbehave(land, "{}");

            assertThat(delivered(receipt).get("agencyDossierNo").asText()).startsWith("H27.12-");
        }
    }

    @Nested
    class WhenTheSystemTakesItFromAFolder {
        @Test
        void itIsThereInTheSystemsOwnFormAndItsChangesComeBackUnderItsNumber() throws Exception {
            String sha256 = citizen.upload(PDF);
            JsonNode receipt = citizen.handIn(
                    "/api/v1/dossiers",
                    """
                    {"agency": "H27.31", "procedure": "MAU-BHXH-01", "code": "NP-200",
                     "applicant": {"name": "Trần Thị Giả", "idNo": "000000000456"}, "form": {"insuranceNo": "0000000000"}, "attachments": [{"kind": "paper", "name": "giay.pdf", "sha256": "%s"}]}
                    """
                            .formatted(sha256));

            delivered(receipt);

            Path inbox = hub.home().resolve("inbox");
            String id = receipt.get("id").asText();
            Path taken = inbox.resolve("taken").resolve(id + ".json");
            await().atMost(PATIENCE).until(() -> Files.exists(taken));
            JsonNode left = JSON.readTree(Files.readAllBytes(taken));
            assertThat(left.get("code").asText()).isEqualTo("NP-200");
            assertThat(left.at("/form/insuranceNo").asText()).isEqualTo("0000000000");
            assertThat(left.at("/record").toString())
                    .isEqualTo("{\"ma_cong_dvc\":\"NP-200\",\"ma_thu_tuc\":\"MAU-BHXH-01\","
                            + "\"ten_thu_tuc\":\"Giải quyết hưởng chế độ thai sản\",\"chu_ho_so\":\"Trần Thị Giả\","
                            + "\"so_dinh_danh\":\"000000000456\"}");
            assertThat(inbox.resolve(id).resolve("giay.pdf")).hasBinaryContent(PDF);
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode known = RunningHub.json(hub.lookUp("NP-200", "H27.31"));
                assertThat(known.at("/status/key").asText()).isEqualTo("accepted");
                assertThat(known.at("/dossier/sourceDossierNo").asText()).startsWith("03706/");
            });
            String number = citizen.standing(receipt).path("agencyDossierNo").asText();
            JsonNode way = RunningHub.json(hub.get("/api/v1/dossiers/timeline?code=NP-200", RunningHub.ADMIN_KEY))
                    .at("/dossiers/0");
            assertThat(number).isEqualTo(way.path("sourceDossierNo").asText()).startsWith("03706/");
            assertThat(way.path("hops").toString())
                    .containsOnlyOnce(
                            "\"hop\":\"linked\",\"system\":\"social-insurance\",\"detail\":\"" + number + "\"");
        }
    }

    @Nested
    class WhenTheSystemTakesItFromItsQueue {
        private ActiveMQConnectionFactory broker() {
            var broker = new ActiveMQConnectionFactory(
                    "tcp://127.0.0.1:" + hub.bean(EmbeddedBroker.class).port(BrokerDoor.CORE));
            broker.setUser("transport-office");
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
            return citizen.handIn(
                    "/api/v1/dossiers",
                    """
                    {"agency": "H27.15", "procedure": "MAU-GTVT-01", "code": "%s", "applicant": {"name": "Lê Văn Bịa"},
                     "form": {"licence": "38A"}, "attachments": [{"kind": "paper", "name": "giay.pdf", "sha256": "%s"}]}
                    """
                            .formatted(code, citizen.upload(PDF)));
        }

        @Test
        void itAnswersWithItsNumberAndFetchesFilesByTheirLinks() throws Exception {
            try (Connection connection = broker().createConnection();
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                connection.start();
                JsonNode receipt = dossier("NP-300");

                JsonNode told = answer(session, "{\"number\": \"GTVT-2026-0100\"}");

                assertThat(told.get("id")).isEqualTo(receipt.get("id"));
                assertThat(told.at("/form/licence").asText()).isEqualTo("38A");
                assertThat(told.at("/record").toString())
                        .isEqualTo("{\"thuTuc\":{\"ma\":\"MAU-GTVT-01\",\"ten\":\"Thủ tục mẫu: đổi giấy phép lái xe\"},"
                                + "\"nguoiNop\":\"Lê Văn Bịa\"}");
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
        void anOfficeThatIsNothingButItsClientTakesAllThatIsSaidAndTellsItsChanges() throws Exception {
            var place = new SimulatorSettings.Agent(
                    0,
                    java.net.URI.create(
                            "tcp://127.0.0.1:" + hub.bean(EmbeddedBroker.class).port(BrokerDoor.CORE)),
                    AGENT_KEY);
            try (var office = TransportOffice.start(place, new AgencyStart(1, 0, null), Clock.systemUTC())) {
                office.comeToTheBroker();
                JsonNode receipt = dossier("NP-302");
                JsonNode withdrawal =
                        citizen.handIn("/api/v1/dossiers/NP-302/withdrawals", "{\"reason\": \"no longer needed\"}");

                String number = delivered(receipt).get("agencyDossierNo").asText();
                delivered(withdrawal);

                assertThat(number).startsWith("GTVT-");
                assertThat(state(office)
                                .path("submissions")
                                .path(withdrawal.get("id").asText())
                                .asText())
                        .isEqualTo(number);
                await().atMost(PATIENCE).untilAsserted(() -> {
                    JsonNode known = RunningHub.json(hub.lookUp("NP-302", "H27.15"));
                    assertThat(known.at("/status/key").asText()).isEqualTo("withdrawal-requested");
                    assertThat(known.at("/dossier/sourceDossierNo").asText()).isEqualTo(number);
                });
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
                    JsonNode standing = citizen.standing(receipt);
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

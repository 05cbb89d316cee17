package vn.lienthong.hub.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.connector.FolderCheck;
import vn.lienthong.hub.submission.Citizen;

/** The round trip that agency staff can try before their system is ready: handed in at the hub, taken by a system that is played. */
class SimulatedSubmissionIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "a-citizens-key-for-tests";
    private static final String AGENT_KEY = "an-agents-key-for-tests";
    private static final byte[] PDF = "%PDF-1.4\n% an invented paper\n".getBytes(StandardCharsets.US_ASCII);

    private static final Map<String, ConnectorSimulation> SYSTEMS = new LinkedHashMap<>();
    private static RunningHub hub;
    private static Citizen citizen;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        copyCivilRegistry(home);
        play("land-office", Path.of("connectors/land-office"), "land-demo");
        play("civil-registry", Path.of("connectors/civil-registry"), "civil-demo");
        play("house-registry", home.resolve("connectors/house-registry"), "civil-demo");
        play("business-registry", Path.of("connectors/business-registry"), "business-demo");
        play("transport-office", Path.of("connectors/transport-office"), null);
        play("social-insurance", Path.of("connectors/social-insurance"), null);
        hub = new RunningHub(
                home,
                0,
                "--lienthong.access.clients[5].id=citizens",
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(KEY),
                "--lienthong.access.clients[5].submits-to=" + String.join(",", SYSTEMS.keySet()),
                "--lienthong.access.clients[6].id=transport-office",
                "--lienthong.access.clients[6].key-hash=" + KeyMaker.hashOf(AGENT_KEY),
                "--lienthong.access.clients[6].pushes-for=transport-office",
                "--lienthong.delivery.first-pause=200ms",
                "--lienthong.delivery.first-hold=200ms",
                "--lienthong.delivery.longest-hold=1s",
                "--LAND_OFFICE_URL=" + system("land-office").address(),
                "--CIVIL_REGISTRY_URL=" + system("civil-registry").address(),
                "--HOUSE_REGISTRY_URL=" + system("house-registry").address(),
                "--BUSINESS_REGISTRY_URL=" + system("business-registry").address(),
                "--SOCIAL_INSURANCE_FOLDER=" + home.resolve("left"),
                "--SOCIAL_INSURANCE_INBOX=" + home.resolve("found"));
        citizen = new Citizen(hub, KEY);
        system("social-insurance").dropInto(home.resolve("left"));
        system("social-insurance").takeFrom(home.resolve("found"));
        int port = hub.bean(EmbeddedBroker.class).port(BrokerDoor.CORE);
        system("transport-office").comeToTheBroker("tcp://127.0.0.1:" + port, "transport-office", AGENT_KEY);
        system("land-office").push(hub.address(""), RunningHub.PUSH_KEY);
    }

    /** The civil registry under another name, to which files are brought beside the envelope. */
    private static void copyCivilRegistry(Path home) throws IOException {
        Path folder = home.resolve("connectors/house-registry");
        FileSystemUtils.copyRecursively(Path.of("connectors/civil-registry"), folder);
        FileSystemUtils.deleteRecursively(folder.resolve("samples/unmapped-code"));
        Path definition = folder.resolve("connector.yaml");
        Files.writeString(
                definition,
                Files.readString(definition)
                        .replace("id: civil-registry", "id: house-registry")
                        .replace("CIVIL_REGISTRY_URL", "HOUSE_REGISTRY_URL")
                        .replace("H27.09", "H27.77")
                        .replace("000.00.09.H27", "000.00.77.H27")
                        .replace("submission:\n  kind: soap\n", "submission:\n  kind: soap\n  attachments: bytes\n"));
    }

    private static void play(String id, Path folder, @Nullable String secret) {
        SYSTEMS.put(
                id,
                ConnectorSimulation.start(
                        FolderCheck.definition(folder, name -> null), folder, 0, any -> secret, Clock.systemUTC()));
    }

    private static ConnectorSimulation system(String id) {
        return Objects.requireNonNull(SYSTEMS.get(id));
    }

    @AfterAll
    static void stop() {
        hub.close();
        SYSTEMS.values().forEach(ConnectorSimulation::close);
    }

    private static JsonNode dossier(String agency, String procedure, String code, String form, String kind)
            throws Exception {
        String sha256 = citizen.upload(PDF);
        return citizen.handIn(
                "/api/v1/dossiers",
                """
                {"agency": "%s", "procedure": "%s", "code": "%s",
                 "applicant": {"name": "Nguyễn & Thị <Ảo>", "idNo": "000000000789"}, "form": %s,
                 "attachments": [{"kind": "%s", "name": "giay to.pdf", "sha256": "%s"}]}
                """
                        .formatted(agency, procedure, code, form, kind, sha256));
    }

    private static JsonNode awaitState(JsonNode receipt, String state) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode standing = citizen.standing(receipt);
            assertThat(standing.path("state").asText()).as(standing.toString()).isEqualTo(state);
        });
        return citizen.standing(receipt);
    }

    private static String number(JsonNode receipt) throws Exception {
        return awaitState(receipt, "delivered").path("agencyDossierNo").asText();
    }

    private static JsonNode control(String id, String path) throws Exception {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(system(id).controls().resolve("/control" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static void misbehave(String id, String faults) throws Exception {
        HTTP.send(
                HttpRequest.newBuilder(system(id).controls().resolve("/control/faults"))
                        .POST(HttpRequest.BodyPublishers.ofString(faults))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The system has it once under its number, with its file, and the hub knows it by both, from the system. */
    private static void assertTaken(String id, String agency, JsonNode receipt, String number) throws Exception {
        JsonNode there = control(id, "");
        assertThat(there.path("submissions").path(receipt.path("id").asText()).asText())
                .isEqualTo(number);
        assertThat(there.path("files")
                        .path(receipt.at("/attachments/0/sha256").asText())
                        .asInt())
                .isEqualTo(PDF.length);
        String code = receipt.path("code").asText();
        assertThat(control(id, "/truth").path("dossiers"))
                .extracting(one -> one.path("number").asText())
                .containsOnlyOnce(number);
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode known = RunningHub.json(hub.lookUp(code, agency));
            assertThat(known.at("/dossier/sourceDossierNo").asText())
                    .as(known.toString())
                    .isEqualTo(number);
            assertThat(known.at("/changes").size()).as(known.toString()).isGreaterThanOrEqualTo(2);
            assertThat(known.at("/dossier/applicant/name").asText()).isEqualTo("Nguyễn & Thị <Ảo>");
        });
    }

    private static JsonNode withdraw(String code) throws Exception {
        return citizen.handIn("/api/v1/dossiers/" + code + "/withdrawals", "{\"reason\": \"no longer needed\"}");
    }

    private static void awaitStatus(String code, String agency, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(RunningHub.json(hub.lookUp(code, agency))
                        .at("/status/key")
                        .asText())
                .isEqualTo(status));
    }

    @Nested
    class OverRest {
        private JsonNode land(String code) throws Exception {
            return dossier(
                    "H27.12",
                    "1.012785",
                    code,
                    "{\"parcel\": \"12\", \"mapSheet\": \"7\", \"area\": 80.5}",
                    "application");
        }

        @Test
        void itTakesFilesAndAllActsAndPushesWhatComesOfThem() throws Exception {
            JsonNode receipt = land("SIM-100");
            JsonNode supplement = citizen.handIn("/api/v1/dossiers/SIM-100/supplements", "{\"note\": \"one more\"}");
            JsonNode payment = citizen.handIn(
                    "/api/v1/dossiers/SIM-100/payments",
                    "{\"amount\": 5000, \"paidAt\": \"2026-11-28T09:00:00+07:00\", \"reference\": \"PAY-1\"}");

            String number = number(receipt);
            awaitState(supplement, "delivered");
            awaitState(payment, "delivered");

            assertThat(number).startsWith("H27.12-");
            assertTaken("land-office", "H27.12", receipt, number);
            awaitState(withdraw("SIM-100"), "delivered");
            awaitStatus("SIM-100", "H27.12", "withdrawal-requested");
            assertThat(control("land-office", "/truth").path("dossiers"))
                    .filteredOn(one -> one.path("number").asText().equals(number))
                    .flatExtracting(one -> one.path("handedIn").findValuesAsText("act"))
                    .containsExactly("submit", "supplement", "pay", "withdraw");
        }

        @Test
        void itTakesOnceWhatComesAgainAfterAnAnswerWasLost() throws Exception {
            misbehave("land-office", "{\"loseAnswerEvery\": 3}");
            JsonNode receipt = land("SIM-101");

            String number = number(receipt);
            misbehave("land-office", "{}");

            assertTaken("land-office", "H27.12", receipt, number);
        }

        @Test
        void itRefusesOnDemand() throws Exception {
            misbehave("land-office", "{\"refuseEvery\": 1}");
            JsonNode refused = land("SIM-102");

            awaitState(refused, "refused");

            misbehave("land-office", "{}");
        }

        @Test
        void itIsListedWhereTheHubAsksWithASessionAndDetails() throws Exception {
            JsonNode receipt = dossier(
                    "H27.07",
                    "2.001610",
                    "SIM-110",
                    "{\"enterprise\": \"Doanh nghiệp tư nhân Ảo\", \"capital\": 100000000}",
                    "application");

            String number = number(receipt);

            assertThat(number).startsWith("DKDN-");
            assertTaken("business-registry", "H27.07", receipt, number);
            awaitState(withdraw("SIM-110"), "delivered");
            awaitStatus("SIM-110", "H27.07", "withdrawal-requested");
        }
    }

    @Nested
    class OverSoap {
        private JsonNode birth(String agency, String code) throws Exception {
            return dossier(
                    agency,
                    "1.001193",
                    code,
                    "{\"child\": \"Nguyễn Văn Bé\", \"bornOn\": \"2026-11-01\"}",
                    "birth-notice");
        }

        @Test
        void itFetchesFilesAndAnswersByTheContractAndIsListed() throws Exception {
            JsonNode receipt = birth("H27.09", "SIM-200");
            JsonNode supplement = citizen.handIn("/api/v1/dossiers/SIM-200/supplements", "{\"note\": \"one more\"}");

            String number = number(receipt);
            awaitState(supplement, "delivered");

            assertThat(number).startsWith("TP-");
            assertTaken("civil-registry", "H27.09", receipt, number);
            awaitState(withdraw("SIM-200"), "delivered");
            awaitStatus("SIM-200", "H27.09", "withdrawal-requested");
        }

        @Test
        void itTakesFilesFromBesideTheEnvelope() throws Exception {
            JsonNode receipt = birth("H27.77", "SIM-210");

            assertTaken("house-registry", "H27.77", receipt, number(receipt));
        }

        @Test
        void itRefusesOnDemandInTheWordsThatTheConnectorReads() throws Exception {
            misbehave("civil-registry", "{\"refuseEvery\": 1}");
            JsonNode refused = birth("H27.09", "SIM-201");

            JsonNode standing = awaitState(refused, "refused");
            misbehave("civil-registry", "{}");

            assertThat(standing.path("problem").asText()).contains("refused on demand");
        }
    }

    @Nested
    class ByQueue {
        private JsonNode licence(String code) throws Exception {
            return dossier("H27.15", "MAU-GTVT-01", code, "{\"licence\": \"38A\"}", "paper");
        }

        @Test
        void itAnswersWithItsNumberAndSendsWhatComesOfIt() throws Exception {
            JsonNode receipt = licence("SIM-300");

            String number = number(receipt);

            assertThat(number).startsWith("GTVT-");
            assertTaken("transport-office", "H27.15", receipt, number);
            awaitState(withdraw("SIM-300"), "delivered");
            awaitStatus("SIM-300", "H27.15", "withdrawal-requested");
        }

        @Test
        void itRefusesOnDemand() throws Exception {
            misbehave("transport-office", "{\"refuseEvery\": 1}");
            JsonNode refused = licence("SIM-301");

            JsonNode standing = awaitState(refused, "refused");
            misbehave("transport-office", "{}");

            assertThat(standing.path("problem").asText()).contains("refused on demand");
        }
    }

    @Nested
    class AsFiles {
        @Test
        void itTakesTheFileAndTellsItsNumberInTheFirstChange() throws Exception {
            JsonNode receipt =
                    dossier("H27.31", "MAU-BHXH-01", "SIM-400", "{\"insuranceNo\": \"0000000000\"}", "paper");
            awaitState(receipt, "delivered");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            citizen.standing(receipt).path("agencyDossierNo").asText())
                    .startsWith("03706/"));

            assertTaken(
                    "social-insurance",
                    "H27.31",
                    receipt,
                    citizen.standing(receipt).path("agencyDossierNo").asText());
        }
    }
}

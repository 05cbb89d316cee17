package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.FolderCheck;
import vn.lienthong.hub.operations.ConnectorState;
import vn.lienthong.hub.operations.ConnectorStates;
import vn.lienthong.hub.simulation.ConnectorSimulation;
import vn.lienthong.hub.status.StatusStore;

/**
 * The folders to copy, run as they are but for an address, each against its own system as it is played from the same folder,
 * through sockets: log-in, list, page, detail, look-up, files.
 */
class ReadyMadeConnectorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path FOLDERS = Path.of("src", "docs", "connectors");

    private static final String PASSWORD = "a password for trials";

    private static Path home;

    private static final Map<String, ConnectorSimulation> SYSTEMS = new LinkedHashMap<>();
    private static RunningHub hub;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        home = folder;
        Map<String, String> secrets = Map.of(
                "OPENCPS_PASSWORD",
                "opencps",
                "IGATE_SECRET",
                "igate",
                "LGSP_TOKEN",
                "lgsp",
                "REST_WINDOWS_KEY",
                "windows");
        for (String id : List.of("opencps-v2", "igate-2", "province-lgsp", "rest-windows", "edxml-folder")) {
            Path delivered = FOLDERS.resolve(id);
            FileSystemUtils.copyRecursively(
                    delivered, home.resolve("connectors").resolve(id));
            SYSTEMS.put(
                    id,
                    ConnectorSimulation.start(
                            FolderCheck.definition(delivered, name -> null),
                            delivered,
                            0,
                            secret -> secrets.entrySet().stream()
                                    .filter(known -> secret.toString().contains(known.getKey()))
                                    .map(Map.Entry::getValue)
                                    .findFirst()
                                    .orElse(null),
                            Clock.systemUTC()));
        }
        List<String> settings = new ArrayList<>();
        secrets.forEach((name, value) -> settings.add("--" + name + "=" + value));
        settings.add("--OPENCPS_URL=" + system("opencps-v2").address());
        settings.add("--IGATE_URL=" + system("igate-2").address());
        settings.add("--IGATE_SSO_URL=" + system("igate-2").address());
        settings.add("--LGSP_URL=" + system("province-lgsp").address());
        settings.add("--REST_WINDOWS_URL=" + system("rest-windows").address());
        settings.add("--EDXML_FOLDER=" + home.resolve("edxml"));
        settings.addAll(playSecretly());
        hub = new RunningHub(home, 0, settings.toArray(String[]::new));
        system("edxml-folder").dropInto(home.resolve("edxml"));
    }

    /** Those that are reached by TLS, by SFTP and in a database. What must be decided in each is decided for this machine. */
    private static List<String> playSecretly() throws Exception {
        Path made = home.resolve("made");
        Path soap = copy("signed-soap");
        ConnectorSimulation signed = play("signed-soap", soap, made);
        for (String name : List.of("authority.pem", "hub.pem")) {
            Files.copy(made.resolve(name), soap.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        edit(soap, "/run/secrets/hub-key.pem", made.resolve("hub-key.pem").toString());
        edit(soap, "every: PT1M", "every: PT1S");

        Path view = copy("database-view");
        edit(view, "every: PT1M", "every: PT1S");
        String url = play("database-view", view, null).database().orElseThrow();

        Path csv = copy("csv-sftp");
        ConnectorSimulation.SftpPlace place = play("csv-sftp", csv, made).sftp().orElseThrow();
        edit(csv, "host: sftp.example.com", "every: PT1S\n    port: " + place.port() + "\n    host: " + place.host());
        edit(csv, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGx0", place.hostKey());
        return List.of(
                "--SIGNED_SOAP_URL=" + signed.address(),
                "--DATABASE_VIEW_URL=" + url,
                "--DATABASE_VIEW_PASSWORD=" + PASSWORD,
                "--CSV_SFTP_PASSWORD=" + PASSWORD);
    }

    private static Path copy(String id) throws IOException {
        Path copy = home.resolve("connectors").resolve(id);
        FileSystemUtils.copyRecursively(FOLDERS.resolve(id), copy);
        return copy;
    }

    private static ConnectorSimulation play(String id, Path folder, @Nullable Path made) {
        ConnectorSimulation played = ConnectorSimulation.start(
                FolderCheck.definition(folder, name -> null), folder, 0, made, secret -> PASSWORD, Clock.systemUTC());
        SYSTEMS.put(id, played);
        return played;
    }

    private static void edit(Path folder, String before, String after) throws IOException {
        Path file = folder.resolve("connector.yaml");
        assertThat(file).content().contains(before);
        Files.writeString(file, Files.readString(file).replace(before, after));
    }

    private static ConnectorSimulation system(String id) {
        return Objects.requireNonNull(SYSTEMS.get(id));
    }

    @AfterAll
    static void stop() {
        hub.close();
        SYSTEMS.values().forEach(ConnectorSimulation::close);
    }

    @ParameterizedTest
    @CsvSource({
        "opencps-v2, H27-260301-0001, 4",
        "igate-2, H27.90-260301-0003, 4",
        "province-lgsp, L-1, 4",
        "rest-windows, RW-2026-0011, 5",
        "edxml-folder, E-1, 4",
        "signed-soap, TP-2026-000017, 4",
        "database-view, V-1, 4",
        "csv-sftp, C-1, 4"
    })
    void changesOfItsSystemAreKnown(String id, String dossier, int status) {
        DossierKey key = new DossierKey(SystemId.of(id), dossier);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.bean(StatusStore.class)
                        .find(key)
                        .map(DossierState::present)
                        .map(entry -> entry.change().status().code()))
                .contains(status));
    }

    @ParameterizedTest
    @CsvSource({
        "opencps-v2, H27.95, H27-260301-0001",
        "igate-2, H27.93, H27.90-260301-0003",
        "province-lgsp, H27.96, L-1",
        "rest-windows, H27.84, RW-2026-0011"
    })
    void itsSystemAnswersALookUp(String id, String agency, String dossier) throws Exception {
        HttpResponse<String> answer =
                hub.post("/api/v1/connectors/" + id + "/check?code=" + dossier, RunningHub.ADMIN_KEY, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(steps(RunningHub.json(answer)))
                .contains("read ok", "translate ok", "look-up ok")
                .noneMatch(step -> step.endsWith("failed"));
        assertThat(hub.lookUp(dossier, agency).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "signed-soap, {\"down\":true}",
        "signed-soap, {\"failEvery\":1}",
        "database-view, {\"down\":true}",
        "database-view, {\"garbage\":true}",
        "csv-sftp, {\"down\":true}",
        "csv-sftp, {\"garbage\":true}"
    })
    void faultsOfItsSystemAreToldUntilTheyAreOver(String id, String faults) throws Exception {
        steer(id, faults);

        awaitCondition(id, ConnectorState.Condition.STRUGGLING);
        steer(id, "{}");

        awaitCondition(id, ConnectorState.Condition.RUNNING);
    }

    private static void awaitCondition(String id, ConnectorState.Condition condition) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        hub.bean(ConnectorStates.class).find(SystemId.of(id)).orElseThrow())
                .satisfies(state -> assertThat(state.condition())
                        .as(state.problem().toString())
                        .isEqualTo(condition)));
    }

    private static void steer(String id, String faults) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(system(id).controls().resolve("/control/faults"))
                                .POST(HttpRequest.BodyPublishers.ofString(faults))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyWithoutACertificateOfItsIsLetInOverMutualTls() {
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(system("signed-soap").address())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatHasNoNationalCodeIsADeadLetterOfItsOwn() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode letters = RunningHub.json(
                    hub.get("/api/v1/dead-letters?state=open&connector=opencps-v2", RunningHub.VIEW_KEY));
            assertThat(letters.findValuesAsText("type")).containsExactly("/problems/unmapped-code");
        });
    }

    private static List<String> steps(JsonNode check) {
        List<String> steps = new ArrayList<>();
        check.path("steps")
                .forEach(step -> steps.add(
                        step.path("step").asText() + " " + step.path("outcome").asText()));
        return steps;
    }
}

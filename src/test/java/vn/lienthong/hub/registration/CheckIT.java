package vn.lienthong.hub.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.registration.ConnectorApi.Answer;

/** A definition is tried against its system for real, and what runs notices nothing. */
class CheckIT {
    private static RunningHub hub;
    private static ConnectorApi api;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new RunningHub(home, 3);
        api = new ConnectorApi(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static List<String> outcomes(JsonNode check) {
        return StreamSupport.stream(check.path("steps").spliterator(), false)
                .map(step ->
                        step.path("step").asText() + " " + step.path("outcome").asText())
                .toList();
    }

    private static JsonNode step(JsonNode check, String name) {
        return StreamSupport.stream(check.path("steps").spliterator(), false)
                .filter(step -> step.path("step").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The files of a connector that is delivered with the hub, under another address. */
    private static Map<String, String> files(String connector, String address) throws IOException {
        Map<String, String> files = new HashMap<>();
        Path folder = Path.of("connectors", connector);
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        files.computeIfPresent(
                "connector.yaml", (name, text) -> text.replaceFirst("(?m)^address: .*", "address: " + address)
                        .replaceFirst("(?m)^id: .*", "id: tried-office")
                        .replaceFirst("(?s)agency:.*?name:", "agency:\n  id: H27.8.77\n  name:"));
        return files;
    }

    private static List<String> trialRoutes() {
        return hub.bean(CamelContext.class).getRoutes().stream()
                .map(Route::getId)
                .filter(id -> id.startsWith("trial-"))
                .toList();
    }

    @Nested
    class WhenAllIsWell {
        @Test
        void systemThatKeepsSessionsIsGoneToToTheEnd() throws Exception {
            Answer check = api.post("business-registry", "/check", "");

            assertThat(outcomes(check.body()))
                    .containsExactly(
                            "dns ok",
                            "tcp ok",
                            "tls skipped",
                            "contract skipped",
                            "log-in ok",
                            "read ok",
                            "translate ok",
                            "look-up ok");
            assertThat(check.body().path("ok").asBoolean()).isTrue();
            assertThat(step(check.body(), "look-up").path("found").asText())
                    .matches("The dossier has \\d+ changes?\\.");
            assertThat(trialRoutes()).isEmpty();
        }

        @Test
        void soapSystemIsGoneToByItsContract() throws Exception {
            Answer check = api.post("civil-registry", "/check", "");

            assertThat(outcomes(check.body()))
                    .containsExactly(
                            "dns ok",
                            "tcp ok",
                            "tls skipped",
                            "contract ok",
                            "log-in skipped",
                            "read ok",
                            "translate ok",
                            "look-up ok");
        }

        @Test
        void destinationIsGoneToAsFarAsItsLogIn() throws Exception {
            Answer check = api.post("national-portal", "/check", "");

            assertThat(step(check.body(), "log-in").path("outcome").asText()).isEqualTo("ok");
            assertThat(step(check.body(), "read").path("outcome").asText()).isEqualTo("skipped");
        }

        @Test
        void systemThatComesByItselfLeavesNothingToCall() throws Exception {
            Answer check = api.post("transport-office", "/check", "");

            assertThat(outcomes(check.body())).allMatch(step -> step.endsWith(" skipped"));
            assertThat(step(check.body(), "dns").path("found").asText())
                    .isEqualTo("The system comes to the hub by itself; there is nothing to call.");
        }
    }

    @Nested
    class WhenFilesAreDropped {
        @Test
        void theirFolderIsLookedAt() throws Exception {
            JsonNode there = api.post("social-insurance", "/check", "").body();

            assertThat(outcomes(there)).startsWith("folder ok", "dns skipped");
            assertThat(step(there, "folder").path("found").asText())
                    .isEqualTo("The hub may read and write " + hub.home().resolve("drop") + ".");

            Map<String, String> files = new HashMap<>(ConnectorApi.pushing("tried-office", 78));
            files.computeIfPresent(
                    "connector.yaml",
                    (name, text) -> text.replaceAll("intake:.*", "intake: {kind: file-drop, folder: drop/nowhere}"));
            JsonNode gone =
                    api.post("tried-office", "/check", ConnectorApi.json(files)).body();

            assertThat(step(gone, "folder").at("/problem/detail").asText())
                    .matches("There is no folder .*/drop/nowhere\\.");
        }
    }

    @Nested
    class WhenAStepFails {
        @Test
        void unknownNameIsToldAndTheRestLeftOut() throws Exception {
            Answer check = api.post(
                    "tried-office",
                    "/check",
                    ConnectorApi.json(files("business-registry", "http://no-such-machine.invalid")));

            assertThat(outcomes(check.body())).startsWith("dns failed", "tcp skipped", "tls skipped");
            assertThat(step(check.body(), "dns").at("/problem/detail").asText())
                    .isEqualTo("No machine of the name no-such-machine.invalid is known.");
            assertThat(step(check.body(), "read").path("found").asText())
                    .isEqualTo("Left out, for the step Name failed.");
        }

        @Test
        void refusedConnectionIsTold() throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }

            Answer check = api.post(
                    "tried-office",
                    "/check",
                    ConnectorApi.json(files("business-registry", "http://127.0.0.1:" + port)));

            assertThat(step(check.body(), "tcp").at("/problem/detail").asText())
                    .isEqualTo("The machine 127.0.0.1 refuses connections at port " + port + ".");
        }

        @Test
        void wrongPasswordIsToldUnderTheDefinitionsOwnName() throws Exception {
            URI simulator = hub.simulators().businessRegistry().address();
            Map<String, String> files = files("business-registry", simulator.toString());
            files.computeIfPresent("connector.yaml", (name, text) -> text.replace("user: lienthong", "user: nobody"));

            Answer check = api.post("tried-office", "/check", ConnectorApi.json(files));

            JsonNode logIn = step(check.body(), "log-in");
            assertThat(logIn.path("outcome").asText()).isEqualTo("failed");
            assertThat(logIn.at("/problem/detail").asText())
                    .contains("tried-office")
                    .doesNotContain("trial-");
            assertThat(logIn.at("/problem/remedy").asText()).isNotBlank();
            assertThat(check.body().path("ok").asBoolean()).isFalse();
            assertThat(trialRoutes()).isEmpty();
        }

        @Test
        void operationThatTheContractLacksIsToldWithThoseItHas() throws Exception {
            URI simulator = hub.simulators().civilRegistry().address();
            Map<String, String> files = files("civil-registry", simulator.toString());
            files.computeIfPresent(
                    "connector.yaml", (name, text) -> text.replace(":1:ListChanges\n", ":1:ListChange\n"));

            Answer check = api.post("tried-office", "/check", ConnectorApi.json(files));

            assertThat(step(check.body(), "contract").at("/problem/detail").asText())
                    .contains("ListChange;", "GetDossier");
        }

        @Test
        void faultyDefinitionIsNotTriedAtAll() throws Exception {
            Answer check = api.post(
                    "tried-office", "/check", ConnectorApi.json(Map.of("connector.yaml", "id: tried-office\n")));

            assertThat(check.status()).isEqualTo(422);
            assertThat(check.body().path("faults")).isNotEmpty();
        }
    }

    @Nested
    class WhenADryRunIsLive {
        @Test
        void onePageIsToldFieldByFieldAndTheWatermarkStays() throws Exception {
            // The connector itself has read all there is, and will not move it.
            await().atMost(Duration.ofSeconds(30)).until(() -> !api.get("civil-registry", "/watermark")
                    .body()
                    .path("value")
                    .isNull());
            String before = api.get("civil-registry", "/watermark").body().toString();

            Answer run = api.post("civil-registry", "/dry-run", "{\"live\":\"intake\"}");

            assertThat(run.status()).isEqualTo(200);
            assertThat(run.body()
                            .at("/records/0/changes/0/dossier/key/sourceDossierNo")
                            .asText())
                    .isNotBlank();
            assertThat(run.body().at("/records/0/fields"))
                    .anyMatch(field -> field.path("field").asText().equals("changes/status")
                            && field.has("found")
                            && field.has("became"));
            assertThat(api.get("civil-registry", "/watermark").body()).hasToString(before);
        }

        @Test
        void oneDossierIsAskedForByItsCode() throws Exception {
            String code = api.post("business-registry", "/dry-run", "{\"live\":\"intake\"}")
                    .body()
                    .at("/records/0/changes/0/dossier/key/sourceDossierNo")
                    .asText();

            Answer run = api.post("business-registry", "/dry-run", "{\"live\":\"lookup\",\"code\":\"" + code + "\"}");

            assertThat(run.body().path("records")).hasSize(1);
            assertThat(run.body()
                            .at("/records/0/changes/0/dossier/key/sourceDossierNo")
                            .asText())
                    .isEqualTo(code);
        }

        @Test
        void systemThatIsNotAskedSoIsToldApart() throws Exception {
            assertThat(api.post("land-office", "/dry-run", "{\"live\":\"intake\"}")
                            .status())
                    .isEqualTo(409);
            assertThat(api.post("business-registry", "/dry-run", "{\"live\":\"lookup\"}")
                            .status())
                    .isEqualTo(400);
        }
    }
}

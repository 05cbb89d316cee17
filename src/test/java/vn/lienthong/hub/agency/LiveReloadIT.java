package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;

/** Connectors are added, changed and removed while the hub runs. */
class LiveReloadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SystemId REGISTRY = SystemId.of("business-registry");

    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path home) {
        hub = new RunningHub(home, 5, "--lienthong.connectors-watch.settle=PT0.3S");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Path folder(String connector) {
        return hub.home().resolve("connectors").resolve(connector);
    }

    private boolean runs(String route) {
        var status = hub.bean(CamelContext.class).getRouteController().getRouteStatus(route);
        return status != null && status.isStarted();
    }

    /** The hub's own objects of a connector's routes: the same as long as nobody has made them anew. */
    private Map<String, Route> routes() {
        Map<String, Route> routes = new TreeMap<>();
        hub.bean(CamelContext.class).getRoutes().forEach(route -> routes.put(route.getRouteId(), route));
        return routes;
    }

    private JsonNode health(String connector) throws Exception {
        return RunningHub.json(hub.get("/actuator/health", RunningHub.VIEW_KEY))
                .at("/components/connectors/components/" + connector);
    }

    private void copy(String from, String to) throws IOException {
        Path made = hub.home().resolve("made-" + to);
        FileSystemUtils.copyRecursively(folder(from), made);
        Path definition = made.resolve("connector.yaml");
        Files.writeString(
                definition,
                Files.readString(definition)
                        .replace("id: " + from, "id: " + to)
                        .replaceAll("H27\\.12", "H27.77")
                        .replaceAll("000\\.00\\.12\\.H27", "000.00.77.H27"));
        Files.move(made, folder(to));
    }

    private int push(String connector, String number) throws Exception {
        String body =
                """
                {"events":[{"code":"%s","dossierStatus":{"id":2},"updatedDate":"2026-11-24T01:30:00.000+0000","version":1,
                "procedure":{"code":"1.0","translate":[{"name":"x"}]}}]}"""
                        .formatted(number);
        return hub.push(connector, body.getBytes(StandardCharsets.UTF_8)).statusCode();
    }

    @Nested
    class WhenAFolderIsAdded {
        @Test
        void connectorRunsAndTheOthersAreLeftAlone() throws Exception {
            Map<String, Route> before = routes();

            copy("land-office", "house-office");
            await().atMost(PATIENCE).until(() -> runs("house-office-intake") && runs("house-office-lookup"));

            Map<String, Route> after = routes();
            before.forEach((id, route) -> assertThat(after.get(id)).as(id).isSameAs(route));
            assertThat(health("house-office").path("status").asText()).isEqualTo("UP");
            assertThat(hub.get("/actuator/prometheus", RunningHub.VIEW_KEY).body())
                    .contains("lienthong_connector_running{connector=\"house-office\"} 1.0");
        }
    }

    @Nested
    class WhenAFolderIsRemoved {
        @Test
        void connectorIsGoneWithAllItsRoutesAndAnotherOfItsIdBeginsWithNothing() throws Exception {
            await().atMost(PATIENCE).until(() -> push("land-office", "LD-1") == 202);
            SystemId id = SystemId.of("land-office");
            await().atMost(PATIENCE).until(() -> hub.bean(ChangeRate.class).perMinute(id) > 0);
            FileSystemUtils.copyRecursively(folder("land-office"), hub.home().resolve("kept"));

            FileSystemUtils.deleteRecursively(folder("land-office"));

            await().atMost(PATIENCE)
                    .until(() -> routes().keySet().stream().noneMatch(name -> name.startsWith("land-office-")));
            assertThat(hub.bean(Connectors.class).find(SystemId.of("land-office")))
                    .isEmpty();
            assertThat(push("land-office", "LD-1")).isEqualTo(404);
            assertThat(hub.get("/actuator/prometheus", RunningHub.VIEW_KEY).body())
                    .doesNotContain("connector=\"land-office\"} 1.0");

            Files.move(hub.home().resolve("kept"), folder("land-office"));
            await().atMost(PATIENCE).until(() -> runs("land-office-intake"));
            assertThat(hub.bean(ChangeRate.class).perMinute(id)).isZero();
            assertThat(hub.bean(IntakeStates.class).find(id)).isEmpty();
        }
    }

    @Nested
    class WhenAMappingIsMended {
        @Test
        void deadLetterGoesThroughWithoutARestart() throws Exception {
            hub.edit("land-office", "mapping.yaml", "    \"2\": 4\n", "");
            await().atMost(PATIENCE).until(() -> {
                push("land-office", "LD-7");
                return !letters().isEmpty();
            });
            long letter = letters().get(0).path("id").asLong();

            hub.edit("land-office", "mapping.yaml", "tables:\n  statuses:\n", "tables:\n  statuses:\n    \"2\": 4\n");

            await().atMost(PATIENCE).until(() -> RunningHub.json(
                            hub.post("/api/v1/dead-letters/" + letter + "/replay", RunningHub.ADMIN_KEY, ""))
                    .path("outcome")
                    .asText()
                    .equals("gone-through"));
        }

        private JsonNode letters() throws Exception {
            return RunningHub.json(hub.get("/api/v1/dead-letters?connector=land-office", RunningHub.VIEW_KEY))
                    .path("deadLetters");
        }
    }

    @Nested
    class WhenAChangedDefinitionHasFaults {
        @Test
        void runsOnByTheLastGoodOneAndSaysSoUntilItIsMended() throws Exception {
            Map<String, Route> before = routes();

            hub.edit("land-office", "connector.yaml", "kind: rest-push", "kind: rest-pusch");
            await().atMost(PATIENCE)
                    .until(() -> health("land-office").path("status").asText().equals("STRUGGLING"));

            assertThat(health("land-office").at("/details/problem/detail/en").asText())
                    .contains("runs on by its last good one", "connector.yaml:", "/intake/kind is \"rest-pusch\"");
            assertThat(push("land-office", "LD-1")).isEqualTo(202);
            assertThat(routes().get("land-office-intake")).isSameAs(before.get("land-office-intake"));
            RunningHub.Browser browser = hub.browser();
            browser.logIn("viewer");
            assertThat(browser.get("/").body()).contains("rest-pusch");

            hub.edit("land-office", "connector.yaml", "kind: rest-pusch", "kind: rest-push");
            await().atMost(PATIENCE)
                    .until(() -> health("land-office").path("status").asText().equals("UP"));
            assertThat(routes().get("land-office-intake")).isSameAs(before.get("land-office-intake"));
        }
    }

    @Nested
    class WhenAPolledConnectorChangesInTheMiddleOfAReading {
        @Test
        void readingEndsBeforeTheNextBeginsAndNothingIsLost() throws Exception {
            var simulator = hub.simulators().businessRegistry();
            await().atMost(PATIENCE)
                    .until(() ->
                            hub.known(simulator, hub.told(simulator).keySet()).equals(hub.told(simulator)));
            hub.misbehave(simulator, "{\"delayMs\":400}");

            for (int change = 0; change < 3; change++) {
                hub.change(simulator, "NEW-" + change, "0");
                hub.edit(
                        "business-registry",
                        "connector.yaml",
                        "deadline: PT" + (change + 3) + "S",
                        "deadline: PT" + (change + 4) + "S");
                int seconds = change + 4;
                await().atMost(PATIENCE).until(() -> hub.bean(Connectors.class)
                        .find(REGISTRY)
                        .map(connector -> connector.lookup())
                        .filter(lookup -> lookup.deadline().equals(Duration.ofSeconds(seconds)))
                        .isPresent());
            }
            hub.misbehave(simulator, "{}");

            await().atMost(PATIENCE)
                    .until(() ->
                            hub.known(simulator, hub.told(simulator).keySet()).equals(hub.told(simulator)));
            assertThat(routes().keySet().stream().filter(id -> id.startsWith("business-registry-")))
                    .containsExactlyInAnyOrder(
                            "business-registry-ask",
                            "business-registry-intake",
                            "business-registry-intake-call",
                            "business-registry-log-in",
                            "business-registry-lookup",
                            "business-registry-lookup-call",
                            "business-registry-submission",
                            "business-registry-submission-call");
        }
    }

    @Nested
    class WhenARouteIsGone {
        @Test
        void isMadeAnew() throws Exception {
            hub.stopRoute("land-office-lookup");
            hub.bean(CamelContext.class).removeRoute("land-office-lookup");

            assertThat(health("land-office").path("status").asText()).isEqualTo("BROKEN");
            await().atMost(PATIENCE).until(() -> runs("land-office-lookup"));
            await().atMost(PATIENCE)
                    .until(() -> health("land-office").path("status").asText().equals("UP"));
        }
    }

    @Nested
    class WhenThereAreManyConnectors {
        private static final int MANY = 200;

        @Test
        void addingOneMakesItsOwnRoutesOnly() throws Exception {
            int before = hub.bean(Connectors.class).all().size();
            long routesOfOne = made(() -> copy("land-office", "first-office"), "first-office");
            for (int i = 0; i < MANY; i++) {
                copyMany(i);
            }
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> runs("many-" + (MANY - 1) + "-intake")
                            && hub.bean(Connectors.class).all().size() == before + MANY + 1);
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> routes().keySet().stream()
                                    .filter(id -> id.startsWith("many-"))
                                    .count()
                            == MANY);

            long then = made(() -> copyMany(MANY), "many-" + MANY);

            assertThat(routesOfOne).isPositive();
            assertThat(then).isEqualTo(1);
        }

        private void copyMany(int number) throws IOException {
            Path made = Files.createDirectory(hub.home().resolve("made-" + number));
            String id = "many-" + number;
            Files.writeString(
                    made.resolve("connector.yaml"),
                    """
                    id: %s
                    name: {vi: Nhiều, en: Many}
                    agency: {id: H27.9.%d, name: {vi: Nhiều, en: Many}}
                    intake: {kind: rest-push, records: /events}
                    """
                            .formatted(id, number));
            Files.copy(folder("land-office").resolve("mapping.yaml"), made.resolve("mapping.yaml"));
            Files.move(made, folder(id));
        }

        private long made(Adding adding, String id) throws Exception {
            long before = hub.bean(ConnectorSupervisor.class).routesMade();
            adding.run();
            await().atMost(PATIENCE).until(() -> runs(id + "-intake"));
            return hub.bean(ConnectorSupervisor.class).routesMade() - before;
        }

        private interface Adding {
            void run() throws Exception;
        }
    }
}

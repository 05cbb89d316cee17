package vn.lienthong.hub.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.store.Database;

/** What health and metrics say is so. */
class HealthIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> CONNECTORS = List.of(
            "business-registry",
            "civil-registry",
            "land-office",
            "national-portal",
            "social-insurance",
            "transport-office");

    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path home) {
        hub = new RunningHub(home, 0);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private JsonNode health(String part) throws Exception {
        return RunningHub.json(hub.get("/actuator/health", RunningHub.VIEW_KEY)).at(part);
    }

    private String connector(String id) throws Exception {
        return health("/components/connectors/components/" + id + "/status").asText();
    }

    private int status(String path) throws Exception {
        return hub.get(path, RunningHub.VIEW_KEY).statusCode();
    }

    @Nested
    class WhenAllIsWell {
        @Test
        void isUpInEveryPart() throws Exception {
            assertThat(health("/status").asText()).as("%s", health("")).isEqualTo("UP");
            assertThat(health("/components/broker/status").asText()).isEqualTo("UP");
            assertThat(health("/components/store/status").asText()).isEqualTo("UP");
            assertThat(health("/components/connectors/components").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(CONNECTORS);
            for (String id : CONNECTORS) {
                assertThat(connector(id)).as(id).isEqualTo("UP");
            }
        }

        @Test
        void tellsStrangersNoMoreThanThat() throws Exception {
            assertThat(RunningHub.json(hub.get("/actuator/health")).fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("status", "groups");
            assertThat(hub.get("/actuator/prometheus").statusCode()).isEqualTo(401);
            assertThat(hub.get("/actuator/health/connectors").statusCode()).isEqualTo(401);
        }
    }

    @Nested
    class WhenAnAgencyIsAway {
        @Test
        void saysOfWhomAndWhyAndStaysReady() throws Exception {
            hub.misbehave(hub.simulators().civilRegistry(), "{\"down\":true}");
            await().atMost(PATIENCE).until(() -> connector("civil-registry").equals("STRUGGLING"));

            JsonNode problem = health("/components/connectors/components/civil-registry/details/problem");
            assertThat(problem.at("/kind").asText()).isEqualTo("system-unavailable");
            assertThat(problem.at("/origin").asText()).isEqualTo("agency");
            assertThat(problem.at("/remedy/vi").asText()).isNotBlank();
            assertThat(problem.at("/remedy/en").asText()).isNotBlank();
            assertThat(connector("business-registry")).isEqualTo("UP");
            assertThat(status("/actuator/health/readiness")).isEqualTo(200);

            hub.misbehave(hub.simulators().civilRegistry(), "{}");
            await().atMost(PATIENCE).until(() -> connector("civil-registry").equals("UP"));
        }
    }

    @Nested
    class WhenARouteDoesNotRun {
        @Test
        void saysThatItIsPausedUntilItIsStartedAgain() throws Exception {
            hub.stopRoute("land-office-lookup");

            assertThat(connector("land-office")).isEqualTo("PAUSED");
            assertThat(health("/status").asText()).as("%s", health("")).isEqualTo("PAUSED");
            assertThat(status("/actuator/health")).isEqualTo(200);
            assertThat(metric("lienthong_connector_running{connector=\"land-office\""))
                    .isZero();

            hub.startRoute("land-office-lookup");
            assertThat(connector("land-office")).isEqualTo("UP");
        }

        @Test
        void saysThatItIsBrokenWhereThereIsNone() throws Exception {
            hub.stopRoute("land-office-lookup");
            hub.bean(CamelContext.class).removeRoute("land-office-lookup");

            assertThat(connector("land-office")).isEqualTo("BROKEN");
            assertThat(health("/status").asText()).as("%s", health("")).isEqualTo("BROKEN");
            assertThat(status("/actuator/health")).isEqualTo(200);
        }
    }

    @Nested
    class WhenTheHubCannotWork {
        @Test
        void isDownWithoutItsBroker() throws Exception {
            hub.bean(EmbeddedBroker.class).server().stop();

            assertThat(status("/actuator/health")).isEqualTo(503);
            assertThat(status("/actuator/health/readiness")).isEqualTo(503);
            assertThat(status("/actuator/health/liveness")).isEqualTo(200);
            assertThat(health("/status").asText()).isEqualTo("DOWN");
            assertThat(health("/components/broker/status").asText()).isEqualTo("DOWN");
            assertThat(health("/components/store/status").asText()).isEqualTo("UP");
        }

        @Test
        void isDownWhereOneOfItsOwnRoutesIsStopped() throws Exception {
            hub.stopRoute("status-changes");

            assertThat(status("/actuator/health")).isEqualTo(503);
            assertThat(health("/components/camelHealth/status").asText()).isEqualTo("DOWN");
        }

        @Test
        void isDownWithoutItsStore() throws Exception {
            ((AutoCloseable) hub.bean(Database.class)).close();

            assertThat(status("/actuator/health")).isEqualTo(503);
            assertThat(status("/actuator/health/readiness")).isEqualTo(503);
            assertThat(health("/components/store/status").asText()).isEqualTo("DOWN");
            assertThat(health("/components/broker/status").asText()).isEqualTo("UP");
        }
    }

    @Nested
    class WhenChangesComeIn {
        @Test
        void countsThem() throws Exception {
            double before = metric("lienthong_changes_total{connector=\"land-office\",outcome=\"accepted\"");
            hub.simulators()
                    .landOffice()
                    .pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
            hub.change(hub.simulators().landOffice(), "LD-1", "10");
            hub.change(hub.simulators().landOffice(), "LD-1", "2");
            hub.change(hub.simulators().landOffice(), "LD-1", "99");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(metric("lienthong_changes_total{connector=\"land-office\""))
                            .isEqualTo(before + 2));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(metric("lienthong_dead_letters_open{connector=\"land-office\""))
                            .isEqualTo(1));
            assertThat(metric("lienthong_connector_running{connector=\"land-office\""))
                    .isEqualTo(1);
            assertThat(metric("camel_exchanges_succeeded_total{.*routeId=\"land-office-intake\""))
                    .isGreaterThanOrEqualTo(1);
            assertThat(health("/components/connectors/components/land-office/details/lastIntake")
                            .asText())
                    .isNotBlank();
        }

        @Test
        void saysWhatWaitsForAPortalThatIsAway() throws Exception {
            hub.misbehave(hub.simulators().nationalPortal(), "{\"down\":true}");
            hub.control(hub.simulators().civilRegistry().address(), "step?count=5", "");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(metric("lienthong_delivery_waiting{connector=\"national-portal\""))
                            .isPositive());
            assertThat(metric("lienthong_delivery_oldest_seconds{connector=\"national-portal\""))
                    .isNotNegative();

            hub.misbehave(hub.simulators().nationalPortal(), "{}");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(metric("lienthong_delivery_waiting{connector=\"national-portal\""))
                            .isZero());
        }
    }

    @Nested
    class WhenPrometheusWatches {
        private static final Pattern MEASURE = Pattern.compile("\\b(?:lienthong|jvm|disk)_[a-z_]+");

        @Test
        void findsWhatItsAlarmsAskForAndTheGuidesTell() throws Exception {
            hub.post("/api/v1/reconciliation", RunningHub.ADMIN_KEY, "{\"connector\":\"civil-registry\"}");
            await().atMost(PATIENCE).until(() -> measures().contains("lienthong_reconciliation_persisting"));

            String alarms = Files.readString(Path.of("config", "prometheus-alerts.yaml"));
            Set<String> asked = alarms.lines()
                    .filter(line -> line.strip().startsWith("expr:"))
                    .flatMap(line -> MEASURE.matcher(line).results().map(MatchResult::group))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(asked).hasSizeGreaterThan(9);
            assertThat(measures()).containsAll(asked);
            for (String guide : List.of("en/administrators.md", "vi/quan-tri.md")) {
                String page = Files.readString(Path.of("src", "docs").resolve(guide));
                assertThat(measures().stream().filter(name -> name.startsWith("lienthong_")))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
            }
        }

        private Set<String> measures() throws Exception {
            return hub.get("/actuator/prometheus", RunningHub.VIEW_KEY)
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replaceAll("[{ ].*", ""))
                    .collect(Collectors.toSet());
        }
    }

    /** The sum of all series whose lines begin so; 0 where there is none. */
    private double metric(String beginning) throws Exception {
        String pattern = "(?m)^" + beginning.replace("{", "\\{") + "[^\\n]* ([0-9.eE+-]+)$";
        var found = Pattern.compile(pattern)
                .matcher(hub.get("/actuator/prometheus", RunningHub.VIEW_KEY).body());
        double sum = 0;
        while (found.find()) {
            sum += Double.parseDouble(found.group(1));
        }
        return sum;
    }
}

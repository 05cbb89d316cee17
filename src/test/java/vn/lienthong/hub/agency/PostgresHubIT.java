package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.simulator.LandOffice;
import vn.lienthong.hub.simulator.Simulator;
import vn.lienthong.hub.store.PostgresServer;

/** The whole hub with its store in PostgreSQL does what it does with its own database, and outlives that server's end. */
@Tag("every-java")
class PostgresHubIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LAND = "H27.12";

    private PostgresServer database;
    private RunningHub hub;
    private Path data;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        database = new PostgresServer(home.resolve("postgres"));
        hub = new RunningHub(
                home, 5, "--lienthong.store.url=" + database.url(), "--lienthong.store.user=" + PostgresServer.USER);
        data = home.resolve("data");
        office().pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        database.close();
    }

    private LandOffice office() {
        return hub.simulators().landOffice();
    }

    @Nested
    class WhenTheHubIsRestarted {
        @Test
        void findsWhatItTookDeliveredAndCouldNotUseAndGoesOnFromThere() throws Exception {
            awaitKnownAsInTheAgencies();
            hub.change(office(), "LD-77", "2");
            hub.change(office(), "LD-77", "99");
            hub.change(office(), "LD-78", "10");
            await().atMost(PATIENCE).until(() -> letters("open").size() == 1);
            await().atMost(PATIENCE).until(() -> atPortal("LD-78").size() == 1);
            JsonNode letter = letters("open").get(0);
            String events = events();

            hub.edit("land-office", "mapping.yaml", "    \"5\": 10\n", "    \"5\": 10\n    \"99\": 9\n");
            restart();

            assertThat(data.resolve("hub.db"))
                    .as("the hub's own database is not used beside it")
                    .doesNotExist();
            assertThat(events()).as("the feed, with its positions").isEqualTo(events);
            assertThat(letters("open")).containsExactly(letter);
            assertThat(replay(letter).at("/outcome").asText()).isEqualTo("gone-through");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(atPortal("LD-77")).containsExactly("4", "9"));

            hub.change(office(), "LD-78", "2");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(atPortal("LD-78")).containsExactly("2", "4"));
            awaitKnownAsInTheAgencies();
            assertThat(letters("replayed")).hasSize(1);
            JsonNode answer = RunningHub.json(hub.lookUp("LD-77", LAND));
            assertThat(answer.at("/status/code").asInt()).isEqualTo(9);
            assertThat(answer.at("/changes")).hasSize(2);
        }
    }

    @Nested
    class WhenTheDatabaseIsKilled {
        @Test
        void acknowledgesOnAndTellsEachChangeOnceItIsBack() throws Exception {
            hub.change(office(), "LD-80", "10");
            await().atMost(PATIENCE).until(() -> atPortal("LD-80").size() == 1);

            database.kill();
            long acknowledged = office().acknowledged();
            hub.change(office(), "LD-80", "2");
            hub.change(office(), "LD-81", "10");
            await().atMost(PATIENCE).until(() -> office().acknowledged() == acknowledged + 2);
            assertThat(hub.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            database.start();

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(atPortal("LD-80")).containsExactly("2", "4");
                assertThat(atPortal("LD-81")).containsExactly("2");
            });
            awaitKnownAsInTheAgencies();
            assertThat(hub.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    /** Ends the hub and starts it anew; the land office finds it at its new port. */
    private void restart() throws Exception {
        hub.restart();
        office().pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
    }

    /** Every change of every agency. */
    private void awaitKnownAsInTheAgencies() {
        var simulators = hub.simulators();
        for (Simulator agency : List.of(
                simulators.civilRegistry(),
                simulators.landOffice(),
                simulators.businessRegistry(),
                simulators.socialInsurance())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Map<String, Integer> told = hub.told(agency);
                assertThat(hub.known(agency, told.keySet())).isEqualTo(told);
            });
        }
    }

    private String events() throws Exception {
        return hub.get("/api/v1/changes?limit=500", RunningHub.PORTAL_KEY).body();
    }

    private List<JsonNode> letters(String state) throws Exception {
        JsonNode listed = RunningHub.json(hub.get("/api/v1/dead-letters?state=" + state, RunningHub.VIEW_KEY));
        return List.copyOf(listed.findValue("deadLetters").findParents("problem"));
    }

    private JsonNode replay(JsonNode letter) throws Exception {
        return RunningHub.json(
                hub.post("/api/v1/dead-letters/" + letter.at("/id").asText() + "/replay", RunningHub.ADMIN_KEY, ""));
    }

    /** The statuses of a dossier's steps, as the portal was told them. */
    private List<String> atPortal(String dossier) throws Exception {
        return hub.truth(hub.simulators().nationalPortal().address())
                .path(dossier)
                .path("progress")
                .findValuesAsText("TrangThai");
    }
}

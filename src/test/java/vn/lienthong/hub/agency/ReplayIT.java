package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.simulator.LandOffice;
import vn.lienthong.hub.store.Database;

/** What an agency sent and the hub could not use is kept, says what to mend, and goes through once that is done. */
class ReplayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path home) {
        hub = new RunningHub(home, 0);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class WhenACodeIsNotMapped {
        @Test
        void saysWhatToAddWhereAndDeliversAfterThatIsDone() throws Exception {
            LandOffice office = hub.simulators().landOffice();
            office.pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
            hub.change(office, "LD-77", "2");
            hub.change(office, "LD-77", "99");
            await().atMost(PATIENCE).until(() -> letters("open").size() == 1);
            await().atMost(PATIENCE).until(() -> atPortal("LD-77").size() == 1);

            JsonNode letter = letters("open").get(0);
            assertThat(letter.at("/dossierNo").asText()).isEqualTo("LD-77");
            assertThat(letter.at("/problem/type").asText()).isEqualTo("/problems/unmapped-code");
            assertThat(letter.at("/problem/stage").asText()).isEqualTo("translate");
            assertThat(letter.at("/problem/pointer").asText()).isEqualTo("/dossierStatus/id");
            assertThat(letter.at("/problem/remedy").asText())
                    .isEqualTo(
                            "Add \"99\": <national code 1-10> under tables/statuses in " + hub.home()
                                    + "/connectors/land-office/mapping.yaml, which the hub reads again by itself, then replay.");

            assertThat(replay(letter).at("/outcome").asText()).isEqualTo("still-fails");
            assertThat(letters("open")).hasSize(1);

            hub.edit("land-office", "mapping.yaml", "    \"5\": 10\n", "    \"5\": 10\n    \"99\": 9\n");
            hub.restart();
            assertThat(replay(letter).at("/outcome").asText()).isEqualTo("gone-through");

            assertThat(letters("open")).isEmpty();
            assertThat(letters("replayed")).hasSize(1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(atPortal("LD-77")).containsExactly("4", "9"));
            JsonNode answer = RunningHub.json(hub.lookUp("LD-77", "H27.12"));
            assertThat(answer.at("/status/code").asInt()).isEqualTo(9);
            assertThat(answer.at("/status/agencyCode").asText()).isEqualTo("99");
        }
    }

    @Nested
    class WhenTheStoreRefusesAChange {
        @Test
        void keepsItAsideAndTakesThoseItSharesAMessageWith() throws Exception {
            refuse("LD-2");

            HttpResponse<String> pushed = hub.push("land-office", events("LD-1", "LD-2", "LD-3"));

            assertThat(RunningHub.json(pushed).at("/accepted").asInt()).isEqualTo(3);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(refused()).hasSize(1));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(List.of(found("LD-1"), found("LD-2"), found("LD-3")))
                            .containsExactly(200, 404, 200));
            JsonNode letter = refused().get(0);
            assertThat(letter.at("/dossierNo").asText()).isEqualTo("LD-2");
            assertThat(letter.at("/problem/stage").asText()).isEqualTo("accept-change");
            assertThat(letter.toString()).doesNotContain("refused by the test");

            refuseNothing();
            assertThat(replay(letter).at("/outcome").asText()).isEqualTo("gone-through");
            await().atMost(PATIENCE).until(() -> found("LD-2") == 200);
        }

        /** The portal, too, may have refused something. */
        private List<JsonNode> refused() throws Exception {
            return letters("open").stream()
                    .filter(letter -> letter.at("/problem/stage").asText().equals("accept-change"))
                    .toList();
        }

        private void refuse(String dossier) {
            write("CREATE TRIGGER refuse BEFORE INSERT ON dossier WHEN NEW.source_no = '" + dossier
                    + "' BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
        }

        private void refuseNothing() {
            write("DROP TRIGGER refuse");
        }

        private void write(String statement) {
            hub.bean(Database.class).write(session -> session.update(statement));
        }

        private int found(String dossier) throws Exception {
            return hub.lookUp(dossier, "H27.12").statusCode();
        }

        private byte[] events(String... dossiers) {
            return Stream.of(dossiers)
                    .map(
                            """
                            {"code":"%s","version":1,"dossierStatus":{"id":2,"name":"x"},\
                            "updatedDate":"2026-03-02T01:00:00.000+0000","procedure":{"code":"1.000001","name":"Mẫu"},\
                            "acceptedDate":"2026-03-02T01:00:00.000+0000","appointmentDate":"2026-03-09T10:00:00.000+0000",\
                            "applicant":{"data":{"fullname":"Nguyễn Văn Ảo"}}}"""
                                    ::formatted)
                    .collect(Collectors.joining(",", "{\"events\":[", "]}"))
                    .getBytes(StandardCharsets.UTF_8);
        }
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

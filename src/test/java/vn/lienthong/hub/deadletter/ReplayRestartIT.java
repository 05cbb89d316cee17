package vn.lienthong.hub.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;

/** A replay of many that the hub's end interrupts goes on when the hub is there again, with the letter that it had come to. */
class ReplayRestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LETTERS = 6;

    @TempDir
    private Path home = Path.of("");

    @Test
    void goesOnWhereItStopped() throws Exception {
        try (var hub = new RunningHub(home, 0)) {
            for (int i = 1; i <= LETTERS; i++) {
                push(hub, i);
            }
            JsonNode begun = RunningHub.json(hub.post(
                    "/api/v1/dead-letters/replays",
                    RunningHub.ADMIN_KEY,
                    "{\"connector\": \"land-office\", \"perSecond\": 1}"));
            String path = "/api/v1/dead-letters/replays/" + begun.get("id").asLong();
            await().atMost(PATIENCE).until(() -> run(hub, path).path("failed").asInt() >= 2);

            hub.edit("land-office", "mapping.yaml", "\"5\": 10", "\"5\": 10\n    \"99\": 4");
            hub.restart();

            await().atMost(PATIENCE)
                    .until(() -> run(hub, path).path("state").asText().equals("done"));
            JsonNode done = run(hub, path);
            assertThat(done.path("total").asInt()).isEqualTo(LETTERS);
            assertThat(done.path("failed").asInt())
                    .as("before the mapping was mended")
                    .isBetween(2, LETTERS - 1);
            assertThat(done.path("sent").asInt())
                    .as("each letter is counted once")
                    .isEqualTo(LETTERS - done.path("failed").asInt());
            JsonNode open =
                    RunningHub.json(hub.get("/api/v1/dead-letters?connector=land-office", RunningHub.ADMIN_KEY));
            assertThat(open.path("open").asInt()).isEqualTo(done.path("failed").asInt());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            hub.lookUp("RR-" + LETTERS, "H27.12").statusCode())
                    .isEqualTo(200));
        }
    }

    private static JsonNode run(RunningHub hub, String path) throws Exception {
        return RunningHub.json(hub.get(path, RunningHub.ADMIN_KEY));
    }

    private static void push(RunningHub hub, int i) throws Exception {
        String event =
                """
                {"events":[{"code":"RR-%d","dossierStatus":{"id":99},"updatedDate":"2026-11-24T01:30:00.000+0000","version":1,
                 "procedure":{"code":"1.012785"},"agency":{"code":"H27.12"}}]}"""
                        .formatted(i);
        var pushed = hub.push("land-office", event.getBytes(StandardCharsets.UTF_8));
        assertThat(pushed.body()).contains("deadLetter");
    }
}

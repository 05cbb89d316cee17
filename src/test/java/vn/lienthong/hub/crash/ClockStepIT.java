package vn.lienthong.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.bench.campaign.FakedTime;
import vn.lienthong.hub.store.PostgresServer;

/** A machine's clock that was wrong while something failed leaves nothing waiting when it is right again. */
class ClockStepIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void whatTheDatabaseCouldNotTakeWhileTheClockWasAheadIsTakenWhenBothAreBack() throws Exception {
        var time = new FakedTime(folder.resolve("clock"));
        assumeTrue(
                time.isPossible(), "libfaketime is not on this machine (Debian: faketime): its clock cannot be moved");
        Path home = Files.createDirectories(folder.resolve("home"));
        try (var database = new PostgresServer(folder.resolve("postgresql"));
                var hub = new HubProcess(home, settings(database), time.environment())) {
            hub.start();
            hub.awaitUp();
            var office = new PushingOffice(
                    "north-office",
                    "H27.91",
                    hub.address("/api/v1/connectors/north-office/changes"),
                    HubProcess.key("north-office"),
                    0,
                    5,
                    2,
                    7);

            time.step(Duration.ofHours(1));
            await("the clock to be ahead", () -> ahead(hub).compareTo(Duration.ofMinutes(30)) > 0);
            database.kill();
            office.sendAll(Duration.ofMillis(10));
            await("changes to be left", () -> Files.readString(hub.log()).contains("left with the broker"));
            time.step(Duration.ZERO);
            await("the clock to be right", () -> ahead(hub).abs().compareTo(Duration.ofMinutes(1)) < 0);
            database.start();

            for (String code : office.truth().keySet()) {
                await(code, () -> changesOf(hub, code) == 2);
                assertThat(office.acknowledged(code)).as(code).hasSize(2);
            }
        }
    }

    private static void await(String what, Callable<Boolean> until) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .until(until);
    }

    /** How far the hub's clock is from this machine's, by the time of its answer. */
    private static Duration ahead(HubProcess hub) throws Exception {
        String date = get(hub.address("/actuator/health/liveness"))
                .headers()
                .firstValue("Date")
                .orElseThrow();
        Instant there =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return Duration.between(Instant.now(), there);
    }

    private static int changesOf(HubProcess hub, String code) throws Exception {
        HttpResponse<String> answer = get(hub.address("/api/v1/dossiers/" + code));
        JsonNode body = JSON.readTree(answer.body());
        return body.path("changes").size();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(address)
                        .header("X-API-Key", HubProcess.key("reader"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> settings(PostgresServer database) {
        // Nobody listens there; what portals are told is not the question.
        List<String> settings = new ArrayList<>(CrashIT.settings(URI.create("http://127.0.0.1:1")));
        settings.add("--CRASH_PORTAL_PASSWORD=" + CrashIT.PASSWORD);
        settings.add("--lienthong.store.url=" + database.url());
        settings.add("--lienthong.store.user=" + PostgresServer.USER);
        return settings;
    }
}

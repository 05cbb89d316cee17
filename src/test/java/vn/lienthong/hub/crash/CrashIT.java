package vn.lienthong.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.simulator.NationalPortal;

/**
 * Two agencies push thousands of changes, with repeats and disorder, while the hub is killed again and again. Afterwards
 * the agencies' own books, the hub's answers and the portal's own log are compared: nothing acknowledged is missing, nothing arrived
 * twice, each dossier's changes came in order.
 *
 * <p>Longer by hand: {@code ./mvnw verify -Dit.test=CrashIT -Dcrash.kills=100 -Dcrash.dossiers=2000 -Dcrash.seed=7}. The check reads
 * what the simulators and the API tell and shares no code with the hub.
 */
@Tag("every-java")
class CrashIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 10);
    private static final int DOSSIERS = Integer.getInteger("crash.dossiers", 300);
    private static final int CHANGES_EACH = 8;
    private static final long SEED = Long.getLong("crash.seed", 20_261_123L);
    static final String PASSWORD = "crash-portal";
    static final DateTimeFormatter PORTAL_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path home;

    @Test
    void nothingAcknowledgedIsLostNothingArrivesTwiceAndOrderIsKept() throws Exception {
        var chance = new Random(SEED);
        try (var portal = NationalPortal.start(0, PASSWORD, null, Clock.systemUTC());
                var hub = new HubProcess(home, settings(portal.address()), Map.of("CRASH_PORTAL_PASSWORD", PASSWORD))) {
            hub.start();
            hub.awaitUp();
            List<PushingOffice> offices = List.of(
                    office(hub, "north-office", "H27.91", chance.nextLong()),
                    office(hub, "south-office", "H27.92", chance.nextLong()));

            List<CompletableFuture<Void>> sending = offices.stream()
                    .map(office -> CompletableFuture.runAsync(() -> {
                        try {
                            office.sendAll(Duration.ofMillis(10));
                        } catch (Exception e) {
                            throw new IllegalStateException(office.id() + " stopped sending", e);
                        }
                    }))
                    .toList();
            for (int kill = 0; kill < KILLS; kill++) {
                // How long the hub lives is the experiment itself: any moment may be the last.
                TimeUnit.MILLISECONDS.sleep(300 + chance.nextInt(3_000));
                hub.kill();
                hub.start();
                hub.awaitUp();
            }
            for (var office : sending) {
                office.get(10, TimeUnit.MINUTES);
            }

            List<JsonNode> log = awaitQuiet(portal.address(), offices);
            var told = progressOf(log);
            List<String> faults = new ArrayList<>();
            int late = 0;
            for (PushingOffice office : offices) {
                for (var dossier : office.truth().entrySet()) {
                    late += check(hub, office, dossier.getKey(), dossier.getValue(), told, faults);
                }
            }
            System.out.printf(
                    "crash test, seed %d: %d kills, %d changes, %d repeats, %d late, %d told to the portal, %d faults%n",
                    SEED,
                    KILLS,
                    offices.size() * DOSSIERS * CHANGES_EACH,
                    offices.stream().mapToInt(PushingOffice::repeats).sum(),
                    late,
                    told.values().stream().mapToInt(List::size).sum(),
                    faults.size());
            assertThat(faults).as("seed %d", SEED).isEmpty();
        }
    }

    /** Compares one dossier in the agency's book, the hub and the portal; answers how many of its changes came late. */
    private int check(
            HubProcess hub,
            PushingOffice office,
            String code,
            List<PushingOffice.Change> truth,
            Map<String, List<String>> told,
            List<String> faults)
            throws Exception {
        JsonNode answer = get(hub.address("/api/v1/dossiers/" + code));
        List<String> history = new ArrayList<>();
        Set<String> lateOnes = new HashSet<>();
        for (JsonNode change : answer.path("changes")) {
            Instant at = Instant.parse(change.path("at").asText());
            history.add(PORTAL_TIME.format(at));
            if (change.path("flag").asText().equals("late")) {
                lateOnes.add(PORTAL_TIME.format(at));
            }
        }
        List<String> expected =
                truth.stream().map(change -> PORTAL_TIME.format(change.at())).toList();
        if (office.acknowledged(code).size() != truth.size()) {
            faults.add(code + ": the office got no yes for some changes");
        }
        if (!history.equals(expected)) {
            faults.add(code + ": the hub's history is " + history + " but the office's is " + expected);
        }
        int present = answer.path("status").path("code").asInt();
        if (present != truth.get(truth.size() - 1).status()) {
            faults.add(code + ": the present status is " + present);
        }
        List<String> atPortal = told.getOrDefault(code, List.of());
        List<String> inOrder = atPortal.stream().sorted().distinct().toList();
        if (!atPortal.equals(inOrder)) {
            faults.add(code + ": the portal was told twice or out of order: " + atPortal);
        }
        List<String> owed =
                expected.stream().filter(at -> !lateOnes.contains(at)).toList();
        if (!new HashSet<>(atPortal).containsAll(owed)) {
            faults.add(code + ": the portal was told " + atPortal + " but is owed " + owed);
        }
        return lateOnes.size();
    }

    /** Waits until the portal holds the last change of every dossier, then answers its log. */
    private List<JsonNode> awaitQuiet(URI portal, List<PushingOffice> offices) {
        Map<String, String> last = new TreeMap<>();
        for (PushingOffice office : offices) {
            office.truth()
                    .forEach((code, changes) -> last.put(
                            code,
                            PORTAL_TIME.format(changes.get(changes.size() - 1).at())));
        }
        return Awaitility.await("the portal to hold every dossier's last change")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> log(portal), log -> {
                    Map<String, List<String>> told = progressOf(log);
                    return last.entrySet().stream().allMatch(one -> told.getOrDefault(one.getKey(), List.of())
                            .contains(one.getValue()));
                });
    }

    static List<JsonNode> log(URI portal) throws IOException, InterruptedException {
        HttpResponse<String> lines = CLIENT.send(
                HttpRequest.newBuilder(portal.resolve("/log")).build(), HttpResponse.BodyHandlers.ofString());
        List<JsonNode> log = new ArrayList<>();
        for (String line : lines.body().split("\n")) {
            if (!line.isBlank()) {
                log.add(JSON.readTree(line));
            }
        }
        return log;
    }

    /** The times of the steps the portal took, dossier by dossier, as it took them. */
    static Map<String, List<String>> progressOf(List<JsonNode> log) {
        Map<String, List<String>> told = new TreeMap<>();
        for (JsonNode entry : log) {
            if (entry.path("service").asText().equals("CapNhatTienDoHoSoMC")
                    && entry.path("result").asText().equals("0")) {
                told.computeIfAbsent(entry.path("item").path("MaHoSo").asText(), unused -> new ArrayList<>())
                        .add(entry.path("item").path("ThoiDiemXuLy").asText());
            }
        }
        return told;
    }

    private JsonNode get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(address)
                        .header("X-API-Key", HubProcess.key("reader"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s: %s", address, answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private PushingOffice office(HubProcess hub, String id, String agency, long seed) {
        URI door = hub.address("/api/v1/connectors/" + id + "/changes");
        return new PushingOffice(id, agency, door, HubProcess.key(id), 0, DOSSIERS, CHANGES_EACH, seed);
    }

    static List<String> settings(URI portal) {
        List<String> settings = new ArrayList<>(HubProcess.clients(Map.of(
                "north-office", "pushes-for=north-office",
                "south-office", "pushes-for=south-office",
                "reader", "rights=look-up,see-personal-data")));
        settings.add("--lienthong.connectors=src/test/resources/crash/connectors");
        settings.add("--CRASH_PORTAL_URL=" + portal.toString().replaceAll("/$", ""));
        return settings;
    }
}

package vn.lienthong.hub.retention;

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
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.server.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.simulator.LandOffice;
import vn.lienthong.hub.store.Database;

/** A hub with traffic stops growing, and nobody does anything about it. */
class RetentionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KEY = "a-citizens-key-for-tests";
    private static final int ROUNDS = 2;
    private static final int DOSSIERS = 3;
    private static final int FILE_BYTES = 200_000;

    private static final Leaping CLOCK = new Leaping();
    private static RunningHub hub;
    private static LandOffice land;
    private static Queue subscription;

    /** The machine's clock, some days ahead. */
    private static final class Leaping extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000))
                    .instant()
                    .plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new RunningHub(
                home,
                CLOCK,
                0,
                "--lienthong.access.clients[5].id=citizens",
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(KEY),
                "--lienthong.access.clients[5].submits-to=land-office",
                "--lienthong.retention.every=1s",
                "--lienthong.retention.dossiers=PT20S",
                "--lienthong.retention.submissions=PT20S",
                "--lienthong.retention.trail=P1D",
                "--lienthong.retention.subscriptions=PT1S");
        land = hub.simulators().landOffice();
        land.pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
        subscription = hub.bean(EmbeddedBroker.class)
                .server()
                .createQueue(QueueConfiguration.of("portal.feed")
                        .setAddress("hub.status")
                        .setRoutingType(RoutingType.MULTICAST)
                        .setDurable(true));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode post(String path, String type, byte[] body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(hub.address(path))
                        .header("X-API-Key", KEY)
                        .header("Content-Type", type)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(201, 202);
        return JSON.readTree(answer.body());
    }

    /** A dossier is handed in with its file, worked on, ended and looked up. */
    private static void live(String code) throws Exception {
        byte[] paper = ("%PDF-1.4\n% " + code + "\n" + "x".repeat(FILE_BYTES)).getBytes(StandardCharsets.UTF_8);
        String sha256 = post("/api/v1/attachments", "application/pdf", paper)
                .path("sha256")
                .asText();
        String body =
                """
                {"agency": "H27.12", "procedure": "1.012785", "code": "%s",
                 "applicant": {"name": "Nguyễn Văn Ảo", "idNo": "000000000123"},
                 "form": {"parcel": "12", "mapSheet": "7", "area": 80.5},
                 "attachments": [{"kind": "application", "name": "don.pdf", "sha256": "%s"}]}"""
                        .formatted(code, sha256);
        post("/api/v1/dossiers", "application/json", body.getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        hub.truth(land.address()).path("dossiers").findValuesAsText("dossierCode"))
                .as(rows("submission"))
                .contains(code));
        for (String step : List.of("10", "2", "4", "5")) {
            hub.change(land, code, step);
        }
        await().atMost(PATIENCE).until(() -> RunningHub.json(hub.lookUp(code, "H27.12"))
                .at("/status/key")
                .asText()
                .equals("result-returned"));
    }

    private static String rows(String table) {
        return hub.bean(Database.class)
                .reader()
                .sql("SELECT * FROM " + table)
                .query()
                .listOfRows()
                .toString();
    }

    private static long count(String table) {
        return hub.bean(Database.class)
                .reader()
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private static Map<String, Long> sizes() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String table : List.of(
                "dossier",
                "dossier_facts",
                "status_change",
                "delivery",
                "hop",
                "submission",
                "attachment",
                "trail_entry")) {
            sizes.put(table, count(table));
        }
        try (Stream<Path> files = Files.walk(hub.home().resolve("data").resolve("attachments"))) {
            sizes.put(
                    "attachment bytes",
                    files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum());
        }
        sizes.put("events that wait for a subscriber", subscription.getMessageCount());
        return sizes;
    }

    @Nested
    class WhenTimePasses {
        @Test
        void everythingThatIsOldGoesByItself() throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < DOSSIERS; i++) {
                    live("NP-%d-%d".formatted(round, i));
                }
                assertThat(sizes().get("attachment bytes")).isGreaterThan(FILE_BYTES);

                await().atMost(PATIENCE).untilAsserted(() -> {
                    Map<String, Long> now = sizes();
                    now.remove("trail_entry");
                    assertThat(now.values()).as("%s %s", now, rows("delivery")).containsOnly(0L);
                });
            }

            assertThat(subscription.getMessagesExpired()).isGreaterThanOrEqualTo(5L * DOSSIERS * ROUNDS);
            theTrailOfADayGoesADayLater();
        }

        private void theTrailOfADayGoesADayLater() {
            long noted = count("trail_entry");
            assertThat(noted).isPositive();

            CLOCK.ahead = Duration.ofDays(1);
            await().atMost(PATIENCE).until(() -> count("trail_segment WHERE closed_at IS NOT NULL") > 0);
            CLOCK.ahead = Duration.ofDays(3);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(count("trail_segment WHERE removed_at IS NOT NULL"))
                    .isPositive());
            await().atMost(PATIENCE).until(() -> count("trail_entry") < noted);
        }
    }
}

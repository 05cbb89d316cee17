package vn.lienthong.hub.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.registration.ConnectorApi.Answer;
import vn.lienthong.hub.simulator.Simulator;

/** Connectors rest without losing anything, and systems are read again. */
class RestAndResyncIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static RunningHub hub;
    private static ConnectorApi api;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new RunningHub(home, 2);
        api = new ConnectorApi(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static boolean hubKnows(Simulator agency, String number) {
        return hub.known(agency, List.of(number)).containsKey(number);
    }

    private static boolean portalKnows(String number) throws Exception {
        return hub.truth(hub.simulators().nationalPortal().address()).toString().contains(number);
    }

    private static Answer putWatermark(String id, String value) throws Exception {
        return api.send(
                "PUT",
                "/{id}/watermark",
                "/" + id + "/watermark",
                RunningHub.ADMIN_KEY,
                ("{\"value\":\"" + value + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static long watermark(String id) throws Exception {
        return api.get(id, "/watermark").body().path("value").asLong();
    }

    @Nested
    class WhenADestinationIsPaused {
        @Test
        void whatIsToBeToldWaitsAndIsToldWhenItGoesOn() throws Exception {
            api.post("national-portal", "/pause", "");
            hub.change(hub.simulators().civilRegistry(), "TP-REST-1", "new");

            await().atMost(PATIENCE)
                    .until(() -> api.get("national-portal", "/status")
                                    .body()
                                    .at("/backlog/waiting")
                                    .asInt()
                            > 0);
            await().atMost(PATIENCE).until(() -> hubKnows(hub.simulators().civilRegistry(), "TP-REST-1"));
            assertThat(portalKnows("TP-REST-1")).isFalse();

            api.post("national-portal", "/resume", "");

            await().atMost(PATIENCE).until(() -> portalKnows("TP-REST-1"));
        }
    }

    @Nested
    class WhenASystemThatIsLookedUpIsPaused {
        @Test
        void itIsNotAskedAndThePortalHearsWhy() throws Exception {
            Simulator registry = hub.simulators().businessRegistry();
            assertThat(api.post("business-registry", "/pause", "").status()).isEqualTo(200);
            long before = hub.requests(registry);

            var answer = hub.lookUp("KHONG-CO-O-DAY-1", "H27.07");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("business-registry");
            assertThat(hub.requests(registry)).isEqualTo(before);

            api.post("business-registry", "/resume", "");

            assertThat(hub.lookUp("KHONG-CO-O-DAY-1", "H27.07").statusCode()).isEqualTo(404);
            assertThat(hub.requests(registry)).isGreaterThan(before);
        }
    }

    @Nested
    class WhenMessagesWaitInTheQueueOfASystem {
        @Test
        void itsConnectorIsRemovedByForceOnlyAndTheyAreKept() throws Exception {
            Map<String, String> files = new HashMap<>(ConnectorApi.pushing("queue-office", 31));
            files.computeIfPresent("connector.yaml", (name, text) -> text.replace("rest-push", "queue-push"));
            api.put("queue-office", files);
            api.post("queue-office", "/activate", "");
            api.post("queue-office", "/stop", "");
            send("agency.changes.queue-office", "{\"events\":[{\"no\":\"Q-1\",\"status\":\"4\"}]}");

            Answer refused = api.delete("queue-office", "");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().path("detail").asText())
                    .isEqualTo("1 message of queue-office wait in the queue agency.changes.queue-office.");

            assertThat(api.delete("queue-office", "?force=true").status()).isEqualTo(204);

            JsonNode letter = RunningHub.json(
                            hub.get("/api/v1/dead-letters?connector=queue-office", RunningHub.VIEW_KEY))
                    .at("/deadLetters/0");
            assertThat(letter.at("/problem/stage").asText()).isEqualTo("remove-connector");
            assertThat(letter.at("/original/form").asText()).isEqualTo("payload");
        }

        private static void send(String queue, String text) throws Exception {
            ActiveMQConnectionFactory broker = hub.bean(ActiveMQConnectionFactory.class);
            try (Connection connection = broker.createConnection();
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                session.createProducer(session.createQueue(queue)).send(session.createTextMessage(text));
            }
        }
    }

    @Nested
    class WhenASystemIsReadAgain {
        @Test
        void whatWasMissedIsTakenAndTheWatermarkStays() throws Exception {
            Simulator registry = hub.simulators().civilRegistry();
            long last = miss(registry, "TP-MISSED");

            Answer begun = api.post("civil-registry", "/resync", "{\"from\":\"" + (last - 1) + "\",\"perSecond\":100}");

            assertThat(begun.status()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> resync().path("state").asText().equals("done"));
            assertThat(resync().path("read").asInt()).isEqualTo(2);
            await().atMost(PATIENCE).until(() -> hubKnows(registry, "TP-MISSED"));
            assertThat(watermark("civil-registry")).isEqualTo(last + 1);
        }

        /** @return the last watermark before what was missed */
        private long miss(Simulator registry, String number) throws Exception {
            String before = "TP-BEFORE-" + number.length();
            hub.change(registry, before, "new");
            await().atMost(PATIENCE).until(() -> hubKnows(registry, before));
            api.post("civil-registry", "/pause", "");
            long last = watermark("civil-registry");
            hub.change(registry, number, "new");
            putWatermark("civil-registry", String.valueOf(last + 1));
            api.post("civil-registry", "/resume", "");
            return last;
        }

        @Test
        void portalsAreToldOfWhatHappensMeanwhileBeforeWhatWasMissed() throws Exception {
            Simulator registry = hub.simulators().civilRegistry();
            miss(registry, "TP-MISSED-2");
            api.post("national-portal", "/pause", "");
            assertThat(api.post("civil-registry", "/resync", "{\"dossier\":\"TP-MISSED-2\"}")
                            .status())
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(() -> hubKnows(registry, "TP-MISSED-2"));
            hub.change(registry, "TP-MEANWHILE", "new");
            await().atMost(PATIENCE).until(() -> hubKnows(registry, "TP-MEANWHILE"));
            api.post("national-portal", "/resume", "");

            await().atMost(PATIENCE).until(() -> portalKnows("TP-MISSED-2"));

            String told = hub.simulators().nationalPortal().told().toString();
            assertThat(told.indexOf("TP-MEANWHILE")).isPositive().isLessThan(told.indexOf("TP-MISSED-2"));
        }

        @Test
        void oneDossierIsAskedForAtOnce() throws Exception {
            hub.change(hub.simulators().civilRegistry(), "TP-ONE", "new");

            Answer read = api.post("civil-registry", "/resync", "{\"dossier\":\"TP-ONE\"}");

            assertThat(read.status()).isEqualTo(200);
            assertThat(read.body().path("changes").asInt()).isEqualTo(1);
        }

        @Test
        void whatCannotBeReadAgainIsToldApart() throws Exception {
            assertThat(api.post("land-office", "/resync", "{\"all\":true}").status())
                    .isEqualTo(409);
            assertThat(api.post("civil-registry", "/resync", "{}").status()).isEqualTo(400);
            assertThat(api.post("civil-registry", "/resync", "{\"all\":true,\"perSecond\":0}")
                            .status())
                    .isEqualTo(400);
        }

        private static JsonNode resync() throws Exception {
            return api.get("civil-registry", "/status").body().path("resync");
        }
    }
}

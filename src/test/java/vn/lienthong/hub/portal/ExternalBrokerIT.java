package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.broker.OtherBroker;
import vn.lienthong.hub.simulator.LandOffice;
import vn.lienthong.hub.status.StatusStore;

/**
 * The whole hub on a broker that is not its own and dies without warning: nothing acknowledged is lost, look-ups are answered,
 * and neither is restarted for the other's sake.
 */
class ExternalBrokerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String CLIENT = "province-portal";

    private OtherBroker broker;
    private RunningHub hub;

    @BeforeEach
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        broker = new OtherBroker(
                home.resolve("broker"),
                Map.of(
                        CLIENT,
                        List.of("look-up", CLIENT),
                        "portal",
                        List.of("look-up"),
                        "listener",
                        List.of("subscribe")));
        broker.start();
        hub = new RunningHub(home, 0, settings());
        office().pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        broker.close();
    }

    private String[] settings() {
        List<String> settings = new java.util.ArrayList<>(List.of(broker.settings()));
        settings.add("--lienthong.access.clients[5].id=" + CLIENT);
        settings.add("--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(WaysIn.key(CLIENT)));
        settings.add("--lienthong.access.clients[5].rights=look-up,see-personal-data");
        return settings.toArray(String[]::new);
    }

    private LandOffice office() {
        return hub.simulators().landOffice();
    }

    private URI portal() {
        return hub.simulators().nationalPortal().address();
    }

    @Nested
    class WhenTheBrokerIsKilledAgainAndAgain {
        @Test
        void losesNothingAcknowledgedTellsNothingTwiceAndGoesOnByItself() throws Exception {
            heard(0);
            for (int kill = 0; kill < 3; kill++) {
                hub.control(office().address(), "step?count=150", "");
                // Some of them are with the hub, others still with the agency.
                long pushed = office().acknowledged();
                await().atMost(PATIENCE).until(() -> office().acknowledged() > pushed);
                broker.kill();
                broker.start();
            }

            Map<String, List<String>> truth = truth();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(atPortal()).isEqualTo(truth));
            assertThat(hub.known(office(), truth.keySet())).isEqualTo(hub.told(office()));
            long changes = hub.bean(StatusStore.class).lastPosition();
            assertThat(heard((int) changes)).as("events of different ids").hasSize((int) changes);
            assertThat(hub.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class WhenAClientAsksOverTheQueue {
        @Test
        void isAnsweredAsOverRestBeforeTheBrokersEndAndAfter() throws Exception {
            hub.change(office(), "LD-91", "10");
            await().atMost(PATIENCE).until(() -> hub.lookUp("LD-91", "H27.12").statusCode() == 200);
            Map<String, WayIn> ways = new LinkedHashMap<>();
            ways.put("JMS", WaysIn.overJms(broker.port(BrokerDoor.CORE)));
            ways.put("MQTT 5", WaysIn.overMqtt(broker.port(BrokerDoor.MQTT)));
            ways.put("STOMP", WaysIn.overStomp(broker.port(BrokerDoor.STOMP)));

            assertThatEachAnswers(ways);
            broker.kill();
            assertThat(hub.lookUp("LD-91", "H27.12").statusCode())
                    .as("what the store knows needs no broker")
                    .isEqualTo(200);
            broker.start();
            await().atMost(PATIENCE)
                    .until(() -> hub.get("/actuator/health/readiness").statusCode() == 200);
            assertThatEachAnswers(ways);

            for (WayIn way : ways.values()) {
                way.close();
            }
        }

        private void assertThatEachAnswers(Map<String, WayIn> ways) throws Exception {
            for (var way : ways.entrySet()) {
                WayIn.Told told = way.getValue().ask(new WayIn.Question(CLIENT, "LD-91", null, "en"));
                assertThat(told.status()).as(way.getKey()).isEqualTo(200);
                assertThat(told.body().at("/dossier/sourceDossierNo").asText()).isEqualTo("LD-91");
                // Not the public's form: the hub knows who asks.
                assertThat(told.body().at("/dossier/applicant/name").asText()).doesNotContain("***");
            }
        }
    }

    @Nested
    class WhenTheBrokerIsAway {
        @Test
        @Timeout(180)
        void endsAndStartsAllTheSame() throws Exception {
            hub.change(office(), "LD-92", "10");
            await().atMost(PATIENCE).until(() -> atPortal().containsKey("LD-92"));
            broker.kill();

            long before = System.nanoTime();
            hub.restart();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("time to end and start")
                    .isLessThan(Duration.ofSeconds(60));
            office().pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
            assertThat(hub.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            hub.change(office(), "LD-92", "2");
            broker.start();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(atPortal().get("LD-92")).containsExactly("2", "4"));
        }
    }

    /** The statuses of each dossier as the agency knows them. */
    private Map<String, List<String>> truth() throws Exception {
        Map<String, List<String>> truth = new TreeMap<>();
        for (JsonNode dossier : hub.truth(office().address()).path("dossiers")) {
            String code = dossier.path("dossierCode").asText(null);
            truth.put(
                    code == null ? dossier.path("number").asText() : code,
                    dossier.path("changes").findValuesAsText("status"));
        }
        return truth;
    }

    /** The statuses of each dossier's steps as the portal was told them. */
    private Map<String, List<String>> atPortal() throws Exception {
        Map<String, List<String>> told = new TreeMap<>();
        hub.truth(portal())
                .fields()
                .forEachRemaining(dossier -> told.put(
                        dossier.getKey(), dossier.getValue().path("progress").findValuesAsText("TrangThai")));
        return told;
    }

    /** The ids of the next events for one durable subscriber, which come at least once. */
    private Set<String> heard(int events) throws Exception {
        var connections = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.port(BrokerDoor.CORE));
        try (Connection connection = connections.createConnection("listener", WaysIn.key("listener"))) {
            connection.setClientID("listener-outside");
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createDurableSubscriber(session.createTopic("hub.status"), "all");
            Set<String> ids = new HashSet<>();
            while (ids.size() < events) {
                TextMessage event = (TextMessage) consumer.receive(20_000);
                if (event == null) {
                    return ids;
                }
                ids.add(new JsonMapper().readTree(event.getText()).at("/id").asText());
            }
            return ids;
        }
    }
}

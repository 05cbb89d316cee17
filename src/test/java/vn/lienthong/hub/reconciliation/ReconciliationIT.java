package vn.lienthong.hub.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.simulator.LandOffice;
import vn.lienthong.hub.simulator.Simulator;
import vn.lienthong.hub.status.DeliveryLedger;
import vn.lienthong.hub.store.Database;

/** Agency, hub and portal are brought apart at the simulated systems; each difference is named, and mended where that can be. */
class ReconciliationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static RunningHub hub;

    @BeforeAll
    static void start(@TempDir Path home) {
        hub = new RunningHub(
                home,
                6,
                "--lienthong.reconciliation.every=PT0S",
                "--lienthong.reconciliation.per-second=500",
                "--lienthong.reconciliation.sample=0",
                "--lienthong.delivery.settle=PT0.5S");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode compared() throws Exception {
        return compared("civil-registry");
    }

    private static JsonNode compared(String connector) throws Exception {
        HttpResponse<String> begun =
                hub.post("/api/v1/reconciliation", RunningHub.ADMIN_KEY, "{\"connector\":\"" + connector + "\"}");
        assertThat(begun.statusCode()).isEqualTo(202);
        long id = RunningHub.json(begun).path("id").asLong();
        await().atMost(PATIENCE).until(() -> !report(id).path("state").asText().equals("running"));
        return report(id);
    }

    private static JsonNode report(long id) throws Exception {
        return RunningHub.json(hub.get("/api/v1/reconciliation/" + id, RunningHub.VIEW_KEY));
    }

    /** Dossier to place and cause. */
    private static Map<String, String> told(JsonNode report) {
        Map<String, String> told = new TreeMap<>();
        report.path("listed")
                .forEach(one -> told.merge(
                        one.path("dossierNo").asText(),
                        one.path("where").asText() + " " + one.path("cause").asText(),
                        (first, second) -> first + ", " + second));
        return told;
    }

    @Nested
    class WhenSystemsHaveComeApart {
        @Test
        void namesEachCauseAndMendsWhatCanBe() throws Exception {
            Simulator registry = hub.simulators().civilRegistry();
            Simulator portal = hub.simulators().nationalPortal();
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode together = compared();
                assertThat(told(together)).isEmpty();
                assertThat(together.path("compared").asInt()).isEqualTo(6);
            });
            List<String> numbers = new ArrayList<>();
            List<String> codes = new ArrayList<>();
            hub.truth(registry.address()).path("dossiers").forEach(dossier -> {
                numbers.add(dossier.path("number").asText());
                codes.add(dossier.path("dossierCode").asText());
            });

            hub.stopRoute("civil-registry-intake");
            hub.change(registry, numbers.get(0), "receiving");
            hub.change(registry, "TP-NEW", "new");
            hub.control(registry.address(), "hide", "{\"dossier\":\"" + numbers.get(1) + "\"}");
            hub.change(registry, "TP-STRANGE", "zzz");
            hub.control(portal.address(), "hide", "{\"dossier\":\"" + quoted(codes, numbers, 2) + "\"}");
            hub.control(
                    portal.address(), "alter", "{\"dossier\":\"" + quoted(codes, numbers, 3) + "\",\"status\":\"8\"}");
            JsonNode apart = compared();

            assertThat(apart.path("state").asText()).isEqualTo("done");
            assertThat(apart.path("way").asText()).isEqualTo("list");
            assertThat(told(apart))
                    .containsOnly(
                            Map.entry(numbers.get(0), "civil-registry hub-later"),
                            Map.entry("TP-NEW", "civil-registry unknown-to-hub"),
                            Map.entry(numbers.get(1), "civil-registry unknown-to-agency"),
                            Map.entry("TP-STRANGE", "civil-registry unmapped"),
                            Map.entry(numbers.get(2), "national-portal unknown-to-portal"),
                            Map.entry(numbers.get(3), "national-portal portal-differs"));
            assertThat(hub.get(
                                    "/api/v1/reconciliation/" + apart.path("id").asLong() + "/differences.csv",
                                    RunningHub.VIEW_KEY)
                            .body()
                            .lines())
                    .hasSize(7)
                    .first()
                    .isEqualTo("number,where,cause,dossierNo,there,hub,since,repair,repaired");

            HttpResponse<String> repair = hub.post(
                    "/api/v1/reconciliation/" + apart.path("id").asLong() + "/repair", RunningHub.ADMIN_KEY, "{}");

            assertThat(RunningHub.json(repair).toString()).isEqualTo("{\"begun\":4,\"failed\":0,\"left\":2}");
            Map<String, String> left =
                    Map.of(numbers.get(1), "civil-registry unknown-to-agency", "TP-STRANGE", "civil-registry unmapped");
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode again = compared();
                assertThat(told(again)).isEqualTo(left);
                assertThat(again.path("persisting").asInt()).isEqualTo(2);
            });
            hub.control(registry.address(), "hide", "{\"dossier\":\"" + numbers.get(1) + "\",\"hidden\":false}");
            hub.startRoute("civil-registry-intake");
        }

        /** What the portal knows a dossier by. */
        private String quoted(List<String> codes, List<String> numbers, int i) {
            return codes.get(i).isEmpty() || codes.get(i).equals("null") ? numbers.get(i) : codes.get(i);
        }
    }

    @Nested
    class WhenASystemHasNoList {
        private static final SystemId LAND = SystemId.of("land-office");
        private static final SystemId PORTAL = SystemId.of("national-portal");

        /** Its dossiers, and then its changes, reach the hub by pushes; the portal is not told while its route stands still. */
        @Test
        void eachDossierIsAskedForAndWhatItsPortalLacksIsNamed() throws Exception {
            LandOffice land = hub.simulators().landOffice();
            land.pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode together = compared("land-office");
                assertThat(told(together)).isEmpty();
                assertThat(together.path("compared").asInt()).isEqualTo(6);
            });
            List<String> numbers = List.copyOf(hub.told(land).keySet());
            pushOneThatTheAgencyForgets(numbers.get(1));
            hub.stopRoute("national-portal-delivery");
            hub.change(land, numbers.get(3), "10");
            hub.change(land, numbers.get(4), "10");
            hub.change(land, numbers.get(5), "10");
            hub.change(land, "LD-NEW", "0");
            awaitAccepted(land, List.of(numbers.get(3), numbers.get(4), numbers.get(5), "LD-NEW"));
            hub.bean(DeliveryLedger.class)
                    .failed(PORTAL, new DossierKey(LAND, numbers.get(4)), "refused-by-system: unknown procedure", null);
            write(
                    "UPDATE delivery SET told_position = pending_position, waiting_since = NULL, due_at = NULL",
                    numbers.get(5));
            write("DELETE FROM delivery", "LD-NEW");
            hub.stopRoute("land-office-intake");
            hub.change(land, numbers.get(0), "10");
            hub.control(land.address(), "hide", "{\"dossier\":\"" + numbers.get(2) + "\"}");

            JsonNode apart = compared("land-office");

            assertThat(apart.path("state").asText()).as(apart.toString()).isEqualTo("done");
            assertThat(apart.path("way").asText()).isEqualTo("look-up");
            assertThat(told(apart))
                    .containsOnly(
                            Map.entry(numbers.get(0), "land-office hub-later"),
                            Map.entry(numbers.get(1), "land-office agency-later"),
                            Map.entry(numbers.get(2), "land-office unknown-to-agency"),
                            Map.entry(numbers.get(3), "national-portal not-sent"),
                            Map.entry(numbers.get(4), "national-portal refused"),
                            Map.entry(numbers.get(5), "national-portal portal-later"),
                            Map.entry("LD-NEW", "national-portal never-told"));

            hub.startRoute("national-portal-delivery");
            HttpResponse<String> repair = hub.post(
                    "/api/v1/reconciliation/" + apart.path("id").asLong() + "/repair", RunningHub.ADMIN_KEY, "{}");

            assertThat(RunningHub.json(repair).toString()).isEqualTo("{\"begun\":4,\"failed\":0,\"left\":3}");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(compared("land-office")))
                    .containsOnly(
                            Map.entry(numbers.get(1), "land-office agency-later"),
                            Map.entry(numbers.get(2), "land-office unknown-to-agency")));
            hub.startRoute("land-office-intake");
        }

        private void pushOneThatTheAgencyForgets(String number) throws Exception {
            JsonNode sample = new JsonMapper()
                    .readTree(Path.of("connectors/land-office/samples/normal/input.json")
                            .toFile())
                    .at("/events/1");
            ObjectNode further = ((ObjectNode) sample).put("code", number).put("version", 900);
            further.put("updatedDate", "2026-11-27T01:15:00.000+0000");
            assertThat(hub.push("land-office", ("{\"events\":[" + further + "]}").getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(202);
            await().atMost(PATIENCE)
                    .until(() -> told(compared("land-office")).equals(Map.of(number, "land-office agency-later")));
        }

        private void awaitAccepted(LandOffice land, List<String> numbers) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Map<String, Integer> there = hub.told(land);
                there.keySet().retainAll(numbers);
                assertThat(hub.known(land, numbers)).isEqualTo(there);
            });
        }

        private void write(String sql, String number) {
            hub.bean(Database.class)
                    .write(session -> session.update(
                            sql
                                    + " WHERE destination = ? AND dossier_id = (SELECT id FROM dossier WHERE source_no = ?)",
                            PORTAL.value(),
                            number));
        }
    }

    @Nested
    class WhenItIsAskedForWrongly {
        @Test
        void saysSo() throws Exception {
            assertThat(hub.post("/api/v1/reconciliation", RunningHub.ADMIN_KEY, "{\"connector\":\"nobody\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(hub.post("/api/v1/reconciliation", RunningHub.ADMIN_KEY, "{}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(hub.post("/api/v1/reconciliation", RunningHub.VIEW_KEY, "{\"connector\":\"civil-registry\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(hub.get("/api/v1/reconciliation/99999", RunningHub.VIEW_KEY)
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}

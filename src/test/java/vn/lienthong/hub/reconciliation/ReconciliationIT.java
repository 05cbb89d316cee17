package vn.lienthong.hub.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import vn.lienthong.hub.simulator.Simulator;

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
        HttpResponse<String> begun =
                hub.post("/api/v1/reconciliation", RunningHub.ADMIN_KEY, "{\"connector\":\"civil-registry\"}");
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

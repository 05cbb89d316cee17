package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.simulator.Simulator;
import vn.lienthong.hub.status.StatusStore;

class IntakeIT {
    private static RunningHub hub;

    @BeforeAll
    static void start(@TempDir Path home) {
        hub = new RunningHub(home, 40);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Number of changes by dossier, as the agency knows them. */
    private static Map<String, Integer> told(Simulator simulator) throws Exception {
        Map<String, Integer> changes = new TreeMap<>();
        for (JsonNode dossier : hub.truth(simulator.address()).path("dossiers")) {
            changes.put(dossier.path("number").asText(), dossier.path("changes").size());
        }
        return changes;
    }

    private static Map<String, Integer> known(Simulator simulator, Iterable<String> numbers) {
        Map<String, Integer> changes = new TreeMap<>();
        StatusStore store = hub.bean(StatusStore.class);
        for (String number : numbers) {
            store.find(new DossierKey(SystemId.of(simulator.id()), number))
                    .map(DossierState::history)
                    .ifPresent(history -> changes.put(number, history.size()));
        }
        return changes;
    }

    private static void awaitAll(Simulator simulator) throws Exception {
        Map<String, Integer> told = told(simulator);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(known(simulator, told.keySet())).isEqualTo(told));
    }

    @Test
    void civil() throws Exception {
        awaitAll(hub.simulators().civilRegistry());
    }

    @Test
    void business() throws Exception {
        awaitAll(hub.simulators().businessRegistry());
    }

    @Test
    void insurance() throws Exception {
        awaitAll(hub.simulators().socialInsurance());
    }

    @Test
    void land() throws Exception {
        hub.simulators()
                .landOffice()
                .pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
        awaitAll(hub.simulators().landOffice());
    }
}

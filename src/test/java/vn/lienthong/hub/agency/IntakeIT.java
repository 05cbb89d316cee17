package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.simulator.Simulator;

@Tag("every-java")
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

    private static void awaitAll(Simulator simulator) throws Exception {
        Map<String, Integer> told = hub.told(simulator);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(hub.known(simulator, told.keySet()))
                .isEqualTo(told));
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

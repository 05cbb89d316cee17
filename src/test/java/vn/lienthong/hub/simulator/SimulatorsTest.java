package vn.lienthong.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorsTest {
    private final Path folder;

    SimulatorsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SimulatorSettings settings(Duration pace, SimulatorSettings.Ports ports) {
        SimulatorSettings quiet = SimulatorSettings.quiet(folder.resolve("drop"), 20);
        return new SimulatorSettings(
                true,
                1,
                pace,
                20,
                folder.resolve("state"),
                quiet.dropFolder(),
                quiet.inboxFolder(),
                ports,
                quiet.passwords(),
                null,
                null);
    }

    @Nested
    class WhenTheyAreStarted {
        @Test
        void letEachAgencyMoveAtThePace() {
            try (Simulators all = Simulators.start(
                    settings(Duration.ofMillis(20), SimulatorSettings.Ports.ANY_FREE), Clock.systemUTC())) {
                for (AgencySimulator agency : all.agencies()) {
                    RawClient client = new RawClient(agency.address());
                    await().until(() ->
                            client.getJson("/control").path("dossiers").asInt() > 20);
                }
                assertThat(all.all())
                        .extracting(Simulator::id)
                        .containsExactly(
                                "civil-registry",
                                "land-office",
                                "business-registry",
                                "social-insurance",
                                "national-portal");
            }
        }
    }

    @Nested
    class WhenAPortIsTaken {
        @Test
        void namesSimulatorPortAndSettingAndStartsNone() throws Exception {
            try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int taken = other.getLocalPort();
                var ports = new SimulatorSettings.Ports(0, taken, 0, 0, 0);

                assertThatThrownBy(() -> Simulators.start(settings(Duration.ZERO, ports), Clock.systemUTC()))
                        .isInstanceOf(PortTaken.class)
                        .hasMessage("simulator land-office cannot listen on port " + taken
                                + ", which is taken: free it, or set lienthong.simulators.ports.land-office"
                                + " to another port (0 takes any free one)");
            }
        }
    }

    @Nested
    class WhenAPasswordIsMissing {
        @Test
        void namesTheSetting() {
            var settings = new SimulatorSettings(
                    true,
                    1,
                    Duration.ZERO,
                    1,
                    null,
                    folder,
                    folder,
                    SimulatorSettings.Ports.ANY_FREE,
                    new SimulatorSettings.Passwords("a", "", "b", "c"),
                    null,
                    null);

            assertThatThrownBy(() -> Simulators.start(settings, Clock.systemUTC()))
                    .hasMessageContaining("lienthong.simulators.passwords.land-office is not set");
        }
    }
}

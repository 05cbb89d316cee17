package vn.lienthong.hub.agency.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;

/** Whoever may check connectors cannot look into the hub's own network by it. */
class WireTest {
    private static Wire wire(String address, String... allowed) {
        return new Wire(
                URI.create(address), new AllowedAddresses(List.of(allowed)), Duration.ofSeconds(5), Clock.systemUTC());
    }

    @Test
    void tellsWhereANameLeadsAndConnectsThere() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Wire wire = wire("http://127.0.0.1:" + server.getLocalPort(), "127.0.0.0/8");

            assertThat(wire.name()).isEqualTo(Finding.good("127.0.0.1 là 127.0.0.1.", "127.0.0.1 is 127.0.0.1."));
            assertThat(wire.connect().text().en()).isEqualTo("Port " + server.getLocalPort() + " takes connections.");
        }
    }

    @Test
    void goesNoFurtherWhereAnAllowedNameLeadsInside() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Wire wire = wire("http://localhost:" + server.getLocalPort(), "localhost");

            assertThatThrownBy(wire::name).isInstanceOfSatisfying(ProblemException.class, refused -> {
                assertThat(refused.problem().kind()).isEqualTo(ProblemKind.NOT_ALLOWED);
                assertThat(refused.problem().stage()).isEqualTo("dns");
                assertThat(refused.problem().detail().en())
                        .startsWith("The address is not allowed: localhost leads to ");
                assertThat(refused.problem().remedy().en()).contains("lienthong.addresses.allowed");
            });
        }
    }
}

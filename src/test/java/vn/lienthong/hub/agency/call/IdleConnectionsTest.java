package vn.lienthong.hub.agency.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.Credentials;

/** Which connections are used again: none that the system may be about to close. */
class IdleConnectionsTest {
    private static final SystemId ID = SystemId.of("tax-office");
    private static final HttpCall GET =
            new HttpCall("GET", "/one", List.of(), null, null, ConnectorDefinition.Success.BY_STATUS);

    @ParameterizedTest
    @ValueSource(strings = {"timeout=60, max=100", "max=5", "timeout", "timeout=soon", "timeout=99999999999999999999"})
    void areUsedAgainAtOnce(String said) throws Exception {
        assertThat(connections(said, Duration.ZERO)).hasSize(1);
    }

    @Test
    void areLeftBeforeTheSystemClosesThemAsItSays() throws Exception {
        // More than half of the second after which this system closes, and less than that second.
        assertThat(connections("timeout=1", Duration.ofMillis(600))).hasSize(2);
    }

    /** From which of the hub's ports two requests came, with a pause between. */
    private static List<Integer> connections(String said, Duration pause) throws Exception {
        List<Integer> ports = new CopyOnWriteArrayList<>();
        try (RestRig rig = new RestRig(ID, AllowedAddresses.ALL, Map.of());
                TryingSystem system = new TryingSystem()) {
            ConnectorDefinition connector = connectorAt(system.address());
            rig.route(connector);
            system.on("/base/one", (request, exchange) -> {
                ports.add(exchange.getRemoteAddress().getPort());
                exchange.getResponseHeaders().set("Keep-Alive", said);
                TryingSystem.send(exchange, 200, "application/json", "{}");
            });
            assertThat(rig.call(connector, GET, "1").getException()).isNull();
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            assertThat(rig.call(connector, GET, "1").getException()).isNull();
        }
        assertThat(ports).hasSize(2);
        return ports.stream().distinct().toList();
    }

    private static ConnectorDefinition connectorAt(URI address) {
        return new ConnectorDefinition(
                ID, new Bilingual("Thuế", "Tax office"), null, address, new Credentials.None(), null, null, null, null);
    }
}

package vn.lienthong.hub.agency.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

    @Test
    void areLookedAtWhereTheSystemClosesThemWithoutAWord() throws Exception {
        try (RestRig rig = new RestRig(ID, AllowedAddresses.ALL, Map.of());
                ServerSocket system = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            ConnectorDefinition connector =
                    connectorAt(URI.create("http://127.0.0.1:" + system.getLocalPort() + "/base/"));
            rig.route(connector);
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> answerOnceEach(system, 2));

            assertThat(rig.call(connector, GET, "1").getException()).isNull();
            // Longer than the hub trusts a connection without a look.
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(rig.call(connector, GET, "1").getException()).isNull();

            answering.get(20, TimeUnit.SECONDS);
        }
    }

    /** Answers one request on each connection, as if others were to follow, and closes it. */
    private static void answerOnceEach(ServerSocket system, int connections) {
        for (int i = 0; i < connections; i++) {
            try (Socket connection = system.accept()) {
                var asked = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
                for (String line = asked.readLine(); line != null && !line.isEmpty(); ) {
                    line = asked.readLine();
                }
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                                .getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("a connection of a test broke off", e);
            }
        }
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

package vn.lienthong.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * The systems of all invented offices, at one port, each below its own path; and beside them two places at which nobody
 * answers: one takes connections and says nothing, the other takes none.
 */
public final class FleetSystems implements AutoCloseable {
    /** The name of its threads. */
    public static final String THREADS = "fleet-systems";

    private static final String REST_NOTHING_NEW = "{\"error_code\":0,\"session\":\"s-1\",\"data\":[]}";
    private static final String SOAP_NOTHING_NEW =
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                    + "<ListChangesResponse xmlns=\"urn:lienthong:simulator:civil-registry:1\"><last>0</last>"
                    + "</ListChangesResponse></soap:Body></soap:Envelope>";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(32, work -> new Thread(work, THREADS));
    private final ServerSocket silent;
    private final URI refused;
    private final LongAdder polls = new LongAdder();

    public FleetSystems() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        // Connections wait in its queue and are never taken.
        silent = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused = at(gone.getLocalPort());
        }
    }

    /** Where systems answer. */
    public URI alive() {
        return at(server.getAddress().getPort());
    }

    /** Where nothing is heard. */
    URI silent() {
        return at(silent.getLocalPort());
    }

    /** Where no connection is taken. */
    URI refused() {
        return refused;
    }

    /** How many lists were asked for. */
    long polls() {
        return polls.sum();
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] asked = exchange.getRequestBody().readAllBytes();
            if (path.endsWith("/soap")) {
                polls.increment();
                send(exchange, "text/xml; charset=UTF-8", SOAP_NOTHING_NEW);
            } else if (path.contains("/one/")) {
                String code = path.substring(path.lastIndexOf('/') + 1);
                send(exchange, "application/json", dossier(code));
            } else {
                if (asked.length == 0) {
                    polls.increment();
                }
                send(exchange, "application/json", REST_NOTHING_NEW);
            }
        }
    }

    private static String dossier(String code) {
        return """
                {"code":"%s","version":1,"dossierStatus":{"id":2},"updatedDate":"2026-01-05T01:00:00Z",\
                "procedure":{"code":"1.000001","name":"Thủ tục đo tải"}}"""
                .formatted(code);
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        silent.close();
    }
}

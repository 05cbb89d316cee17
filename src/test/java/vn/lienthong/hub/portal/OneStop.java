package vn.lienthong.hub.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An agency's one-stop system that can be asked for a dossier at {@code /dossiers?code=…}, over a real socket. */
final class OneStop implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> dossiers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    OneStop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/dossiers", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Makes it know a dossier, accepted at 08:00 and in progress at 09:00 of 2 March 2026 in Vietnam. */
    void know(String number) {
        dossiers.put(
                number,
                """
                {"no": "%s", "procedure": "1.000001", "name": "Nguyễn Văn Ảo", "idNo": "000000000123",
                 "due": "2026-03-20T17:00:00+07:00",
                 "steps": [{"n": 1, "status": "2", "at": "2026-03-02T08:00:00+07:00", "who": "Trần Thị Giả"},
                           {"n": 2, "status": "4", "at": "2026-03-02T09:00:00+07:00", "who": "Trần Thị Giả"}]}
                """
                        .formatted(number));
    }

    /** The codes it was asked for, in the order of asking. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String code = exchange.getRequestURI().getQuery().substring("code=".length());
        asked.add(code);
        String dossier = dossiers.get(code);
        byte[] body = (dossier == null ? "{}" : dossier).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(dossier == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

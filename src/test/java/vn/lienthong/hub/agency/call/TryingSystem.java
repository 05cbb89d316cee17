package vn.lienthong.hub.agency.call;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A system on a real socket that answers as a test says, and remembers what it was asked. */
public final class TryingSystem implements AutoCloseable {
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** What the system was asked. */
    public record Asked(String method, String uri, String body, String authorization, String contentType) {}

    /** How a path is answered. */
    @FunctionalInterface
    public interface Answer {
        void to(Asked request, HttpExchange exchange) throws IOException;
    }

    public TryingSystem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public void on(String path, Answer answer) {
        server.createContext(path, exchange -> {
            var headers = exchange.getRequestHeaders();
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    String.valueOf(headers.getFirst("Authorization")),
                    String.valueOf(headers.getFirst("Content-Type")));
            asked.add(request);
            try {
                answer.to(request, exchange);
            } finally {
                exchange.close();
            }
        });
    }

    public static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static Answer json(String body) {
        return (request, exchange) -> send(exchange, 200, "application/json", body);
    }

    public List<Asked> asked() {
        return asked;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

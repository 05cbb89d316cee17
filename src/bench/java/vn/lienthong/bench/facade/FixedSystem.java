package vn.lienthong.bench.facade;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A system that reads what it is sent and answers the same each time. */
final class FixedSystem implements AutoCloseable {
    static {
        // The JDK's server waits for its reader's acknowledgement between head and body of an answer otherwise.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(32);
    private final HttpServer server;
    private final OrderMessages messages;

    FixedSystem(OrderMessages messages) throws IOException {
        this.messages = messages;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            boolean soap = exchange.getRequestURI().getPath().contains("/soap");
            boolean fetch = soap
                    ? String.valueOf(exchange.getRequestHeaders().getFirst("SOAPAction"))
                            .contains("fetch")
                    : exchange.getRequestMethod().equals("GET");
            byte[] body = messages.systemsAnswer(soap, fetch);
            exchange.getResponseHeaders().set("Content-Type", soap ? "text/xml; charset=utf-8" : "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}

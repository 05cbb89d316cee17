package vn.lienthong.hub.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A {@link MemoryPortal} behind a socket, which can go away and come back at the same address. */
final class PortalServer implements AutoCloseable {
    final MemoryPortal portal = new MemoryPortal();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int port;
    private @Nullable HttpServer server;

    PortalServer() {
        up();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void up() {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            fresh.setExecutor(threads);
            fresh.createContext("/", this::serve);
            fresh.start();
            port = fresh.getAddress().getPort();
            server = fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void down() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] asked = exchange.getRequestBody().readAllBytes();
            MemoryPortal.Reply reply = portal.answer(exchange.getRequestURI().getPath(), asked);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        down();
        threads.shutdownNow();
    }
}

package vn.lienthong.hub.facade;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A system of orders over SOAP and REST whose messages are never in memory as a whole. Each line of an order has one mark
 * in it, and those are counted. The order {@code broken} breaks off in its middle.
 */
final class LongOrdersSystem implements AutoCloseable {
    private static final int MARK = '#';
    private static final String ENVELOPE =
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>%s</s:Body></s:Envelope>";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Long> wholeRequests = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final long lines;

    LongOrdersSystem(long lines) throws IOException {
        this.lines = lines;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/soap", this::soap);
        server.createContext("/rest", this::rest);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The lines of the requests that came whole, and forgets them. */
    Long takeWholeRequest() {
        return wholeRequests.remove();
    }

    boolean hadNoWholeRequest() {
        return wholeRequests.isEmpty();
    }

    /** Counts the marks of a stream, which is read to its end. */
    static long marks(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long marks = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                marks += buffer[i] == MARK ? 1 : 0;
            }
        }
        return marks;
    }

    static Repeated xmlOrder(String head, long lines, String tail) {
        return new Repeated(
                head + "<number>7</number><placed>2026-11-28T08:15:30+07:00</placed>",
                "<line id='7'><article>A#7</article><title>Giấy chứng nhận &amp; bản sao</title><qty>12</qty>"
                        + "<price>88000.50</price><due>2026-12-10</due><gift>false</gift><tag>by post</tag></line>",
                lines,
                tail);
    }

    static Repeated jsonOrder(String head, String id, long lines, String tail) {
        String line = "{\"" + id + "\":7,\"article\":\"A#7\",\"title\":\"Giấy chứng nhận & bản sao\",\"qty\":12,"
                + "\"price\":88000.50,\"due\":\"2026-12-10\",\"gift\":false,\"tag\":[\"by post\"]}";
        return new Repeated(
                head + "{\"number\":\"7\",\"placed\":\"2026-11-28T08:15:30+07:00\",\"line\":[" + line,
                "," + line,
                lines - 1,
                "]}" + tail);
    }

    private void soap(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            boolean fetch = String.valueOf(exchange.getRequestHeaders().getFirst("SOAPAction"))
                    .contains("fetch");
            if (!fetch) {
                long marks = marks(exchange.getRequestBody());
                wholeRequests.add(marks);
                send(
                        exchange,
                        ENVELOPE.formatted("<PlaceOrderResponse xmlns='urn:bench'><lines>" + marks
                                + "</lines></PlaceOrderResponse>"));
                return;
            }
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String[] around = ENVELOPE.formatted(
                            "<FetchOrderResponse xmlns='urn:bench'><order>%</order></FetchOrderResponse>")
                    .split("%");
            stream(exchange, xmlOrder(around[0], lines, around[1]), asked.contains("broken"));
        }
    }

    private void rest(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (exchange.getRequestMethod().equals("GET")) {
                boolean broken = exchange.getRequestURI().getPath().endsWith("/broken");
                stream(exchange, jsonOrder("", "id", lines, ""), broken);
            } else {
                long marks = marks(exchange.getRequestBody());
                wholeRequests.add(marks);
                send(exchange, "{\"lines\":" + marks + "}");
            }
        }
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void stream(HttpExchange exchange, InputStream content, boolean broken) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        if (broken) {
            // Without its end the server cuts the connection.
            exchange.getResponseBody().write(content.readNBytes(8 << 20));
            exchange.getResponseBody().flush();
            throw new IOException("broken off, as asked");
        }
        content.transferTo(exchange.getResponseBody());
        exchange.getResponseBody().close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}

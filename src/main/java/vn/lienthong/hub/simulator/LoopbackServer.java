package vn.lienthong.hub.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small HTTP server on loopback, in which every served path but the controls suffers from the faults in force. */
final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final int THREADS = 8;

    static {
        // Otherwise the headers and the body of an answer leave 40 ms apart on a connection that is kept.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Answers one request. */
    interface Handler {
        /** @throws IllegalArgumentException telling the caller what is wrong with the request */
        Reply answer(Request request);
    }

    private final String simulator;
    private final HttpServer server;
    private final ScheduledExecutorService threads;
    private final Misbehaviour misbehaviour;
    private final AtomicLong requests = new AtomicLong();

    private LoopbackServer(String simulator, HttpServer server, Misbehaviour misbehaviour) {
        this.simulator = simulator;
        this.server = server;
        this.misbehaviour = misbehaviour;
        this.threads = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "simulator-" + simulator);
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
    }

    /**
     * Binds the port; requests are answered once {@link #start} is called.
     *
     * @param port 0 for any free one
     * @throws PortTaken if another process has it
     */
    static LoopbackServer open(String simulator, int port, Misbehaviour misbehaviour) {
        return open(simulator, port, misbehaviour, null);
    }

    /** @param tls what TLS is spoken with; null for none */
    static LoopbackServer open(String simulator, int port, Misbehaviour misbehaviour, @Nullable OverTls tls) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            HttpServer server = tls == null ? HttpServer.create(address, 0) : tls.server(address);
            return new LoopbackServer(simulator, server, misbehaviour);
        } catch (BindException e) {
            throw new PortTaken(simulator, port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("simulator " + simulator + " cannot open a socket", e);
        }
    }

    /**
     * @param path what the paths served begin with
     * @param failure the protocol's way of failing, for the fault of that name
     */
    void serve(String path, Handler handler, Handler failure) {
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            Faults faults = misbehaviour.faults();
            if (faults.down()) {
                exchange.close();
            } else if (faults.delayMs() > 0) {
                threads.schedule(() -> misbehave(exchange, handler, failure), faults.delayMs(), TimeUnit.MILLISECONDS);
            } else {
                misbehave(exchange, handler, failure);
            }
        });
    }

    /** Serves a path that no fault touches. */
    void serveSteadily(String path, Handler handler) {
        server.createContext(path, exchange -> send(exchange, answer(exchange, handler)));
    }

    void start() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address() {
        return URI.create((server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port());
    }

    /**
     * How TLS is spoken.
     *
     * @param asksForCertificate whether nobody is let in without one that is trusted
     */
    record OverTls(SSLContext context, boolean asksForCertificate) {
        private HttpServer server(InetSocketAddress address) throws IOException {
            HttpsServer server = HttpsServer.create(address, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    var told = context.getDefaultSSLParameters();
                    told.setNeedClientAuth(asksForCertificate);
                    parameters.setSSLParameters(told);
                }
            });
            return server;
        }
    }

    /** How many requests came, without those to the controls. */
    long requests() {
        return requests.get();
    }

    private void misbehave(HttpExchange exchange, Handler handler, Handler failure) {
        boolean fails = misbehaviour.hits(Misbehaviour.Kind.FAIL);
        Reply reply = answer(exchange, fails ? failure : handler);
        if (misbehaviour.hits(Misbehaviour.Kind.LOSE_ANSWER)) {
            exchange.close();
        } else {
            send(exchange, misbehaviour.faults().garbage() ? reply.garbled() : reply);
        }
    }

    private Reply answer(HttpExchange exchange, Handler handler) {
        try {
            return handler.answer(Request.of(exchange));
        } catch (IllegalArgumentException e) {
            return Reply.problem(400, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "simulator {} could not answer {}",
                    simulator,
                    exchange.getRequestURI().getPath(),
                    e);
            return Reply.problem(500, "the simulator has a fault of its own");
        }
    }

    private static void send(HttpExchange exchange, Reply reply) {
        try (exchange) {
            // The JDK's server takes an unread body for the next request.
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            if (reply.body().length > 0) {
                exchange.getResponseBody().write(reply.body());
            }
        } catch (IOException e) {
            LOG.debug("the caller left before its answer", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package vn.lienthong.hub.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.simulator.LoopbackServer.OverTls;

/**
 * A system of which only its questions and answers are known: a server on loopback that answers what it is given answers for,
 * with the same controls and faults as the other simulators.
 */
public final class SampleServer implements Simulator {
    private final String id;
    private final LoopbackServer server;
    private final LoopbackServer controls;
    private final Steering steering;
    private final Misbehaviour misbehaviour;
    private final List<Answers> answers;
    private final List<FaultyWire> wires = new CopyOnWriteArrayList<>();

    private SampleServer(String id, int port, List<Answers> answers, Steering steering, @Nullable OverTls tls) {
        this.id = id;
        this.steering = steering;
        this.misbehaviour = steering.misbehaviour();
        this.server = LoopbackServer.open(id, port, misbehaviour, tls);
        // Whoever steers has no certificate to show.
        this.controls = tls == null ? server : LoopbackServer.open(id, 0, misbehaviour);
        this.answers = List.copyOf(answers);
    }

    /**
     * A question.
     *
     * @param path as it came, decoded
     * @param query its pairs, decoded
     * @param content the body's bytes
     */
    public record Asked(String method, String path, Map<String, String> query, Headers headers, byte[] content) {
        public Asked {
            query = Map.copyOf(query);
        }

        /** The body as UTF-8. */
        public String body() {
            return new String(content, StandardCharsets.UTF_8);
        }

        /** The same question with another body, such as one that was unpacked. */
        public Asked with(byte[] other) {
            return new Asked(method, path, query, headers, other);
        }

        /** Prints nobody's credentials. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Checks the WS-Security UsernameToken of an envelope. */
    public static final class TokenCheck {
        private final UsernameTokens tokens;

        public TokenCheck(String user, String password, Clock clock) {
            this.tokens = new UsernameTokens(user, password, clock);
        }

        /** Why the token is refused; null if it is not. */
        public @Nullable String wrong(String envelope) {
            try {
                tokens.check(SoapRequest.read(envelope.getBytes(StandardCharsets.UTF_8))
                        .header());
                return null;
            } catch (SoapFault fault) {
                return fault.text();
            }
        }
    }

    /** A question's headers, by name in any case. */
    @FunctionalInterface
    public interface Headers {
        @Nullable
        String get(String name);
    }

    /** An answer. */
    public record Answered(int status, String contentType, String body, Map<String, String> headers) {
        public Answered {
            headers = Map.copyOf(headers);
        }

        public static Answered of(int status, String contentType, String body) {
            return new Answered(status, contentType, body, Map.of());
        }
    }

    /**
     * How it is steered, and what it shows there.
     *
     * @param misbehaviour whose faults it has
     * @param state beside what every simulator shows at {@code /control}, by name
     * @param truth what it shows at {@code /control/truth}
     */
    public record Steering(
            Misbehaviour misbehaviour,
            Supplier<? extends Map<String, ?>> state,
            Supplier<? extends Map<String, ?>> truth) {
        /** It behaves well, and has nothing to show. */
        public static Steering plain() {
            return new Steering(new Misbehaviour(), Map::of, Map::of);
        }
    }

    /** What is answered to some questions. */
    public interface Answers {
        /** Empty if this is no question for it. */
        Optional<Answered> to(Asked asked);

        /** Fails as the system would, for a question of this kind. */
        default Answered failure() {
            return Answered.of(503, "application/json", "{\"error\":\"out of order\"}");
        }
    }

    /**
     * Starts it.
     *
     * @param port 0 for any free one
     * @param answers asked in their order; what none has an answer for is answered 404
     * @throws PortTaken if another process has the port
     */
    public static SampleServer start(String id, int port, List<Answers> answers, Steering steering) {
        return start(new SampleServer(id, port, answers, steering, null));
    }

    /**
     * Starts it over TLS; it is steered without, on a port of its own.
     *
     * @param certificates what it shows
     * @param clients the certificates of whom it lets in; empty if it asks for none
     */
    public static SampleServer startOverTls(
            String id,
            int port,
            List<Answers> answers,
            Steering steering,
            MadeCertificates certificates,
            List<? extends Certificate> clients) {
        List<Certificate> trusted = new ArrayList<>(clients);
        if (!clients.isEmpty()) {
            trusted.add(certificates.hubCertificate());
        }
        var tls = new OverTls(certificates.context(trusted), !clients.isEmpty());
        return start(new SampleServer(id, port, answers, steering, tls));
    }

    private static SampleServer start(SampleServer system) {
        system.server.serve("/", system::answer, system::failure);
        new Controls(system.id, system.misbehaviour, system.controls, system::requests)
                .showing(system.steering.state())
                .telling(system.steering.truth())
                .serve();
        system.server.start();
        if (system.controls != system.server) {
            system.controls.start();
        }
        return system;
    }

    /**
     * Opens a port for a server of another protocol, whose connections suffer from this system's faults.
     *
     * @param port 0 for any free one
     * @param behind the port on loopback where that server stands
     * @param questions turns what a caller sends into what that server understands, as many bytes
     * @return the port
     */
    public int wire(int port, int behind, UnaryOperator<byte[]> questions) {
        FaultyWire wire = FaultyWire.open(id, port, behind, misbehaviour, questions);
        wires.add(wire);
        return wire.port();
    }

    private long requests() {
        return server.requests()
                + wires.stream().mapToLong(FaultyWire::connections).sum();
    }

    /** Where it is steered, at {@code /control}. */
    public URI controls() {
        return controls.address();
    }

    private Reply answer(Request request) {
        Asked asked = asked(request);
        for (Answers one : answers) {
            Optional<Answered> answered = one.to(asked);
            if (answered.isPresent()) {
                return reply(answered.get());
            }
        }
        return Reply.problem(404, asked + " is none of the questions in the connector's definition");
    }

    private Reply failure(Request request) {
        return reply(
                answers.isEmpty()
                        ? Answered.of(503, "text/plain", "out of order")
                        : answers.get(answers.size() - 1).failure());
    }

    private static Asked asked(Request request) {
        return new Asked(
                request.method(),
                Request.decoded(request.path().replace("+", "%2B")),
                request.query(),
                request::header,
                request.body());
    }

    private static Reply reply(Answered answered) {
        Reply reply = Reply.text(answered.status(), answered.contentType(), answered.body());
        for (Map.Entry<String, String> header : answered.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public URI address() {
        return server.address();
    }

    @Override
    public void misbehave(Faults faults) {
        misbehaviour.set(faults);
    }

    @Override
    public void close() {
        wires.forEach(FaultyWire::close);
        server.close();
        controls.close();
    }
}

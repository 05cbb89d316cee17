package vn.lienthong.hub.agency.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.agency.call.TryingSystem.json;
import static vn.lienthong.hub.agency.call.TryingSystem.send;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

class RestCallTest {
    private static final SystemId ID = SystemId.of("tax-office");
    private static final Secret PASSWORD = new Secret.FromEnvironment("TAX_OFFICE_PASSWORD");
    private static final HttpCall GET =
            new HttpCall("GET", "/dossiers/{{code}}?full=1", List.of(), null, null, Success.BY_STATUS);
    private static final Success IN_THE_BODY =
            new Success("/error_code", List.of("0", "00"), List.of("404"), List.of("-1"), "/message");
    private static final HttpCall POST = new HttpCall(
            "POST",
            "/g",
            List.of(new HttpCall.Header("X-Unit", "{{code}}")),
            "{\"session\":\"{{session}}\",\"code\":\"{{code}}\"}",
            "application/json",
            IN_THE_BODY);
    private static final Credentials LOGIN = new Credentials.SessionLogin(
            new HttpCall(
                    "POST",
                    "/login",
                    List.of(),
                    "{\"username\":\"{{user}}\",\"password\":\"{{password}}\"}",
                    "application/json",
                    new Success("/error_code", List.of("0"), List.of(), List.of(), null)),
            "/session",
            "lienthong",
            PASSWORD,
            Duration.ofMinutes(10));
    private static final Credentials OAUTH =
            new Credentials.OAuth2(null, "/token", "lienthong", PASSWORD, "dossiers.read");

    private RestRig rig;
    private TryingSystem system;

    @BeforeEach
    void start() throws Exception {
        rig = new RestRig(ID, AllowedAddresses.ALL, Map.of("TAX_OFFICE_PASSWORD", "p\"w"));
        rig.route(connectorAt(URI.create("http://127.0.0.1/"), new Credentials.None()));
        system = new TryingSystem();
    }

    @AfterEach
    void stop() {
        rig.close();
        system.close();
    }

    private static ConnectorDefinition connectorAt(URI address, Credentials credentials) {
        return new ConnectorDefinition(
                ID, new Bilingual("Thuế", "Tax office"), null, address, credentials, null, null, null, null);
    }

    private Exchange call(Credentials credentials, HttpCall call, String code) {
        return rig.call(connectorAt(system.address(), credentials), call, code);
    }

    private @Nullable String answer(Credentials credentials, HttpCall call, String code) {
        Exchange done = call(credentials, call, code);
        if (done.getException() != null) {
            throw new AssertionError(done.getException());
        }
        return done.getMessage().getBody(SystemAnswer.class) instanceof SystemAnswer.Content content
                ? content.tree().toString()
                : null;
    }

    private ProblemException failure(Credentials credentials, HttpCall call) {
        return CallProblems.of(ID, call(credentials, call, "1").getException());
    }

    private Problem problem(HttpCall call) {
        return failure(new Credentials.None(), call).problem();
    }

    @Nested
    class WhenItGoesWell {
        @Test
        void fillsCodesIntoThePathWithoutLettingThemLeaveIt() {
            system.on("/base/dossiers", json("{\"ok\":true}"));

            assertThat(answer(new Credentials.None(), GET, "03706/2026/07906?x=ă"))
                    .isEqualTo("{\"ok\":true}");
            assertThat(system.asked().get(0).uri())
                    .isEqualTo("/base/dossiers/03706%2F2026%2F07906%3Fx%3D%C4%83?full=1");
        }

        @Test
        void showsBasicKeyAndBearer() {
            system.on("/base/dossiers", json("{}"));

            answer(new Credentials.Basic("lienthong", PASSWORD), GET, "1");
            answer(new Credentials.Bearer(PASSWORD), GET, "1");
            answer(new Credentials.ApiKey("Authorization", null, PASSWORD), GET, "1");

            assertThat(system.asked())
                    .extracting(TryingSystem.Asked::authorization)
                    .containsExactly("Basic bGllbnRob25nOnAidw==", "Bearer p\"w", "p\"w");
        }

        @Test
        void putsAKeyIntoTheQueryWhereTheSystemWantsItThere() {
            system.on("/base/dossiers", json("{}"));

            answer(new Credentials.ApiKey("X-API-Key", "api_key", PASSWORD), GET, "1");

            assertThat(system.asked().get(0).uri()).isEqualTo("/base/dossiers/1?full=1&api_key=p%22w");
        }

        @Test
        void showsTheSameInARequestThatNoRouteMakes() {
            URI contract = system.address().resolve("/openapi.json");

            OwnRequests.Shown basic =
                    rig.shown(connectorAt(system.address(), new Credentials.Basic("lienthong", PASSWORD)), contract);
            OwnRequests.Shown key = rig.shown(
                    connectorAt(system.address(), new Credentials.ApiKey("X-API-Key", "api_key", PASSWORD)), contract);

            assertThat(basic)
                    .isEqualTo(new OwnRequests.Shown(contract, Map.of("Authorization", "Basic bGllbnRob25nOnAidw==")));
            assertThat(key).isEqualTo(new OwnRequests.Shown(URI.create(contract + "?api_key=p%22w"), Map.of()));
            assertThat(basic.toString()).doesNotContain("bGllbnRob25nOnAidw==");
        }

        @Test
        void readsXmlWhereTheSystemSaysSo() {
            system.on("/base/dossiers", (request, exchange) -> send(exchange, 200, "text/xml", "<r><a>1</a></r>"));

            assertThat(answer(new Credentials.None(), GET, "1")).isEqualTo("{\"a\":\"1\"}");
        }
    }

    @Nested
    class WhenTheSystemWantsASession {
        @Test
        void logsInOnceForManyCallsAtOnce() {
            AtomicInteger logins = new AtomicInteger();
            system.on(
                    "/base/login",
                    (request, exchange) -> send(
                            exchange,
                            200,
                            "application/json",
                            "{\"error_code\":0,\"session\":\"s" + logins.incrementAndGet() + "\"}"));
            system.on("/base/g", json("{\"error_code\":\"00\"}"));

            CompletableFuture.allOf(IntStream.range(0, 8)
                            .mapToObj(i -> CompletableFuture.runAsync(() -> answer(LOGIN, POST, "1")))
                            .toArray(CompletableFuture[]::new))
                    .join();

            assertThat(logins).hasValue(1);
            assertThat(system.asked().get(0).body()).isEqualTo("{\"username\":\"lienthong\",\"password\":\"p\\\"w\"}");
            assertThat(system.asked().get(1).body()).isEqualTo("{\"session\":\"s1\",\"code\":\"1\"}");
        }

        @Test
        void logsInAgainWhenItHasEndedAndAsksOnceMore() {
            AtomicInteger logins = new AtomicInteger();
            system.on(
                    "/base/login",
                    (request, exchange) -> send(
                            exchange,
                            200,
                            "application/json",
                            "{\"error_code\":0,\"session\":\"s" + logins.incrementAndGet() + "\"}"));
            system.on(
                    "/base/g",
                    (request, exchange) -> send(
                            exchange,
                            200,
                            "application/json",
                            request.body().contains("s1")
                                    ? "{\"error_code\":-1}"
                                    : "{\"error_code\":\"0\",\"data\":7}"));

            assertThat(answer(LOGIN, POST, "1")).contains("\"data\":7");
            assertThat(logins).hasValue(2);
        }

        @Test
        void givesUpWhereANewSessionIsNotTakenEither() {
            system.on("/base/login", json("{\"error_code\":0,\"session\":\"s\"}"));
            system.on("/base/g", json("{\"error_code\":-1}"));

            Problem problem = failure(LOGIN, POST).problem();

            assertThat(problem.kind()).isEqualTo(ProblemKind.REFUSED_BY_SYSTEM);
            assertThat(problem.stage()).isEqualTo("log-in");
            assertThat(system.asked()).hasSize(4);
        }

        @Test
        void tellsALoginThatAnswersAPage() {
            system.on("/base/login", (request, exchange) -> send(exchange, 200, "text/html", "<html>welcome</html>"));

            Problem problem = failure(LOGIN, POST).problem();

            assertThat(problem.kind()).isEqualTo(ProblemKind.UNREADABLE_ANSWER);
            assertThat(problem.stage()).isEqualTo("log-in");
            assertThat(problem.detail().en()).contains("HTML or XML");
            assertThat(system.asked()).hasSize(1);
        }

        @Test
        void tellsARefusedLoginWithoutTheSecret() {
            system.on("/base/login", json("{\"error_code\":5,\"message\":\"wrong password p\\\"w\"}"));

            assertThat(failure(LOGIN, POST).problem().toString())
                    .contains("answered error 5")
                    .doesNotContain("p\"w");
        }

        @Test
        void getsTheTokenFromAnotherAddressWhereOneIsDeclared() throws Exception {
            system.on("/base/dossiers", json("{}"));
            try (TryingSystem tokens = new TryingSystem()) {
                tokens.on("/base/token", json("{\"access_token\":\"t\",\"expires_in\":3600}"));

                answer(new Credentials.OAuth2(tokens.address(), "/token", "lienthong", PASSWORD, ""), GET, "1");

                assertThat(tokens.asked()).hasSize(1);
                assertThat(system.asked().get(0).authorization()).isEqualTo("Bearer t");
            }
        }

        @Test
        void getsATokenAndANewOneAfter401() {
            AtomicInteger tokens = new AtomicInteger();
            system.on(
                    "/base/token",
                    (request, exchange) -> send(
                            exchange,
                            200,
                            "application/json",
                            "{\"access_token\":\"t" + tokens.incrementAndGet() + "\",\"expires_in\":3600}"));
            system.on(
                    "/base/dossiers",
                    (request, exchange) -> send(
                            exchange,
                            request.authorization().equals("Bearer t2") ? 200 : 401,
                            "application/json",
                            "{\"a\":1}"));

            assertThat(answer(OAUTH, GET, "1")).isEqualTo("{\"a\":1}");
            assertThat(system.asked().get(0))
                    .isEqualTo(new TryingSystem.Asked(
                            "POST",
                            "/base/token",
                            "grant_type=client_credentials&scope=dossiers.read",
                            "Basic bGllbnRob25nOnAidw==",
                            "application/x-www-form-urlencoded"));
        }
    }

    @Nested
    class WhenTheSystemTellsItsErrorsInsideHttp200 {
        @Test
        void readsTheVerdictAsTextWhetherNumberOrText() {
            AtomicInteger count = new AtomicInteger();
            List<String> answers = List.of("{\"error_code\":0}", "{\"error_code\":\"00\"}", "{\"error_code\":404}");
            system.on("/base/login", json("{\"error_code\":0,\"session\":\"s\"}"));
            system.on(
                    "/base/g",
                    (request, exchange) ->
                            send(exchange, 200, "application/json", answers.get(count.getAndIncrement())));

            assertThat(answer(LOGIN, POST, "1")).isEqualTo(answers.get(0));
            assertThat(answer(LOGIN, POST, "1")).isEqualTo(answers.get(1));
            assertThat(answer(LOGIN, POST, "1")).isNull();
        }

        @Test
        void tellsTheSystemsOwnWordsWithoutLongNumbers() {
            system.on("/base/login", json("{\"error_code\":0,\"session\":\"s\"}"));
            system.on("/base/g", json("{\"error_code\":99,\"message\":\"no unit for 001099012345\"}"));

            Problem problem = failure(LOGIN, POST).problem();

            assertThat(problem.detail().en()).isEqualTo("The system tax-office answered error 99: no unit for ….");
        }

        @Test
        void tellsAnAnswerWithoutTheVerdict() {
            system.on("/base/login", json("{\"error_code\":0,\"session\":\"s\"}"));
            system.on("/base/g", json("{\"other\":1}"));

            assertThat(failure(LOGIN, POST).problem().detail().en()).contains("has no value at /error_code");
        }
    }

    @Nested
    class WhenTheAnswerCannotBeUsed {
        @Test
        void tellsALoginPage() {
            system.on("/base/dossiers", (request, exchange) -> send(exchange, 200, "text/html", "<html>log in</html>"));

            assertThat(problem(GET).kind()).isEqualTo(ProblemKind.UNREADABLE_ANSWER);
            assertThat(problem(GET).detail().en()).contains("HTML or XML");
        }

        @Test
        void tellsInvalidUtf8AndGarbageAndNothing() {
            AtomicInteger count = new AtomicInteger();
            List<byte[]> answers =
                    List.of("{\"a\":\"HÀ\"}".getBytes(ISO_8859_1), "}{".getBytes(UTF_8), "[1".getBytes(UTF_8));
            system.on("/base/dossiers", (request, exchange) -> {
                byte[] answer = answers.get(count.getAndIncrement());
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            });

            for (int i = 0; i < answers.size(); i++) {
                assertThat(problem(GET).kind()).isEqualTo(ProblemKind.UNREADABLE_ANSWER);
            }
        }

        @Test
        void doesNotFollowARedirect() {
            system.on("/base/dossiers", (request, exchange) -> {
                exchange.getResponseHeaders().set("Location", system.address() + "elsewhere");
                send(exchange, 302, "text/html", "");
            });
            system.on("/base/elsewhere", json("{}"));

            assertThat(problem(GET).detail().en()).contains("redirects (HTTP 302)");
            assertThat(system.asked()).hasSize(1);
        }

        @Test
        void tellsHttpErrorsAndHowLongTheSystemAsksToWait() {
            system.on("/base/dossiers", (request, exchange) -> {
                exchange.getResponseHeaders().set("Retry-After", "7");
                send(exchange, 503, "text/plain", "busy");
            });

            var failure = (TryAgainLater) failure(new Credentials.None(), GET);

            assertThat(failure.problem().kind()).isEqualTo(ProblemKind.SYSTEM_UNAVAILABLE);
            assertThat(failure.after()).isEqualTo(Duration.ofSeconds(7));
            assertThat(system.asked()).as("asked once").hasSize(1);
        }

        @Test
        void tells404AsNotFound() {
            system.on("/base/dossiers", (request, exchange) -> send(exchange, 404, "application/json", "{}"));

            assertThat(answer(new Credentials.None(), GET, "1")).isNull();
        }
    }

    @Nested
    class WhenTheSystemIsSlowOrEndless {
        @Test
        void givesUpWaitingForAnAnswer() {
            CountDownLatch never = new CountDownLatch(1);
            system.on("/base/dossiers", (request, exchange) -> hold(never, 3_000));
            long started = System.nanoTime();

            Problem problem = problem(GET);

            assertThat(problem.detail().en()).contains("did not answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
            never.countDown();
        }

        @Test
        void cutsAnAnswerThatDrips() {
            CountDownLatch never = new CountDownLatch(1);
            system.on("/base/dossiers", (request, exchange) -> {
                exchange.sendResponseHeaders(200, 0);
                OutputStream body = exchange.getResponseBody();
                while (!hold(never, 100)) {
                    body.write(' ');
                    body.flush();
                }
            });
            long started = System.nanoTime();

            Problem problem = problem(GET);

            assertThat(problem.detail().en()).contains("too long or too slow");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
            never.countDown();
        }

        @Test
        void cutsAnEndlessAnswer() {
            system.on("/base/dossiers", (request, exchange) -> {
                exchange.sendResponseHeaders(200, 0);
                endlessly(exchange);
            });

            assertThat(problem(GET).detail().en()).containsAnyOf("longer than the 65536 bytes", "too long or too slow");
        }

        @Test
        void readsNoMoreOfAZippedAnswerThanOfAnother() throws IOException {
            byte[] zipped = zippedBlanks(50 << 20);
            system.on("/base/dossiers", (request, exchange) -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, zipped.length);
                exchange.getResponseBody().write(zipped);
            });

            assertThat(problem(GET).detail().en()).contains("longer than the 65536 bytes");
        }

        private boolean hold(CountDownLatch latch, long millis) {
            try {
                return latch.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        private void endlessly(HttpExchange exchange) throws IOException {
            byte[] blanks = " ".repeat(8_192).getBytes(UTF_8);
            for (int i = 0; i < 1_000_000; i++) {
                exchange.getResponseBody().write(blanks);
            }
        }

        private byte[] zippedBlanks(int length) throws IOException {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
                zip.write(" ".repeat(length).getBytes(UTF_8));
            }
            return zipped.toByteArray();
        }
    }

    @Nested
    class WhenTheSystemIsAway {
        @Test
        void tellsThatItTakesNoConnection() {
            var address = system.address();
            system.close();

            Problem problem = problem(GET);

            assertThat(problem.kind()).isEqualTo(ProblemKind.SYSTEM_UNAVAILABLE);
            assertThat(problem.detail().en()).as("%s", address).contains("takes no connection");
        }

        @Test
        void tellsASecretThatIsNotSet() {
            Credentials unset = new Credentials.Bearer(new Secret.FromEnvironment("NOT_SET"));

            assertThat(failure(unset, GET).problem().detail().en()).contains("NOT_SET is not set");
        }
    }
}

package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.AnswerReader.Verdict;
import vn.lienthong.hub.agency.call.Sessions.Session;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** Logs in at a system, along its route {@code <id>-log-in}, and the steps of that route. */
@Component("login")
public final class Login {
    private static final Duration SHORTEST_TOKEN = Duration.ofSeconds(30);
    private static final Duration USUAL_TOKEN = Duration.ofMinutes(5);
    /** RFC 6749, section 4.4.2. */
    private static final HttpCall TOKEN_REQUEST = new HttpCall(
            "POST",
            "",
            List.of(),
            "grant_type=client_credentials&scope={{scope}}",
            "application/x-www-form-urlencoded",
            Success.BY_STATUS);

    private final HttpRequests requests;
    private final AnswerReader answers;
    private final Secrets secrets;
    private final ProducerTemplate routes;
    private final Clock clock;

    Login(HttpRequests requests, AnswerReader answers, Secrets secrets, ProducerTemplate routes, Clock clock) {
        this.requests = requests;
        this.answers = answers;
        this.secrets = secrets;
        this.routes = routes;
        this.clock = clock;
    }

    Session in(ConnectorDefinition connector) {
        Exchange done =
                routes.request("direct:" + connector.id() + "-log-in?block=false", exchange -> exchange.getMessage()
                        .setBody(connector));
        if (done.getException() != null) {
            throw atLogin(CallProblems.of(connector.id(), done.getException()));
        }
        return done.getMessage().getBody(Session.class);
    }

    /** Who reads of an answer that is no use looks at the login first, rather than at what was to be asked afterwards. */
    private static ProblemException atLogin(ProblemException failed) {
        Problem told = failed.problem();
        return failed instanceof TryAgainLater later && told.kind() == ProblemKind.UNREADABLE_ANSWER
                ? new TryAgainLater(
                        new Problem(told.kind(), told.origin(), "log-in", told.detail(), told.remedy(), told.pointer()),
                        later)
                : failed;
    }

    /** Writes the login request, or the one for a token. */
    public void writeRequest(Exchange exchange) {
        Message message = exchange.getMessage();
        ConnectorDefinition connector = message.getBody(ConnectorDefinition.class);
        exchange.setProperty(SystemCalls.CALL, connector);
        if (connector.credentials() instanceof Credentials.SessionLogin session) {
            Map<String, String> values = Map.of(
                    "user",
                    session.user(),
                    "password",
                    CallProblems.secret(connector.id(), secrets, session.password()));
            requests.write(message, connector, session.login(), values::get);
        } else if (connector.credentials() instanceof Credentials.OAuth2 oauth) {
            URI address = oauth.tokenAddress() == null
                    ? Objects.requireNonNull(connector.address(), "a system that is called has an address")
                    : oauth.tokenAddress();
            requests.write(message, connector, address, at(oauth.tokenPath()), Map.of("scope", oauth.scope())::get);
            String pair = oauth.clientId() + ":" + CallProblems.secret(connector.id(), secrets, oauth.clientSecret());
            message.setHeader(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Reads the session or token out of the answer. */
    public void keepSession(Exchange exchange) {
        ConnectorDefinition connector = exchange.getProperty(SystemCalls.CALL, ConnectorDefinition.class);
        boolean byLogin = connector.credentials() instanceof Credentials.SessionLogin;
        Success success = connector.credentials() instanceof Credentials.SessionLogin session
                ? session.login().success()
                : Success.BY_STATUS;
        Verdict verdict = answers.read(connector.id(), exchange.getMessage(), success);
        if (!(verdict instanceof Verdict.Good good)) {
            throw CallProblems.notLetIn(connector.id());
        }
        Session kept = byLogin
                ? sessionIn(good.tree(), connector, (Credentials.SessionLogin) connector.credentials())
                : tokenIn(good.tree(), connector);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(kept);
    }

    private Session sessionIn(JsonNode answer, ConnectorDefinition connector, Credentials.SessionLogin login) {
        return Session.keptFor(text(answer, login.session(), connector), login.keptFor(), clock.instant());
    }

    private Session tokenIn(JsonNode answer, ConnectorDefinition connector) {
        long seconds = answer.path("expires_in").asLong(USUAL_TOKEN.toSeconds());
        Duration kept = Duration.ofSeconds(Math.max(seconds, SHORTEST_TOKEN.toSeconds()));
        return Session.keptFor(text(answer, "/access_token", connector), kept, clock.instant());
    }

    private static String text(JsonNode answer, String pointer, ConnectorDefinition connector) {
        String value = answer.at(pointer).asText("");
        if (value.isEmpty()) {
            throw CallProblems.noVerdict(connector.id(), pointer);
        }
        return value;
    }

    private static HttpCall at(String path) {
        return new HttpCall(
                TOKEN_REQUEST.method(),
                path,
                TOKEN_REQUEST.headers(),
                TOKEN_REQUEST.body(),
                TOKEN_REQUEST.contentType(),
                TOKEN_REQUEST.success());
    }
}

package vn.lienthong.hub.agency.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.AnswerReader.Verdict;
import vn.lienthong.hub.agency.call.SystemCall.Request;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secrets;

/** The steps of a call over HTTP: the request is written with the hub's credentials, and its answer checked. */
@Component("systemCalls")
public final class SystemCalls {
    /** The exchange property with the {@link OngoingCall}. */
    static final String CALL = "call";

    private final HttpRequests requests;
    private final AnswerReader answers;
    private final Sessions sessions;
    private final Secrets secrets;
    private final Login login;
    private final SystemTls tls;

    SystemCalls(
            HttpRequests requests,
            AnswerReader answers,
            Sessions sessions,
            Secrets secrets,
            Login login,
            SystemTls tls) {
        this.requests = requests;
        this.answers = answers;
        this.sessions = sessions;
        this.secrets = secrets;
        this.login = login;
        this.tls = tls;
    }

    /** Remembers what is asked, in case it has to be asked again. */
    public void begin(Exchange exchange) {
        exchange.setProperty(CALL, new OngoingCall(exchange.getMessage().getBody(SystemCall.class)));
    }

    /** Writes the request; logs in first where there is no session. */
    public void writeRequest(Exchange exchange) {
        OngoingCall ongoing = ongoing(exchange);
        ConnectorDefinition connector = ongoing.call().connector();
        tls.requireValid(connector.id());
        String session = session(connector);
        ongoing.isMadeWith(session);
        Message message = exchange.getMessage();
        requests.write(
                message,
                connector,
                http(ongoing),
                name -> name.equals("session")
                        ? session
                        : ongoing.call().values().get(name));
        for (SystemCall.Content content : ongoing.call().contents()) {
            // As a file, which is streamed and never held.
            message.setBody(content.file().toFile());
            message.setHeader(Exchange.CONTENT_TYPE, content.mediaType());
        }
        showWhoWeAre(message, connector, session);
    }

    /** Reads the answer; where the session has ended, the call is left open once, to be made again with a new one. */
    public void checkAnswer(Exchange exchange) {
        OngoingCall ongoing = ongoing(exchange);
        SystemId system = ongoing.call().connector().id();
        Verdict verdict = read(exchange.getMessage(), ongoing);
        if (verdict instanceof Verdict.SessionEnded) {
            renew(system, ongoing);
            return;
        }
        Message answer = exchange.getMessage();
        String next = NextLink.in(answer.getHeader("Link"));
        answer.removeHeaders("*");
        answer.setBody(
                verdict instanceof Verdict.Good good
                        ? new SystemAnswer.Content(good.tree(), next)
                        : new SystemAnswer.NotFound());
    }

    private Verdict read(Message answer, OngoingCall ongoing) {
        try {
            return answers.read(
                    ongoing.call().connector().id(), answer, http(ongoing).success());
        } finally {
            // It is read and closed. A route that goes on after a problem would try to keep it, and fail by that
            // instead.
            answer.setBody(null);
        }
    }

    private void renew(SystemId system, OngoingCall ongoing) {
        String session = ongoing.session();
        if (session != null) {
            sessions.ended(system, session);
        }
        if (!ongoing.againWithNewSession()) {
            throw CallProblems.notLetIn(system);
        }
    }

    /** Logs in where the system keeps sessions and the hub holds none; the session is for the calls that follow. */
    public void logIn(ConnectorDefinition connector) {
        session(connector);
    }

    private @Nullable String session(ConnectorDefinition connector) {
        return connector.credentials() instanceof Credentials.SessionLogin
                        || connector.credentials() instanceof Credentials.OAuth2
                ? sessions.current(connector.id(), () -> login.in(connector))
                : null;
    }

    /** Adds to a request over HTTP what shows the system who the hub is; logs in first where there is no session. */
    public void showWhoWeAre(Message message, ConnectorDefinition connector) {
        showWhoWeAre(message, connector, session(connector));
    }

    private void showWhoWeAre(Message message, ConnectorDefinition connector, @Nullable String session) {
        Credentials credentials = connector.credentials();
        if (credentials instanceof Credentials.Basic basic) {
            String pair = basic.user() + ":" + CallProblems.secret(connector.id(), secrets, basic.password());
            message.setHeader(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else if (credentials instanceof Credentials.ApiKey key) {
            showKey(message, key, CallProblems.secret(connector.id(), secrets, key.key()));
        } else if (credentials instanceof Credentials.Bearer bearer) {
            message.setHeader(
                    "Authorization", "Bearer " + CallProblems.secret(connector.id(), secrets, bearer.token()));
        } else if (credentials instanceof Credentials.OAuth2) {
            message.setHeader("Authorization", "Bearer " + session);
        }
    }

    private static void showKey(Message message, Credentials.ApiKey key, String value) {
        if (key.query() == null) {
            message.setHeader(key.header(), value);
            return;
        }
        String address = message.getHeader(Exchange.HTTP_URI, String.class);
        String with = address.indexOf('?') < 0 ? "?" : "&";
        // A space written as + is one in forms only; as %20 it is one everywhere.
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        message.setHeader(Exchange.HTTP_URI, address + with + key.query() + "=" + encoded);
    }

    private static OngoingCall ongoing(Exchange exchange) {
        return exchange.getProperty(CALL, OngoingCall.class);
    }

    private static HttpCall http(OngoingCall ongoing) {
        return ((Request.Http) ongoing.call().request()).call();
    }
}

package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.simulator.SampleServer.Answered;
import vn.lienthong.hub.simulator.SampleServer.Answers;
import vn.lienthong.hub.simulator.SampleServer.Asked;
import vn.lienthong.hub.simulator.SampleServer.TokenCheck;

/** The system's door: it lets in whom the connector's credentials describe, and gives sessions and tokens where they ask for one. */
final class Door {
    private final Credentials credentials;
    private final Function<Secret, @Nullable String> secrets;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final @Nullable TokenCheck tokens;

    /** @param secrets answers a secret's value; null where it is not known, so that any is taken */
    Door(Credentials credentials, Function<Secret, @Nullable String> secrets, Clock clock) {
        this.credentials = credentials;
        this.secrets = secrets;
        String password =
                credentials instanceof Credentials.UsernameToken token ? secrets.apply(token.password()) : null;
        this.tokens = credentials instanceof Credentials.UsernameToken token && password != null
                ? new TokenCheck(token.user(), password, clock)
                : null;
    }

    /** Gives sessions or tokens. */
    Answers logIn() {
        return asked -> {
            if (credentials instanceof Credentials.OAuth2 oauth && asked.path().equals(oauth.tokenPath())) {
                return Optional.of(token(oauth, asked));
            }
            if (credentials instanceof Credentials.SessionLogin login) {
                return Question.of(login.login()).in(asked).map(values -> session(login, values));
            }
            return Optional.empty();
        };
    }

    private Answered token(Credentials.OAuth2 oauth, Asked asked) {
        String secret = secrets.apply(oauth.clientSecret());
        String basic = asked.headers().get("Authorization");
        String pair = basic != null && basic.startsWith("Basic ")
                ? new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8)
                : "";
        boolean right = secret == null
                || pair.equals(oauth.clientId() + ":" + secret)
                || asked.body().contains("client_secret=" + encoded(secret));
        return right
                ? Answered.of(
                        200,
                        "application/json",
                        "{\"access_token\":\"" + opened() + "\",\"token_type\":\"Bearer\",\"expires_in\":300}")
                : Answered.of(401, "application/json", "{\"error\":\"invalid_client\"}");
    }

    private Answered session(Credentials.SessionLogin login, Map<String, String> values) {
        String password = secrets.apply(login.password());
        boolean right = login.user().equals(values.getOrDefault("user", login.user()))
                && (password == null || password.equals(values.getOrDefault("password", password)));
        if (!right) {
            return Answered.of(401, "application/json", "{\"error\":\"the user name or the password is wrong\"}");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        Json.put(answer, login.session(), JsonNodeFactory.instance.textNode(opened()));
        Json.succeed(answer, login.login().success());
        return Answered.of(200, "application/json", answer.toString());
    }

    private String opened() {
        String session = UUID.randomUUID().toString();
        open.add(session);
        return session;
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Why a question is not answered; null if it is.
     *
     * @param values what the hub filled in
     */
    @Nullable
    String refusal(Asked asked, Map<String, String> values) {
        if (credentials instanceof Credentials.Basic basic) {
            String secret = secrets.apply(basic.password());
            String pair =
                    Base64.getEncoder().encodeToString((basic.user() + ":" + secret).getBytes(StandardCharsets.UTF_8));
            return header(asked, "Authorization", secret == null ? null : "Basic " + pair, "Basic ");
        }
        if (credentials instanceof Credentials.Bearer bearer) {
            String secret = secrets.apply(bearer.token());
            return header(asked, "Authorization", secret == null ? null : "Bearer " + secret, "Bearer ");
        }
        if (credentials instanceof Credentials.ApiKey key) {
            return key.query() == null
                    ? header(asked, key.header(), secrets.apply(key.key()), "")
                    : same(asked.query().get(key.query()), secrets.apply(key.key()), "the key in " + key.query());
        }
        if (credentials instanceof Credentials.OAuth2) {
            String told = asked.headers().get("Authorization");
            return told != null && told.startsWith("Bearer ") && open.contains(told.substring(7))
                    ? null
                    : "a token of this system is needed";
        }
        if (credentials instanceof Credentials.SessionLogin) {
            String session = values.get("session");
            return session == null || open.contains(session) ? null : "the session is not known here";
        }
        return tokens == null ? null : tokens.wrong(asked.body());
    }

    private static @Nullable String header(Asked asked, String name, @Nullable String right, String start) {
        String told = asked.headers().get(name);
        if (told == null || !told.startsWith(start)) {
            return "the header " + name + " is missing";
        }
        return same(told, right, "what the header " + name + " holds");
    }

    private static @Nullable String same(@Nullable String told, @Nullable String right, String what) {
        return told != null && (right == null || right.equals(told)) ? null : what + " is wrong";
    }

    /** JSON that is put together. */
    static final class Json {
        static final JsonMapper MAPPER = JsonMapper.builder().build();

        private Json() {}

        static void put(ObjectNode object, String pointer, com.fasterxml.jackson.databind.JsonNode value) {
            String[] names = pointer.substring(1).split("/", -1);
            ObjectNode here = object;
            for (int i = 0; i < names.length - 1; i++) {
                here = here.withObjectProperty(names[i].replace("~1", "/").replace("~0", "~"));
            }
            here.set(names[names.length - 1].replace("~1", "/").replace("~0", "~"), value);
        }

        /** Has an answer say that all is well, as the connector expects it. */
        static void succeed(ObjectNode answer, vn.lienthong.hub.connector.ConnectorDefinition.Success success) {
            if (success.at() != null && !success.anyOf().isEmpty()) {
                put(
                        answer,
                        success.at(),
                        JsonNodeFactory.instance.textNode(success.anyOf().get(0)));
            }
        }
    }
}

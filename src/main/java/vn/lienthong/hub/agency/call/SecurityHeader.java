package vn.lienthong.hub.agency.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.translation.Template;

/** Writes the WS-Security header with a UsernameToken, for envelopes that are written as they are sent. */
@Component
public final class SecurityHeader {
    private static final Template TOKEN = Template.of(
            """
            <wsse:Security xmlns:wsse="OASIS-wssecurity-secext-1.0.xsd" xmlns:wsu="OASIS-wssecurity-utility-1.0.xsd" \
            xmlns:env="{{soap}}" env:mustUnderstand="1"><wsse:UsernameToken><wsse:Username>{{user}}</wsse:Username>\
            <wsse:Password Type="OASIS-username-token-profile-1.0#{{kind}}">{{password}}</wsse:Password>\
            <wsse:Nonce EncodingType="OASIS-soap-message-security-1.0#Base64Binary">{{nonce}}</wsse:Nonce>\
            <wsu:Created>{{created}}</wsu:Created></wsse:UsernameToken></wsse:Security>"""
                    .replace("OASIS", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss"),
            Template.Grammar.XML);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets;
    private final Clock clock;

    SecurityHeader(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The header's element; the password is read for each request.
     *
     * @param soap the namespace of the envelope that it goes into
     */
    public String write(SystemId system, Credentials.UsernameToken token, String soap) {
        String password = CallProblems.secret(system, secrets, token.password());
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        String created = Instant.now(clock).truncatedTo(ChronoUnit.MILLIS).toString();
        Map<String, String> values = Map.of(
                "soap",
                soap,
                "user",
                token.user(),
                "kind",
                token.digest() ? "PasswordDigest" : "PasswordText",
                "password",
                token.digest() ? digest(nonce, created, password) : password,
                "nonce",
                Base64.getEncoder().encodeToString(nonce),
                "created",
                created);
        return TOKEN.fill(values::get);
    }

    /** Fills user and password of the credentials into a header that a connector declares. */
    public String fill(SystemId system, Credentials credentials, Template header) {
        return header.fill(name -> {
            if (credentials instanceof Credentials.Basic basic) {
                return named(name, basic.user(), basic.password(), system);
            }
            if (credentials instanceof Credentials.UsernameToken token) {
                return named(name, token.user(), token.password(), system);
            }
            return credentials instanceof Credentials.SessionLogin login
                    ? named(name, login.user(), login.password(), system)
                    : null;
        });
    }

    private @Nullable String named(String name, String user, Secret password, SystemId system) {
        return switch (name) {
            case "user" -> user;
            case "password" -> CallProblems.secret(system, secrets, password);
            default -> null;
        };
    }

    private static String digest(byte[] nonce, String created, String password) {
        try {
            // What the UsernameToken profile prescribes; the connection's TLS is what protects it.
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}

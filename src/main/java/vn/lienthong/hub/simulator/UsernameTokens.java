package vn.lienthong.hub.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Checks a WS-Security UsernameToken, by the OASIS profile 1.0: a text, or a digest of nonce, time and password whose
 * nonce comes once and whose time is near.
 */
final class UsernameTokens {
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private static final String DIGEST_TYPE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";
    private static final Duration NEAR = Duration.ofMinutes(5);

    private final String user;
    private final String password;
    private final Clock clock;
    private final Map<String, Instant> noncesSeen = new ConcurrentHashMap<>();

    UsernameTokens(String user, String password, Clock clock) {
        this.user = user;
        this.password = password;
        this.clock = clock;
    }

    /** @throws SoapFault unless the header holds a token of the one user known */
    void check(@Nullable Element header) throws SoapFault {
        Element security = header == null ? null : SafeXml.child(header, WSSE, "Security");
        Element token = security == null ? null : SafeXml.child(security, WSSE, "UsernameToken");
        if (token == null) {
            throw SoapFault.security("InvalidSecurity", "a WS-Security UsernameToken is needed");
        }
        Element given = SafeXml.child(token, WSSE, "Password");
        String secret = given == null ? "" : given.getTextContent().strip();
        boolean isDigest = given != null && DIGEST_TYPE.equals(given.getAttribute("Type"));
        boolean right = isDigest ? isRightDigest(token, secret) : same(secret, password);
        if (!right || !same(text(token, WSSE, "Username"), user)) {
            throw SoapFault.security("FailedAuthentication", "the user name or the password is wrong");
        }
    }

    private boolean isRightDigest(Element token, String digest) throws SoapFault {
        String nonce = text(token, WSSE, "Nonce");
        String created = text(token, WSU, "Created");
        Instant now = clock.instant();
        if (Duration.between(momentOf(created), now).abs().compareTo(NEAR) > 0) {
            throw SoapFault.security("MessageExpired", "the token was created more than 5 minutes away from now");
        }
        if (!same(digest, digestOf(nonce, created))) {
            return false;
        }
        noncesSeen.values().removeIf(seen -> seen.isBefore(now.minus(NEAR.multipliedBy(2))));
        if (noncesSeen.putIfAbsent(nonce, now) != null) {
            throw SoapFault.security("FailedAuthentication", "the nonce was used before");
        }
        return true;
    }

    private String digestOf(String nonce, String created) throws SoapFault {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(Base64.getDecoder().decode(nonce));
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            sha1.update(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (IllegalArgumentException e) {
            throw SoapFault.security("InvalidSecurity", "the nonce is not Base64");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static Instant momentOf(String created) throws SoapFault {
        try {
            return OffsetDateTime.parse(created).toInstant();
        } catch (DateTimeException e) {
            throw SoapFault.security("InvalidSecurity", "a digest needs Nonce and Created, and Created is a UTC time");
        }
    }

    private static String text(Element token, String namespace, String name) {
        Element child = SafeXml.child(token, namespace, name);
        return child == null ? "" : child.getTextContent().strip();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

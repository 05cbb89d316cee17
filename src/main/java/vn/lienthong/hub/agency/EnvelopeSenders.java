package vn.lienthong.hub.agency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.apache.wss4j.common.bsp.BSPEnforcer;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.UsernameTokenUtil;
import org.apache.wss4j.dom.message.token.UsernameToken;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.MessageSenders;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake.PushToken;
import vn.lienthong.hub.connector.Intake.SoapPush;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Knows who sends an envelope by the WS-Security UsernameToken in its header: the system, by the password that its connector
 * names, in clear or as a digest; or a client of the hub, by its id and key in clear. A digest is taken once.
 */
@Component
final class EnvelopeSenders {
    /** How old a digest may be, and how far the sender's clock may be ahead, in seconds. */
    private static final int OLDEST = 300;

    private static final int AHEAD = 60;

    private final MessageSenders senders;
    private final Secrets secrets;
    // Only who knows the password gets a digest in here, so nobody else can push others' out.
    private final Cache<String, Boolean> seen = Caffeine.newBuilder()
            .maximumSize(1_000_000)
            .expireAfterWrite(Duration.ofSeconds(OLDEST + AHEAD))
            .build();

    EnvelopeSenders(MessageSenders senders, Secrets secrets) {
        this.senders = senders;
        this.secrets = secrets;
    }

    /**
     * @param security the header
     * @param from where the request comes from
     * @throws Undeliverable if the token is missing, not right, too old or was there before
     */
    Caller sender(ConnectorDefinition connector, SoapPush push, Element security, String from) {
        UsernameToken token = token(security);
        String name = String.valueOf(token.getName());
        PushToken agreed = push.token();
        if (agreed != null && agreed.user().equals(name)) {
            Caller caller = senders.pusherBySecret(
                    name,
                    connector.id(),
                    from,
                    () -> knows(token, CallProblems.secret(connector.id(), secrets, agreed.password())));
            if (token.isHashed()) {
                requireNew(name, token);
            }
            return caller;
        }
        if (token.isHashed()) {
            throw new Undeliverable(PushProblems.noDigest(connector.id()));
        }
        return senders.pusher(name, String.valueOf(token.getPassword()), connector.id(), from);
    }

    private static UsernameToken token(Element security) {
        NodeList tokens = security.getElementsByTagNameNS(
                UsernameToken.TOKEN.getNamespaceURI(), UsernameToken.TOKEN.getLocalPart());
        if (tokens.getLength() != 1) {
            throw refused(
                    "có " + tokens.getLength() + " lần trong phong bì; cần đúng một",
                    "is in the envelope " + tokens.getLength() + " times; expected once");
        }
        try {
            // Clients that leave the nonce's encoding out are met in the field.
            var token = new UsernameToken((Element) tokens.item(0), true, new BSPEnforcer(true));
            if (token.getName() == null || token.getPassword() == null) {
                throw refused("không có tên hoặc mật khẩu", "has no name or no password");
            }
            return token;
        } catch (WSSecurityException e) {
            throw refused("không đọc được", "cannot be read");
        }
    }

    private static boolean knows(UsernameToken token, String password) {
        String shown = String.valueOf(token.getPassword());
        if (!token.isHashed()) {
            return same(shown, password);
        }
        byte[] nonce = nonce(token.getNonce());
        if (nonce.length == 0 || token.getCreatedDate() == null) {
            throw refused("là digest mà không có Nonce hoặc Created", "is a digest without Nonce or Created");
        }
        if (!token.verifyCreated(OLDEST, AHEAD)) {
            throw refused(
                    "được tạo quá " + OLDEST + " giây trước, hoặc ở tương lai; kiểm tra đồng hồ",
                    "was made more than " + OLDEST + " s ago, or in the future; check the clock");
        }
        try {
            return same(shown, UsernameTokenUtil.doPasswordDigest(nonce, token.getCreated(), password));
        } catch (WSSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static byte[] nonce(@Nullable String told) {
        try {
            return told == null ? new byte[0] : Base64.getMimeDecoder().decode(told);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private void requireNew(String name, UsernameToken token) {
        String key = name + '\n' + token.getNonce() + '\n' + token.getCreated();
        if (seen.asMap().putIfAbsent(key, Boolean.TRUE) != null) {
            throw refused("đã được dùng rồi", "was used before");
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Undeliverable refused(String vi, String en) {
        return new Undeliverable(PushProblems.badToken(vi, en));
    }
}

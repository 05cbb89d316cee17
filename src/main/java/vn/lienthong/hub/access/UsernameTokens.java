package vn.lienthong.hub.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.Serial;
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
import vn.lienthong.hub.canonical.Bilingual;

/**
 * Checks UsernameTokens of WS-Security 1.0, as text and as digests. A digest is taken once, and for five minutes. WSS4J reads tokens and
 * makes digests; its own cache of nonces is not used, for it takes a nonce before the password is checked, so that strangers could
 * fill it.
 */
@Component
public final class UsernameTokens {
    /** How old a digest may be, and how far the sender's clock may be ahead, in seconds. */
    private static final int OLDEST = 300;

    private static final int AHEAD = 60;

    // Only who knows the password gets a digest in here, so nobody else can push others' out.
    private final Cache<String, Boolean> seen = Caffeine.newBuilder()
            .maximumSize(1_000_000)
            .expireAfterWrite(Duration.ofSeconds(OLDEST + AHEAD))
            .build();

    /** A token that is not taken; both texts go on from the word UsernameToken. */
    public static final class Refused extends IllegalArgumentException {
        @Serial
        private static final long serialVersionUID = 1;

        private final Bilingual words;

        Refused(String vi, String en) {
            super(en);
            this.words = new Bilingual(vi, en);
        }

        /** Such as "was used before". */
        public Bilingual words() {
            return words;
        }
    }

    /**
     * Reads the one token in a header.
     *
     * @param security the header of WS-Security
     * @throws Refused if it has none or several, or one without name or password
     */
    public static UsernameToken read(Element security) {
        NodeList tokens = security.getElementsByTagNameNS(
                UsernameToken.TOKEN.getNamespaceURI(), UsernameToken.TOKEN.getLocalPart());
        if (tokens.getLength() != 1) {
            throw new Refused(
                    "có " + tokens.getLength() + " lần trong phong bì; cần đúng một",
                    "is in the envelope " + tokens.getLength() + " times; expected once");
        }
        try {
            // Clients that leave the nonce's encoding out are met in the field.
            var token = new UsernameToken((Element) tokens.item(0), true, new BSPEnforcer(true));
            if (token.getName() == null || token.getPassword() == null) {
                throw new Refused("không có tên hoặc mật khẩu", "has no name or no password");
            }
            return token;
        } catch (WSSecurityException e) {
            throw new Refused("không đọc được", "cannot be read");
        }
    }

    /**
     * Whether this is the token's password.
     *
     * @throws Refused if it is a digest that lacks what it is made of, or too old
     */
    public static boolean isOf(UsernameToken token, String password) {
        String shown = String.valueOf(token.getPassword());
        if (!token.isHashed()) {
            return same(shown, password);
        }
        byte[] nonce = nonce(token.getNonce());
        if (nonce.length == 0 || token.getCreatedDate() == null) {
            throw new Refused("là digest mà không có Nonce hoặc Created", "is a digest without Nonce or Created");
        }
        if (!token.verifyCreated(OLDEST, AHEAD)) {
            throw new Refused(
                    "được tạo quá " + OLDEST + " giây trước, hoặc ở tương lai; kiểm tra đồng hồ",
                    "was made more than " + OLDEST + " s ago, or in the future; check the clock");
        }
        try {
            return same(shown, UsernameTokenUtil.doPasswordDigest(nonce, token.getCreated(), password));
        } catch (WSSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /**
     * Takes a digest whose password was right, once; a password in clear as often as it comes.
     *
     * @throws Refused if it was taken before
     */
    public void take(UsernameToken token) {
        if (token.isHashed()) {
            String key = token.getName() + '\n' + token.getNonce() + '\n' + token.getCreated();
            if (seen.asMap().putIfAbsent(key, Boolean.TRUE) != null) {
                throw new Refused("đã được dùng rồi", "was used before");
            }
        }
    }

    private static byte[] nonce(@Nullable String told) {
        try {
            return told == null ? new byte[0] : Base64.getMimeDecoder().decode(told);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

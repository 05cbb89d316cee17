package vn.lienthong.hub.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.security.crypto.bcrypt.BCrypt;
import vn.lienthong.hub.canonical.SystemId;

/** Makes keys for clients, and the hashes that the settings hold in place of keys and passwords. */
public final class KeyMaker {
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyMaker() {}

    /**
     * A new key for a client: {@code lt_<client>_<43 random characters>}.
     *
     * @throws IllegalArgumentException if a client cannot have this id
     */
    public static NewKey newKey(String clientId) {
        String id = SystemId.of(clientId).value();
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String key = "lt_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return new NewKey(key, hashOf(key));
    }

    /** The SHA-256 of a key in hexadecimal. Keys have enough chance in them to need no slower hash. */
    public static String hashOf(String key) {
        return HexFormat.of().formatHex(sha256(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** The bcrypt hash of a password. */
    public static String hashOfPassword(String password) {
        return BCrypt.hashpw(password, BCrypt.gensalt(10, RANDOM));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * A key and its hash.
     *
     * @param key for the client alone; the hub does not keep it
     * @param hash for {@code lienthong.access.clients[].key-hash}
     */
    public record NewKey(String key, String hash) {
        /** Prints no secret. */
        @Override
        public String toString() {
            return "NewKey[hash=" + hash + "]";
        }
    }
}

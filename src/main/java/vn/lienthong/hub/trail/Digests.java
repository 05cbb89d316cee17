package vn.lienthong.hub.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes that chains are made of. */
final class Digests {
    static final int LENGTH = 32;
    static final byte[] NONE = new byte[LENGTH];

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What a chain's first entry comes after. */
    static byte[] genesis(String chain) {
        return sha256().digest(chain.getBytes(StandardCharsets.UTF_8));
    }
}

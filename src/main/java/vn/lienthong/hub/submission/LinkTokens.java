package vn.lienthong.hub.submission;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs links to attachments, so that who has one may fetch that file until it expires, and no other. */
final class LinkTokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param key at least 32 bytes that nobody knows */
    LinkTokens(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The query of a link: until when it is good, for whom, and the signature of both. */
    String query(String sha256, String system, Instant until) {
        long seconds = until.getEpochSecond();
        return "until=" + seconds + "&for=" + system + "&token=" + token(sha256, system, seconds);
    }

    boolean isGood(String sha256, String system, long until, String token, Instant now) {
        return now.getEpochSecond() <= until
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.US_ASCII),
                        token(sha256, system, until).getBytes(StandardCharsets.US_ASCII));
    }

    private String token(String sha256, String system, long until) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signature = mac.doFinal((sha256 + "\n" + system + "\n" + until).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}

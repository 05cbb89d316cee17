package vn.lienthong.hub.connector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.StatusChange.AgencyCode;

/** What makes two reports of one change the same, where the system gives its changes no id of their own. */
final class ChangeFingerprint {
    private static final int BYTES = 16;

    private ChangeFingerprint() {}

    /** Stays the same for as long as the hub's store is kept: a changed recipe would report each change a second time. */
    static String of(String sourceDossierNo, AgencyCode code, Instant at, @Nullable Long sequence) {
        StringBuilder told = new StringBuilder(120);
        append(told, sourceDossierNo);
        append(told, code.code());
        append(told, code.subCode() == null ? "" : code.subCode());
        append(told, sequence != null ? sequence.toString() : at.toString());
        byte[] digest = sha256().digest(told.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    /** With its length before it, so that no two lists of texts read alike. */
    private static void append(StringBuilder told, String text) {
        told.append(text.length()).append(':').append(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

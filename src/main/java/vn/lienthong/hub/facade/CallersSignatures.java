package vn.lienthong.hub.facade;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.wss4j.common.cache.ReplayCache;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.stax.ext.WSSConstants;
import org.apache.wss4j.stax.ext.WSSSecurityProperties;
import org.apache.wss4j.stax.setup.WSSec;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import vn.lienthong.hub.connector.Facade;
import vn.lienthong.hub.translation.soap.EnvelopeGuard;
import vn.lienthong.hub.translation.soap.SoapVersion;

/**
 * Checks by WSS4J that callers of one facade sign body and timestamp of their envelopes, while these are read: the signature
 * and its certificate before the body, the body at its end. An envelope is taken once, and for five minutes.
 */
final class CallersSignatures {
    /** How old a timestamp may be, and how far the sender's clock may be ahead, in seconds. */
    private static final int OLDEST = 300;

    private static final int AHEAD = 60;
    private static final Pattern ANYBODY = Pattern.compile(".*", Pattern.DOTALL);

    private final Merlin authorities = new Merlin();
    private final List<X500Principal> subjects;
    private final ReplayCache seen = new Seen();

    /** @throws IllegalStateException if the authorities cannot be read */
    CallersSignatures(Facade.Signature asked) {
        authorities.setTrustStore(
                new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(text(asked.authorities())))
                        .getTrustStore());
        this.subjects = asked.subjects().stream().map(X500Principal::new).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the certificates " + file + " cannot be read", e);
        }
    }

    EnvelopeGuard guard(SoapVersion version) {
        return envelope -> guarded(envelope, version);
    }

    private XMLStreamReader guarded(XMLStreamReader envelope, SoapVersion version) throws XMLStreamException {
        SignedParts parts = new SignedParts(version, subjects);
        try {
            return new GuardedEnvelope(
                    WSSec.getInboundWSSec(properties(), false, true)
                            .processInMessage(new BoundedHead(envelope), List.of(), parts),
                    parts);
        } catch (WSSecurityException e) {
            throw new IllegalStateException("WSS4J does not take what it is told", e);
        }
    }

    private WSSSecurityProperties properties() {
        WSSSecurityProperties properties = new WSSSecurityProperties();
        properties.addAction(WSSConstants.SIGNATURE);
        properties.addAction(WSSConstants.TIMESTAMP);
        properties.setSignatureVerificationCrypto(authorities);
        // Whose certificates are taken is looked at where they are known; without a pattern WSS4J warns at every
        // message.
        properties.setSubjectCertConstraints(List.of(ANYBODY));
        properties.setStrictTimestampCheck(true);
        properties.setTimestampTTL(OLDEST);
        properties.setTimeStampFutureTTL(AHEAD);
        properties.setTimestampReplayCache(seen);
        return properties;
    }

    /** The signatures that were taken; only who has a certificate gets one in here. */
    private static final class Seen implements ReplayCache {
        private final Cache<String, Boolean> taken = Caffeine.newBuilder()
                .maximumSize(1_000_000)
                .expireAfterWrite(Duration.ofSeconds(OLDEST + AHEAD))
                .build();

        @Override
        public void add(String signature) {
            taken.put(signature, Boolean.TRUE);
        }

        @Override
        public void add(String signature, Instant expires) {
            add(signature);
        }

        @Override
        public boolean contains(String signature) {
            return taken.getIfPresent(signature) != null;
        }

        @Override
        public void close() {
            taken.invalidateAll();
        }
    }
}

package vn.lienthong.hub.facade;

import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import javax.xml.namespace.QName;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.stax.ext.WSSConstants;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.stax.securityEvent.AbstractSecuredElementSecurityEvent;
import org.apache.xml.security.stax.securityEvent.AlgorithmSuiteSecurityEvent;
import org.apache.xml.security.stax.securityEvent.SecurityEvent;
import org.apache.xml.security.stax.securityEvent.SecurityEventListener;
import org.apache.xml.security.stax.securityToken.SecurityToken;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** What of one envelope was signed by one whose certificate is taken, as WSS4J finds it. */
final class SignedParts implements SecurityEventListener {
    /** With these somebody else could make an envelope of the same digest. */
    private static final List<String> WEAK = List.of("sha1", "md5", "ripemd", "hmac");

    private final List<QName> body;
    private final List<QName> timestamp;
    private final List<X500Principal> subjects;
    private final Set<List<QName>> signed = new HashSet<>();

    /** @param subjects those that are taken; empty for all that WSS4J trusts */
    SignedParts(SoapVersion version, List<X500Principal> subjects) {
        QName envelope = new QName(version.namespace(), "Envelope");
        QName header = new QName(version.namespace(), "Header");
        this.body = List.of(envelope, new QName(version.namespace(), "Body"));
        this.timestamp = List.of(envelope, header, WSSConstants.TAG_WSSE_SECURITY, WSSConstants.TAG_WSU_TIMESTAMP);
        this.subjects = List.copyOf(subjects);
    }

    /** Whether the signature is over the body and the timestamp, each where it belongs. */
    boolean areWhole() {
        return signed.contains(body) && signed.contains(timestamp);
    }

    @Override
    public void registerSecurityEvent(SecurityEvent event) throws XMLSecurityException {
        if (event instanceof AlgorithmSuiteSecurityEvent algorithm) {
            refuseWeak(String.valueOf(algorithm.getAlgorithmURI()));
        } else if (event instanceof AbstractSecuredElementSecurityEvent part
                && part.isSigned()
                && isTaken(part.getSecurityToken())) {
            signed.add(List.copyOf(part.getElementPath()));
        }
    }

    private static void refuseWeak(String algorithm) throws WSSecurityException {
        if (WEAK.stream().anyMatch(algorithm.toLowerCase(java.util.Locale.ROOT)::contains)) {
            throw new WSSecurityException(WSSecurityException.ErrorCode.UNSUPPORTED_ALGORITHM);
        }
    }

    /** WSS4J has looked that the authorities have issued it. */
    private boolean isTaken(SecurityToken token) throws XMLSecurityException {
        X509Certificate[] chain = token == null ? null : token.getX509Certificates();
        return chain != null
                && chain.length > 0
                && (subjects.isEmpty() || subjects.contains(chain[0].getSubjectX500Principal()));
    }
}

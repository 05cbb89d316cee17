package vn.lienthong.hub.agency.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.connector.Tls;

/** Whom the hub trusts at each system, and which certificates it shows or signs with there. */
@Component
public final class SystemTls {
    private final Secrets secrets;
    private final Clock clock;
    private final Map<SystemId, Instant> ends = new ConcurrentHashMap<>();

    SystemTls(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Puts a connector's TLS into the registry.
     *
     * @return what a route's {@code sslContextParameters} say to have it
     * @throws IllegalStateException if a certificate or key cannot be read
     */
    public String provide(CamelContext camel, ConnectorDefinition connector) {
        camel.getRegistry().bind(connector.id() + "-tls", new Ready(context(connector)));
        return "#" + connector.id() + "-tls";
    }

    /** Takes it out of the registry, if it is there. */
    public void forget(CamelContext camel, SystemId connector) {
        camel.getRegistry().unbind(connector + "-tls");
        ends.remove(connector);
    }

    /** The same for CXF; null where Java's own way will do. */
    @Nullable
    TLSClientParameters parameters(ConnectorDefinition connector) {
        if (connector.tls() == null) {
            return null;
        }
        var parameters = new TLSClientParameters();
        parameters.setSslContext(context(connector));
        return parameters;
    }

    /** Signs a SOAP request with a certificate. */
    WSS4JOutInterceptor signature(SystemId system, Credentials.X509Signature signature) {
        KeyStore keys =
                new PemSslStoreBundle(shown(system, signature.certificate(), signature.key()), null).getKeyStore();
        return SoapSignature.interceptor(java.util.Objects.requireNonNull(keys, "a certificate has a store"));
    }

    /** Signs whole envelopes that go to a system. */
    public EnvelopeSignature envelopeSignature(SystemId system, Credentials.X509Signature signature) {
        return signer(shown(system, signature.certificate(), signature.key()));
    }

    /**
     * Signs whole envelopes that go to callers.
     *
     * @throws IllegalStateException if the certificate or the key cannot be read
     */
    public EnvelopeSignature envelopeSignature(Path certificate, Secret key) {
        return signer(PemSslStoreDetails.forCertificate(text(certificate)).withPrivateKey(secrets.readWhole(key)));
    }

    private static EnvelopeSignature signer(PemSslStoreDetails shown) {
        KeyStore keys = new PemSslStoreBundle(shown, null).getKeyStore();
        return new EnvelopeSignature(java.util.Objects.requireNonNull(keys, "a certificate has a store"));
    }

    /** @throws vn.lienthong.hub.problem.TryAgainLater if the certificate that would be shown has expired */
    void requireValid(SystemId system) {
        Instant end = ends.get(system);
        if (end != null && end.isBefore(clock.instant())) {
            throw TlsProblems.expired(system, end);
        }
    }

    SSLContext context(ConnectorDefinition connector) {
        Tls tls = java.util.Objects.requireNonNull(connector.tls(), "asked only where it is declared");
        PemSslStoreDetails trusted =
                tls.authorities() == null ? null : PemSslStoreDetails.forCertificate(text(tls.authorities()));
        PemSslStoreDetails shown = tls.certificate() == null || tls.key() == null
                ? null
                : shown(connector.id(), tls.certificate(), tls.key());
        return SslBundle.of(new PemSslStoreBundle(shown, trusted)).createSslContext();
    }

    private PemSslStoreDetails shown(SystemId system, Path certificate, Secret key) {
        ends.put(system, end(certificate));
        return PemSslStoreDetails.forCertificate(text(certificate)).withPrivateKey(secrets.readWhole(key));
    }

    private static Instant end(Path certificate) {
        try (InputStream content = Files.newInputStream(certificate)) {
            var first = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificates(content)
                    .iterator()
                    .next();
            return first.getNotAfter().toInstant();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificate " + certificate + " cannot be read", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate " + file + " cannot be read", e);
        }
    }

    /** Hands Camel a context that is made already. */
    private static final class Ready extends SSLContextParameters {
        private final SSLContext context;

        Ready(SSLContext context) {
            this.context = context;
        }

        @Override
        public SSLContext createSSLContext(CamelContext camel) {
            return context;
        }
    }
}

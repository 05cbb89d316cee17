package vn.lienthong.hub.agency.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.TryAgainLater;

/** One handshake with the trust that the hub's own calls have, which keeps the certificate it was shown also where it fails. */
final class TlsHandshake {
    private final String host;
    private final int port;
    private final Duration patience;
    private final Clock clock;
    private final X509ExtendedTrustManager trust;

    TlsHandshake(String host, int port, Duration patience, Clock clock) {
        this(host, port, patience, clock, trusted(null));
    }

    TlsHandshake(String host, int port, Duration patience, Clock clock, X509ExtendedTrustManager trust) {
        this.host = host;
        this.port = port;
        this.patience = patience;
        this.clock = clock;
        this.trust = trust;
    }

    /** @param at the host's address */
    Finding shake(InetAddress at) {
        Witness witness = new Witness(trust);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(at, port), (int) patience.toMillis());
            plain.setSoTimeout((int) patience.toMillis());
            try (SSLSocket socket =
                    (SSLSocket) context(witness).getSocketFactory().createSocket(plain, host, port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return good(socket.getSession().getProtocol(), witness);
            }
        } catch (IOException e) {
            throw told(witness);
        }
    }

    private Finding good(String protocol, Witness witness) {
        X509Certificate shown = witness.shown;
        if (shown == null) {
            return Finding.good(protocol + ".", protocol + ".");
        }
        String day = day(shown);
        long days = Duration.between(clock.instant(), shown.getNotAfter().toInstant())
                .toDays();
        return Finding.good(
                protocol + "; chứng thư hết hạn ngày " + day + " (còn " + days + " ngày).",
                protocol + "; the certificate ends on " + day + " (in " + days + " days).");
    }

    private TryAgainLater told(Witness witness) {
        X509Certificate shown = witness.shown;
        CertificateException refused = witness.refused;
        if (shown == null || refused == null) {
            return CheckProblems.noTls(host, port);
        }
        Instant ends = shown.getNotAfter().toInstant();
        if (ends.isBefore(clock.instant())) {
            return CheckProblems.certificateEnded(host, day(shown));
        }
        String why = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
        return why.contains("name") && !why.contains("path")
                ? CheckProblems.certificateOfAnother(
                        host, shown.getSubjectX500Principal().getName())
                : CheckProblems.certificateNotTrusted(
                        host, shown.getIssuerX500Principal().getName());
    }

    private static String day(X509Certificate shown) {
        return LocalDate.ofInstant(shown.getNotAfter().toInstant(), ZoneOffset.UTC)
                .toString();
    }

    private static SSLContext context(Witness witness) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {witness}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java speaks TLS", e);
        }
    }

    /** What a store of certificates trusts; null for Java's own. */
    static X509ExtendedTrustManager trusted(@Nullable KeyStore store) {
        try {
            TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            usual.init(store);
            return Arrays.stream(usual.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java's trust store cannot be read", e);
        }
    }

    /** Judges as the usual trust does, and remembers what it judged. */
    private static final class Witness extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager usual;
        private @Nullable X509Certificate shown;
        private @Nullable CertificateException refused;

        Witness(X509ExtendedTrustManager usual) {
            this.usual = usual;
        }

        private void judge(X509Certificate[] chain, Judge judge) throws CertificateException {
            shown = chain[0];
            try {
                judge.judge();
            } catch (CertificateException e) {
                refused = e;
                throw e;
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            judge(chain, () -> usual.checkServerTrusted(chain, type, socket));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            judge(chain, () -> usual.checkServerTrusted(chain, type, engine));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            judge(chain, () -> usual.checkServerTrusted(chain, type));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            usual.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            usual.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            usual.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return usual.getAcceptedIssuers();
        }
    }

    private interface Judge {
        void judge() throws CertificateException;
    }
}

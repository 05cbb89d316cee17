package vn.lienthong.hub.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * An authority for trials, with the certificates that it has signed, made by Java's own {@code keytool} and kept in a folder: of a
 * system on this machine, and of a hub that shows one. Whoever has the folder can play both, so nothing real is to trust it.
 */
public final class MadeCertificates {
    private static final char[] PASSWORD = "simulated".toCharArray();
    private static final String AUTHORITY = "authority";
    private static final String SYSTEM = "system";
    private static final String HUB = "hub";
    private static final String DAYS = "365";
    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;
    private final Path file;

    private MadeCertificates(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("simulated.p12");
    }

    /**
     * Those of a folder; made where there are none, or the ones there have run out.
     *
     * @throws IllegalStateException if they cannot be made
     */
    public static MadeCertificates in(Path folder) {
        try {
            var made = new MadeCertificates(Files.createDirectories(folder));
            if (!made.areValid()) {
                made.make();
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("certificates cannot be laid into " + folder, e);
        }
    }

    /** What trusts the system: a PEM file for {@code tls/authorities}. */
    public Path authority() {
        return folder.resolve("authority.pem");
    }

    /** What a hub may show, for {@code tls/certificate}. */
    public Path hub() {
        return folder.resolve("hub.pem");
    }

    /** The private key of {@link #hub}. */
    public Path hubKey() {
        return folder.resolve("hub-key.pem");
    }

    /** What a hub may show, as it is. */
    X509Certificate hubCertificate() {
        return (X509Certificate) certificate(HUB);
    }

    /**
     * What the system speaks TLS with.
     *
     * @param clients the certificates of whom it lets in
     */
    SSLContext context(List<? extends Certificate> clients) {
        try {
            KeyStore own = empty();
            own.setKeyEntry(SYSTEM, store().getKey(SYSTEM, PASSWORD), PASSWORD, store().getCertificateChain(SYSTEM));
            var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(own, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown.getKeyManagers(), new TrustManager[] {new OnlyThese(Set.copyOf(clients))}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Lets in whoever shows one of these, by whomever it was issued: a caller is told no issuers to choose by. */
    private record OnlyThese(Set<Certificate> known) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how) throws CertificateException {
            if (!known.contains(chain[0])) {
                throw new CertificateException(
                        "the certificate of " + chain[0].getSubjectX500Principal() + " is none that the system knows");
            }
            chain[0].checkValidity();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how) throws CertificateException {
            throw new CertificateException("the system calls nobody");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private boolean areValid() {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            ((X509Certificate) certificate(SYSTEM)).checkValidity();
            return true;
        } catch (GeneralSecurityException ranOut) {
            return false;
        }
    }

    private void make() throws IOException {
        Files.deleteIfExists(file);
        keytool(AUTHORITY, "-ext", "bc:c");
        keytool(SYSTEM, "-signer", AUTHORITY, "-ext", "SAN=IP:127.0.0.1,DNS:localhost");
        keytool(HUB, "-signer", AUTHORITY);
        try {
            Files.writeString(
                    authority(), pem("CERTIFICATE", certificate(AUTHORITY).getEncoded()));
            Files.writeString(hub(), pem("CERTIFICATE", certificate(HUB).getEncoded()));
            Files.writeString(
                    hubKey(), pem("PRIVATE KEY", store().getKey(HUB, PASSWORD).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates in " + file + " cannot be read", e);
        }
    }

    private void keytool(String name, String... more) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=simulated " + name));
        words.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-startdate", "-1d", "-validity", DAYS));
        words.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
        words.addAll(List.of("-storepass", new String(PASSWORD)));
        words.addAll(List.of(more));
        Process tool = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!tool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            tool.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while certificates were made", e);
        }
    }

    private Certificate certificate(String name) {
        try {
            return store().getCertificate(name);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates in " + file + " cannot be read", e);
        }
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }
}

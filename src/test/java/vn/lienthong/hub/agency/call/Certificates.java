package vn.lienthong.hub.agency.call;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority and the certificates that it signs, made by Java's own tool, as stores and as PEM. */
public final class Certificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final Path store;
    private final Made authority;

    public Certificates(Path folder) throws Exception {
        this.folder = folder;
        this.store = folder.resolve("certificates.p12");
        this.authority = make("authority", "-60d", 365, "-ext", "bc:c");
    }

    public Made authority() {
        return authority;
    }

    /**
     * A certificate that the authority has signed.
     *
     * @param begins as keytool says it, such as {@code -10d}
     * @param days how long it is valid
     */
    public Made make(String name, String begins, int days) throws Exception {
        return make(name, begins, days, "-signer", "authority", "-ext", "SAN=IP:127.0.0.1,DNS:localhost");
    }

    private Made make(String name, String begins, int days, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        words.addAll(List.of("-alias", name, "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=" + name));
        words.addAll(List.of("-startdate", begins, "-validity", String.valueOf(days), "-storetype", "PKCS12"));
        words.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        words.addAll(List.of(more));
        Process tool = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new IOException(said);
        }
        return new Made(KeyStore.getInstance(store.toFile(), PASSWORD), folder, name);
    }

    /** One certificate with its key. */
    public record Made(KeyStore store, Path folder, String name) {
        public Certificate certificate() throws Exception {
            return store.getCertificate(name);
        }

        /** The certificate as a PEM file. */
        public Path pem() throws Exception {
            return Files.writeString(
                    folder.resolve(name + ".pem"),
                    pem("CERTIFICATE", certificate().getEncoded()));
        }

        public String keyPem() throws Exception {
            return pem("PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
        }

        /** A store with nothing but this and its key, and what both are protected by. */
        public KeyStore alone() throws Exception {
            KeyStore alone = KeyStore.getInstance("PKCS12");
            alone.load(null, null);
            alone.setKeyEntry(name, store.getKey(name, PASSWORD), PASSWORD, store.getCertificateChain(name));
            return alone;
        }

        private static String pem(String what, byte[] content) {
            return "-----BEGIN " + what + "-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + what
                    + "-----\n";
        }

        /** What a server speaks TLS with that shows this and trusts another. */
        SSLContext serverTrusting(Made other) throws Exception {
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(alone(), PASSWORD);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("other", other.certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        }
    }
}

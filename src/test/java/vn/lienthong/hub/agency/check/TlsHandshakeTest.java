package vn.lienthong.hub.agency.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.problem.TryAgainLater;

/** Against a real server over TLS, with certificates that Java's keytool makes for the test. */
class TlsHandshakeTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void goodCertificateIsToldWithTheDayItEnds(@TempDir Path folder) throws Exception {
        KeyStore store = certificate(folder, "SAN=DNS:localhost", "-validity", "30");
        try (ServerSocket server = serving(store)) {
            var handshake = new TlsHandshake(
                    "localhost",
                    server.getLocalPort(),
                    PATIENCE,
                    Clock.systemUTC(),
                    TlsHandshake.trusted(justCertificate(store)));

            Finding found = handshake.shake(InetAddress.getLoopbackAddress());

            assertThat(found).isInstanceOf(Finding.Good.class);
            assertThat(found.text().en())
                    .matches("TLSv1\\.[23]; the certificate ends on \\d{4}-\\d\\d-\\d\\d \\(in (29|30) days\\)\\.");
        }
    }

    @Test
    void endedCertificateIsToldWithItsDay(@TempDir Path folder) throws Exception {
        KeyStore store =
                certificate(folder, "SAN=DNS:localhost", "-startdate", "2020/01/01 00:00:00", "-validity", "31");
        try (ServerSocket server = serving(store)) {
            var handshake = new TlsHandshake("localhost", server.getLocalPort(), PATIENCE, Clock.systemUTC());

            assertThatThrownBy(() -> handshake.shake(InetAddress.getLoopbackAddress()))
                    .isInstanceOf(TryAgainLater.class)
                    .hasMessageContaining("The certificate of localhost ended on 2020-0");
        }
    }

    @Test
    void certificateOfAnotherNameIsTold(@TempDir Path folder) throws Exception {
        KeyStore store = certificate(folder, "SAN=DNS:other.example", "-validity", "30");
        try (ServerSocket server = serving(store)) {
            var handshake = new TlsHandshake(
                    "localhost",
                    server.getLocalPort(),
                    PATIENCE,
                    Clock.systemUTC(),
                    TlsHandshake.trusted(justCertificate(store)));

            assertThatThrownBy(() -> handshake.shake(InetAddress.getLoopbackAddress()))
                    .hasMessageContaining("is of another name (CN=Trial");
        }
    }

    @Test
    void certificateOfAnUnknownIssuerIsTold(@TempDir Path folder) throws Exception {
        KeyStore store = certificate(folder, "SAN=DNS:localhost", "-validity", "30");
        try (ServerSocket server = serving(store)) {
            var handshake = new TlsHandshake("localhost", server.getLocalPort(), PATIENCE, Clock.systemUTC());

            assertThatThrownBy(() -> handshake.shake(InetAddress.getLoopbackAddress()))
                    .hasMessageContaining("issued by somebody the hub does not trust (CN=Trial");
        }
    }

    @Test
    void machineThatSpeaksNoTlsIsTold() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer(server, socket -> socket.getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes("US-ASCII")));
            var handshake = new TlsHandshake("localhost", server.getLocalPort(), PATIENCE, Clock.systemUTC());

            assertThatThrownBy(() -> handshake.shake(InetAddress.getLoopbackAddress()))
                    .hasMessageContaining("The TLS handshake with localhost:");
        }
    }

    private static KeyStore certificate(Path folder, String names, String... more) throws Exception {
        Path file = folder.resolve("server.p12");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Trial",
                "-ext",
                names,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit"));
        words.addAll(List.of(more));
        Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), "UTF-8");
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static KeyStore justCertificate(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        return trusted;
    }

    private static ServerSocket serving(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        ServerSocket server =
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        answer(server, socket -> socket.getInputStream().read());
        return server;
    }

    private interface Answer {
        void to(Socket socket) throws IOException;
    }

    private static void answer(ServerSocket server, Answer answer) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                answer.to(socket);
            } catch (IOException theClientWentAway) {
                // That is what the tests are about.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}

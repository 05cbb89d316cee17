package vn.lienthong.hub.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.connector.FolderCheck;

/** Systems that are reached by TLS or in a database, spoken with by clients that are not the hub's. */
class PlayedOtherwiseTest {
    private static final Path FOLDERS = Path.of("src", "docs", "connectors");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private @Nullable ConnectorSimulation system;

    @AfterEach
    void stop() {
        if (system != null) {
            system.close();
        }
    }

    private ConnectorSimulation play(Path folder, @Nullable Path made) {
        system = ConnectorSimulation.start(
                FolderCheck.definition(folder, name -> null), folder, 0, made, secret -> "s3cret", Clock.systemUTC());
        return system;
    }

    private Path copy(String id) throws IOException {
        Path folder = root.resolve(id);
        FileSystemUtils.copyRecursively(FOLDERS.resolve(id), folder);
        return folder;
    }

    private static void edit(Path folder, String file, String before, String after) throws IOException {
        Path path = folder.resolve(file);
        assertThat(path).content().contains(before);
        Files.writeString(path, Files.readString(path).replace(before, after));
    }

    @Nested
    class WhenItsDatabaseIsRead {
        private static final String QUERY =
                "SELECT so_ho_so, trang_thai, cap_nhat FROM v_ho_so WHERE cap_nhat >= ? ORDER BY cap_nhat, so_ho_so";

        private String rows(String url, String password) throws SQLException {
            try (Connection connection = DriverManager.getConnection(url, "lienthong", password)) {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
                    statement.setObject(1, LocalDateTime.of(2026, 1, 1, 0, 0));
                    StringBuilder rows = new StringBuilder();
                    try (ResultSet result = statement.executeQuery()) {
                        while (result.next()) {
                            rows.append(result.getString(1))
                                    .append(' ')
                                    .append(result.getInt(2))
                                    .append(' ');
                            rows.append(result.getObject(3, LocalDateTime.class));
                        }
                    }
                    return rows.toString();
                }
            }
        }

        @Test
        void hasTheRowsOfTheSamplesForWhoKnowsThePassword() throws Exception {
            String url = play(copy("database-view"), null).database().orElseThrow();

            assertThat(rows(url, "s3cret")).isEqualTo("V-1 4 2026-03-02T10:30");
            assertThatThrownBy(() -> rows(url, "guess")).isInstanceOf(SQLException.class);
        }

        @Test
        void saysWhyAQueryCannotBePlayed() throws IOException {
            Path joined = copy("database-view");
            edit(joined, "connector.yaml", "FROM v_ho_so WHERE", "FROM v_ho_so JOIN v_chu ON true WHERE");
            assertThatThrownBy(() -> play(joined, null))
                    .isInstanceOf(CannotBePlayed.class)
                    .hasMessage("its query reads from [v_ho_so, v_chu]; samples hold the rows of one table or view");

            edit(joined, "connector.yaml", "FROM v_ho_so JOIN v_chu ON true WHERE", "FROM v_ho_so WHERE");
            edit(joined, "connector.yaml", "SELECT so_ho_so,", "SELECT so_bien_nhan,");
            assertThatThrownBy(() -> play(joined, null))
                    .isInstanceOf(CannotBePlayed.class)
                    .hasMessageContaining("its query is none that a database of PostgreSQL's kind with the columns")
                    .hasMessageContaining("so_bien_nhan");
        }
    }

    @Nested
    class WhenItSpeaksTls {
        private HttpResponse<String> contract(URI address, SSLContext tls) throws IOException, InterruptedException {
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .build()
                    .send(
                            HttpRequest.newBuilder(address.resolve("/soap/dossiers?wsdl"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        }

        private SSLContext tls(Path made, boolean shows) throws IOException {
            PemSslStoreDetails trusted =
                    PemSslStoreDetails.forCertificate(Files.readString(made.resolve("authority.pem")));
            PemSslStoreDetails shown = shows
                    ? PemSslStoreDetails.forCertificate(Files.readString(made.resolve("hub.pem")))
                            .withPrivateKey(Files.readString(made.resolve("hub-key.pem")))
                    : null;
            return SslBundle.of(new PemSslStoreBundle(shown, trusted)).createSslContext();
        }

        @Test
        void letsInWhoShowsACertificateAndNobodyElse() throws Exception {
            Path made = root.resolve("made");
            ConnectorSimulation signed = play(copy("signed-soap"), made);

            assertThat(contract(signed.address(), tls(made, true)).body()).contains("definitions");
            assertThatThrownBy(() -> contract(signed.address(), tls(made, false)))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> contract(signed.address(), SSLContext.getDefault()))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(signed.controls().getScheme()).isEqualTo("http");
        }
    }
}

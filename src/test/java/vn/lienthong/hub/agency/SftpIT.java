package vn.lienthong.hub.agency;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.status.StatusStore;

/** An agency that leaves files on an SFTP server of its own. */
@Tag("every-java")
class SftpIT {
    private static final SystemId ID = SystemId.of("old-office");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private SshServer server;
    private String hostKey;
    private Path out;
    private Path home;

    @SuppressWarnings("NullAway.Init") // Each test runs it with a definition of its own.
    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        out = Files.createDirectories(folder.resolve("server/out"));
        KeyPair key = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        hostKey = PublicKeyEntry.toString(key.getPublic());
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, password, session) -> user.equals("hub") && password.equals("p w&d"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder.resolve("server")));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.stop(true);
    }

    private void run(String hostKey) throws IOException {
        Path connector = Files.createDirectories(home.resolve("connectors/old-office"));
        Files.writeString(
                connector.resolve("connector.yaml"),
                """
                id: old-office
                name: {vi: Văn phòng, en: Office}
                agency: {id: H27.78, name: {vi: Văn phòng, en: Office}}
                intake:
                  kind: file-drop
                  folder: drop/old-office
                  encoding: tcvn3
                  delimiter: "|"
                  quiet: PT0.1S
                  sftp:
                    host: 127.0.0.1
                    port: %d
                    folder: out
                    host-key: %s
                    user: hub
                    password: {env: OLD_OFFICE_PASSWORD}
                    every: PT0.5S
                """
                        .formatted(server.getPort(), hostKey));
        Files.writeString(
                connector.resolve("mapping.yaml"),
                """
                dates: [dd/MM/yyyy HH:mm]
                dossier: {source-dossier-no: /số, applicant-name: /chủ hồ sơ}
                changes: {status: /trạng thái, at: /lúc}
                tables: {statuses: {"đang xử lý": 4}}
                """);
        hub = new RunningHub(home, 0, "--OLD_OFFICE_PASSWORD=p w&d");
    }

    private void leave() throws IOException {
        Path part = out.resolve("ho-so.csv.part");
        Files.write(
                part,
                "sè|chñ hå s¬|tr¹ng th¸i|lóc\n7|NguyÔn V¨n An|®ang xö lý|03/03/2026 08:30\n".getBytes(ISO_8859_1));
        Files.move(part, out.resolve("ho-so.csv"));
    }

    private List<String> applicants() {
        return hub.bean(StatusStore.class).changesAfter(0, 100, ID).stream()
                .map(entry ->
                        String.valueOf(entry.change().dossier().applicant().name()))
                .toList();
    }

    @Test
    void fetchesAFileAndMovesItAwayOnTheServer() throws Exception {
        run(hostKey);
        leave();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(applicants()).containsExactly("Nguyễn Văn An"));
        await().atMost(PATIENCE).until(() -> Files.exists(out.resolve(".done/ho-so.csv")));
        assertThat(out.resolve("ho-so.csv")).doesNotExist();
    }

    @Test
    void doesNotLogInToAServerThatShowsAnotherKey() throws Exception {
        KeyPair other = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        run(PublicKeyEntry.toString(other.getPublic()));
        leave();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hub.bean(IntakeStates.class).find(ID))
                        .hasValueSatisfying(
                                state -> assertThat(state.problem()).isNotNull().satisfies(problem -> assertThat(
                                                problem.detail().en())
                                        .isEqualTo("The SFTP server of the system old-office shows another key than"
                                                + " the declared host-key."))));
        assertThat(out.resolve("ho-so.csv")).exists();
        assertThat(applicants()).isEmpty();
    }

    @Test
    void tellsAWrongPassword() throws Exception {
        server.setPasswordAuthenticator((user, password, session) -> false);
        run(hostKey);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        hub.bean(IntakeStates.class).find(ID))
                .hasValueSatisfying(
                        state -> assertThat(state.problem()).isNotNull().satisfies(problem -> assertThat(problem.kind())
                                .isEqualTo(ProblemKind.REFUSED_BY_SYSTEM))));
    }
}

package vn.lienthong.hub.agency.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.IntakeState;
import vn.lienthong.hub.agency.IntakeStates;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.store.PostgresServer;

/** A one-stop system whose database the hub reads by a view, on a PostgreSQL of its own. The tables are invented. */
class DatabasePollIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String QUERY =
            "SELECT so, trang_thai, cap_nhat, lan FROM v_ho_so WHERE cap_nhat >= {{watermark}} ORDER BY cap_nhat, so";

    private PostgresServer server;

    @SuppressWarnings("NullAway.Init") // Each test runs it with a definition of its own.
    private RunningHub hub;

    private Path home;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        server = new PostgresServer(folder.resolve("postgres"));
        sql("CREATE TABLE ho_so (so text, trang_thai text, cap_nhat timestamptz, lan bigint)");
        sql("CREATE VIEW v_ho_so AS SELECT * FROM ho_so");
        sql("CREATE USER lienthong PASSWORD 'read-only'");
        sql("GRANT SELECT ON v_ho_so TO lienthong");
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        server.close();
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void row(String dossier, String status, String at) throws SQLException {
        sql("INSERT INTO ho_so VALUES ('%s', '%s', %s, (SELECT count(*) + 1 FROM ho_so))"
                .formatted(dossier, status, at));
    }

    private void run(String query, String orderedBy, String watermark) throws IOException {
        Path connector = Files.createDirectories(home.resolve("connectors/view-office"));
        Files.writeString(
                connector.resolve("connector.yaml"),
                """
                id: view-office
                name: {vi: Văn phòng, en: Office}
                agency: {id: H27.77, name: {vi: Văn phòng, en: Office}}
                credentials: {kind: basic, user: lienthong, password: {env: VIEW_OFFICE_PASSWORD}}
                intake:
                  kind: database-poll
                  every: PT1S
                  url: ${VIEW_OFFICE_DB}
                  query: "%s"
                  page-size: 50
                  ordered-by: %s
                  watermark: %s
                """
                        .formatted(query, orderedBy, watermark));
        Files.writeString(
                connector.resolve("mapping.yaml"),
                """
                dates: [iso]
                dossier: {source-dossier-no: /so}
                changes: {status: /trang_thai, at: /cap_nhat, sequence: /lan}
                tables: {statuses: {"TIEP_NHAN": 2, "XU_LY": 4, "XONG": 9}}
                """);
        hub = new RunningHub(
                home,
                0,
                "--VIEW_OFFICE_DB=" + server.url().replaceAll("\\?.*", ""),
                "--VIEW_OFFICE_PASSWORD=read-only",
                "--lienthong.drivers=" + home.resolve("drivers"));
    }

    private Map<String, List<String>> known() {
        return hub.bean(StatusStore.class).changesAfter(0, 1_000, SystemId.of("view-office")).stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.change().dossier().key().sourceDossierNo(),
                        Collectors.mapping(entry -> entry.change().agencyCode().code(), Collectors.toList())));
    }

    private String problem() {
        IntakeState state = hub.bean(IntakeStates.class).all().get(SystemId.of("view-office"));
        return state == null || state.problem() == null
                ? ""
                : state.problem().detail().en() + " " + state.problem().remedy().en();
    }

    private void awaitKnown(Map<String, List<String>> expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(known()).isEqualTo(expected));
    }

    @Test
    void readsAViewByItsTimePageByPageAndEachRowOnce() throws Exception {
        sql("INSERT INTO ho_so SELECT 'D-' || i, 'TIEP_NHAN', now() - interval '1 day' + i * interval '1 minute', i"
                + " FROM generate_series(1, 120) i");
        run(QUERY, "time", "{from: /cap_nhat, initial: \"2026-01-01T00:00:00Z\", overlap: PT2S}");

        await().atMost(PATIENCE).until(() -> known().size() == 120);
        row("D-7", "XU_LY", "now()");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(known().get("D-7")).containsExactly("TIEP_NHAN", "XU_LY"));
        assertThat(known().values().stream().flatMap(List::stream)).hasSize(121);
    }

    @Test
    void readsByANumberAndManyRowsOfOneByTheirOffset() throws Exception {
        sql("INSERT INTO ho_so SELECT 'D-' || i, 'TIEP_NHAN', now(), 7 FROM generate_series(1, 120) i");
        run(
                "SELECT * FROM v_ho_so WHERE lan >= {{watermark}} ORDER BY lan, so OFFSET {{offset}} LIMIT {{limit}}",
                "number",
                "{from: /lan, initial: 0}");

        await().atMost(PATIENCE).until(() -> known().size() == 120);
    }

    @Test
    void readsOnWhereTheClockRanBackwards() throws Exception {
        // What was written before the clock was set back by a day.
        row("D-1", "TIEP_NHAN", "now()");
        run(QUERY, "time", "{from: /cap_nhat, initial: \"2026-01-01T00:00:00Z\"}");
        awaitKnown(Map.of("D-1", List.of("TIEP_NHAN")));
        hub.bean(vn.lienthong.hub.connector.Connectors.class)
                .find(SystemId.of("view-office"))
                .ifPresent(connector -> hub.bean(vn.lienthong.hub.agency.ReadingPositions.class)
                        .move(
                                connector,
                                java.time.Instant.now().plus(Duration.ofDays(1)).toString()));

        row("D-2", "TIEP_NHAN", "now()");

        awaitKnown(Map.of("D-1", List.of("TIEP_NHAN"), "D-2", List.of("TIEP_NHAN")));
    }

    @Test
    void isNotLedAstrayByARowThatIsDatedInTheFuture() throws Exception {
        row("D-1", "TIEP_NHAN", "now() + interval '10 years'");
        run(QUERY, "time", "{from: /cap_nhat, initial: \"2026-01-01T00:00:00Z\"}");
        await().atMost(PATIENCE).until(() -> known().containsKey("D-1"));

        row("D-2", "TIEP_NHAN", "now()");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(known().keySet()).isEqualTo(Set.of("D-1", "D-2")));
    }

    @Test
    void tellsWhatTheDatabaseRefusesAndGoesOnOnceItIsMended() throws Exception {
        sql("REVOKE SELECT ON v_ho_so FROM lienthong");
        row("D-1", "TIEP_NHAN", "now()");
        run(QUERY, "time", "{from: /cap_nhat, initial: \"2026-01-01T00:00:00Z\"}");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(problem())
                                .isEqualTo(
                                        "The database of the system view-office refuses the query (SQLSTATE 42501): ERROR: permission"
                                                + " denied for view v_ho_so. Mend intake/query in connector.yaml, or let the hub's user read there."));
        sql("GRANT SELECT ON v_ho_so TO lienthong");
        awaitKnown(Map.of("D-1", List.of("TIEP_NHAN")));
    }
}

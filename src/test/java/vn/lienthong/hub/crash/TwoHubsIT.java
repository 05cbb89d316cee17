package vn.lienthong.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.broker.OtherBroker;
import vn.lienthong.hub.simulator.NationalPortal;
import vn.lienthong.hub.store.PostgresServer;

/**
 * Two hubs in processes of their own share one PostgreSQL and one broker. The portal is away, both are killed, it comes back,
 * both are killed again: by the portal's own log each dossier was told in order and nothing twice, whichever hub told it.
 */
class TwoHubsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int DOSSIERS = 60;
    private static final int CHANGES_EACH = 4;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path home;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void tellEachDossierInOrderAndNothingTwiceThoughTheyAreKilledAndThePortalIsAway() throws Exception {
        int portalPort = FreePort.find();
        URI portalAddress = URI.create("http://127.0.0.1:" + portalPort + "/");
        try (var database = new PostgresServer(home.resolve("postgres"));
                var broker = new OtherBroker(home.resolve("broker"), Map.of());
                var one = hub("one", database, broker, portalAddress);
                var two = hub("two", database, broker, portalAddress)) {
            broker.start();
            one.start();
            one.awaitUp();
            two.start();
            two.awaitUp();
            List<PushingOffice> offices = List.of(office(one, "north-office", 1), office(two, "south-office", 2));

            // The portal is away, and one hub dies while changes come in.
            List<CompletableFuture<Void>> sending = offices.stream()
                    .map(office -> CompletableFuture.runAsync(() -> send(office)))
                    .toList();
            await().atMost(PATIENCE).until(() -> ask(database, "SELECT COUNT(*) FROM delivery_hold") == 1);
            two.kill();
            two.start();
            two.awaitUp();
            for (var office : sending) {
                office.get(3, TimeUnit.MINUTES);
            }
            await().atMost(PATIENCE)
                    .until(() -> ask(database, "SELECT COUNT(*) FROM delivery WHERE waiting_since IS NOT NULL")
                            == 2 * DOSSIERS);
            long since = ask(database, "SELECT since FROM delivery_hold");
            one.kill();
            two.kill();
            one.start();
            one.awaitUp();
            two.start();
            two.awaitUp();
            await().atMost(PATIENCE).until(() -> ask(database, "SELECT failures FROM delivery_hold") > 2);
            assertThat(ask(database, "SELECT since FROM delivery_hold"))
                    .as("a restart does not forget since when the portal is away")
                    .isEqualTo(since);
            assertThat(ask(database, "SELECT COUNT(*) FROM dead_letter")).isZero();
            assertThat(ask(database, "SELECT COALESCE(MAX(attempts), 0) FROM delivery"))
                    .as("no dossier pays for the portal's absence")
                    .isZero();

            // It comes back; both tell at the same time, and die in the middle of it.
            try (var portal = NationalPortal.start(portalPort, CrashIT.PASSWORD, null, Clock.systemUTC())) {
                await().atMost(PATIENCE)
                        .until(() -> CrashIT.log(portal.address()).size() > DOSSIERS);
                one.kill();
                two.kill();
                one.start();
                one.awaitUp();
                two.start();
                two.awaitUp();

                await("each dossier's last change at the portal")
                        .atMost(PATIENCE)
                        .until(() -> isAllTold(portal, offices));
                await().atMost(PATIENCE)
                        .until(() ->
                                ask(database, "SELECT COUNT(*) FROM delivery WHERE waiting_since IS NOT NULL") == 0);
                assertThat(ask(database, "SELECT COUNT(*) FROM delivery_hold")).isZero();
                assertThat(faults(portal, offices)).isEmpty();
            }
        }
    }

    private HubProcess hub(String name, PostgresServer database, OtherBroker broker, URI portal) throws IOException {
        List<String> settings = new ArrayList<>(CrashIT.settings(portal));
        settings.addAll(List.of(broker.settings()));
        settings.add("--lienthong.store.url=" + database.url());
        settings.add("--lienthong.store.user=" + PostgresServer.USER);
        settings.add("--lienthong.delivery.longest-hold=2s");
        settings.add("--lienthong.delivery.settle=3s");
        Path own = java.nio.file.Files.createDirectories(home.resolve(name));
        return new HubProcess(own, settings, Map.of("CRASH_PORTAL_PASSWORD", CrashIT.PASSWORD));
    }

    private static PushingOffice office(HubProcess hub, String id, int number) {
        URI door = hub.address("/api/v1/connectors/" + id + "/changes");
        return new PushingOffice(id, "H27.9" + number, door, HubProcess.key(id), 0, DOSSIERS, CHANGES_EACH, number);
    }

    private static void send(PushingOffice office) {
        try {
            office.sendAll(Duration.ofMillis(5));
        } catch (Exception e) {
            throw new IllegalStateException(office.id() + " stopped sending", e);
        }
    }

    private static long ask(PostgresServer database, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), PostgresServer.USER, null);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? answer.getLong(1) : -1;
        }
    }

    private static boolean isAllTold(NationalPortal portal, List<PushingOffice> offices) throws Exception {
        Map<String, List<String>> told = CrashIT.progressOf(CrashIT.log(portal.address()));
        return offices.stream()
                .flatMap(office -> office.truth().entrySet().stream())
                .allMatch(dossier -> told.getOrDefault(dossier.getKey(), List.of())
                        .contains(timeOf(dossier.getValue().get(CHANGES_EACH - 1))));
    }

    /** What the portal's own log says against the hubs. */
    private static List<String> faults(NationalPortal portal, List<PushingOffice> offices) throws Exception {
        List<JsonNode> log = CrashIT.log(portal.address());
        Map<String, List<String>> told = CrashIT.progressOf(log);
        List<String> faults = new ArrayList<>();
        for (PushingOffice office : offices) {
            office.truth().forEach((code, changes) -> {
                List<String> atPortal = told.getOrDefault(code, List.of());
                if (!atPortal.equals(atPortal.stream().sorted().distinct().toList())) {
                    faults.add(code + " was told twice or out of order: " + atPortal);
                }
                List<String> really = changes.stream().map(TwoHubsIT::timeOf).toList();
                if (!really.containsAll(atPortal)) {
                    faults.add(code + " was told what never happened: " + atPortal);
                }
            });
        }
        return faults;
    }

    private static String timeOf(PushingOffice.Change change) {
        return CrashIT.PORTAL_TIME.format(change.at());
    }
}

package vn.lienthong.hub.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;
import vn.lienthong.hub.store.HubNode;

/**
 * What was acknowledged outlives {@code kill -9}. How often and when is told by {@code -Dlienthong.test.kills} and
 * {@code -Dlienthong.test.seed}.
 */
class KillIT {
    private final int kills = Integer.getInteger("lienthong.test.kills", 6);
    private final Random random = new Random(Long.getLong("lienthong.test.seed", 20_260_302L));
    private final Set<Integer> acknowledged = Collections.synchronizedSet(new HashSet<>());

    @Nested
    class WhenTheHubIsKilledAgainAndAgain {
        @Test
        void hasEveryAcknowledgedChangeOnce(@TempDir Path home) throws Exception {
            for (int kill = 0; kill < kills; kill++) {
                // Some changes come again after each start, as a broker brings them again.
                int highest = acknowledged.stream().mapToInt(i -> i).max().orElse(0);
                acceptAndKill(home, Math.max(0, highest - 200), 200 + random.nextInt(2_000));
            }

            Database database = Databases.sqlite(home);
            StatusStore store = new JdbcStatusStore(
                    database,
                    new StatusSettings(100),
                    Clock.systemUTC(),
                    new StaticListableBeanFactory().getBeanProvider(FeedListener.class));
            Set<String> kept = new HashSet<>();
            long position = 0;
            List<StatusStore.FeedEntry> entries = store.changesAfter(position, 1_000, null);
            while (!entries.isEmpty()) {
                for (StatusStore.FeedEntry entry : entries) {
                    assertThat(kept.add(named(entry.change())))
                            .as("%s comes once", named(entry.change()))
                            .isTrue();
                    position = entry.position();
                }
                entries = store.changesAfter(position, 1_000, null);
            }
            assertThat(acknowledged).hasSizeGreaterThan(kills * 200);
            assertThat(kept)
                    .containsAll(acknowledged.stream()
                            .map(number -> named(KilledAcceptor.numbered(number)))
                            .toList());
            assertEachIsPresentAndPending(store, new JdbcDeliveryLedger(database, new HubNode("one")), kept.size());
            Databases.close(database);
        }
    }

    private static void assertEachIsPresentAndPending(StatusStore store, DeliveryLedger ledger, int changes) {
        List<DeliveryLedger.Pending> pending = ledger.take(Changes.PORTAL, Instant.now(), Integer.MAX_VALUE);
        int late = 0;
        for (DeliveryLedger.Pending dossier : pending) {
            DossierState state = store.find(dossier.dossier().key()).orElseThrow();
            assertThat(dossier.changes()).last().isEqualTo(state.present().change());
            late += state.history().size() - dossier.changes().size();
        }
        assertThat(pending.stream()
                                .mapToInt(dossier -> dossier.changes().size())
                                .sum()
                        + late)
                .isEqualTo(changes);
    }

    private void acceptAndKill(Path home, int from, int acknowledgements) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledAcceptor.class.getName(),
                        home.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = child.inputReader()) {
            for (int i = 0; i < acknowledgements; i++) {
                String line = lines.readLine();
                assertThat(line).as("the acceptor lives").isNotNull();
                acknowledge(line);
            }
            // Not through the process, which would close its output: what it had still said before it died counts too.
            child.toHandle().destroyForcibly();
            lines.lines().forEach(this::acknowledge);
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private void acknowledge(String line) {
        if (line.startsWith(KilledAcceptor.ACCEPTED)) {
            acknowledged.add(Integer.parseInt(line.substring(KilledAcceptor.ACCEPTED.length())));
        }
    }

    private static String named(StatusChange change) {
        return change.dossier().key().sourceDossierNo() + " " + change.changeId();
    }
}

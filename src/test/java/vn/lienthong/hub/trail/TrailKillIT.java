package vn.lienthong.hub.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

/** A hub that is killed in the middle of writing leaves a whole chain, and goes on with it. */
class TrailKillIT {
    private final Random random = new Random(Long.getLong("lienthong.test.seed", 20_261_128L));

    @Nested
    class WhenTheHubIsKilledAgainAndAgain {
        @Test
        void itsOneChainIsWholeAndAsLongAsItsHeadFileSays(@TempDir Path home) throws Exception {
            long entries = 0;
            for (int kill = 0; kill < 4; kill++) {
                entries = noteAndKill(home, entries + 10 + random.nextInt(40));
            }

            var check = new Verification();
            try (TrailSource source = TrailSource.open(home.toString(), null, null)) {
                source.each(check);
            }
            HeadFile.read(home.resolve(HeadFile.NAME)).ifPresent(check::compare);
            Verification.Result result = check.result();

            assertThat(result.findings()).isEmpty();
            assertThat(result.chains()).isEqualTo(1);
            assertThat(result.entries()).isGreaterThanOrEqualTo(entries);
            Database database = Databases.sqlite(home);
            assertThat(NotedActs.all(database)).noneMatch(act -> act.verb().equals("trail-broken"));
            Databases.close(database);
        }
    }

    /** @return how many entries it said were on disk */
    private static long noteAndKill(Path home, long atLeast) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledNoter.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long entries = 0;
        try (BufferedReader lines = child.inputReader()) {
            while (entries < atLeast) {
                String line = lines.readLine();
                assertThat(line).as("the noter lives").isNotNull();
                entries = line.matches("\\d+") ? Long.parseLong(line) : entries;
            }
            child.toHandle().destroyForcibly();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return entries;
    }
}

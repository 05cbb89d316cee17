package vn.lienthong.hub.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However long an agency's list is, and however many dossiers the hub has, a comparison needs the same memory. */
class LongListTest {
    private static final int DOSSIERS = 300_000;
    /** As objects, the list alone would be more than twice this. */
    private static final String HEAP = "48m";

    @Nested
    class WhenAListIsLongerThanTheMemory {
        @Test
        void isComparedAllTheSame(@TempDir Path home) throws Exception {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + HEAP,
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LongListComparison.class.getName(),
                            home.toString(),
                            Integer.toString(DOSSIERS))
                    .redirectErrorStream(true)
                    .start();

            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            int each = DOSSIERS / 50;
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said)
                    .contains("{UNKNOWN_TO_HUB=%d, HUB_LATER=%d, UNKNOWN_TO_AGENCY=%d} kept %d"
                            .formatted(each, each, each, Reports.MOST));
        }
    }

    @Nested
    class WhenOnlyASampleIsAskedFor {
        @Test
        void isNoLargerThanWasSaidAndSpreadOverAll() {
            for (long dossiers : new long[] {1, 2, 499, 500, 501, 999, 1_000, 123_456}) {
                long every = Reconciliation.sampleEvery(dossiers, 500);
                long[] asked = LongStream.range(0, dossiers)
                        .filter(i -> i % every == 0)
                        .toArray();

                assertThat(asked.length).isBetween((int) Math.min(dossiers, 250), 500);
                assertThat(dossiers - asked[asked.length - 1]).isLessThanOrEqualTo(every);
                assertThat(IntStream.range(1, asked.length).mapToLong(i -> asked[i] - asked[i - 1]))
                        .allMatch(gap -> gap == every);
            }
        }
    }
}

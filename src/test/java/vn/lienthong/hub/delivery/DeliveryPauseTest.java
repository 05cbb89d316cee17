package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveryPauseTest {
    private static DeliveryPause pause(RandomGenerator chance) {
        return new DeliveryPause(Duration.ofSeconds(2), Duration.ofMinutes(10), chance);
    }

    @Nested
    class WhenItFailsAgainAndAgain {
        @Test
        void doublesUpToTheLongest() {
            // The least shortened of all.
            DeliveryPause pause = pause(() -> -1L);

            List<Long> seconds = IntStream.range(0, 12)
                    .mapToObj(failures -> Math.round(pause.after(failures).toMillis() / 1_000.0))
                    .toList();

            assertThat(seconds).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 600L, 600L, 600L);
        }

        @Test
        void neverOverflows() {
            assertThat(pause(() -> -1L).after(10_000)).isEqualTo(Duration.ofMinutes(10));
        }
    }

    @Nested
    class WhenManyFailTogether {
        @Test
        void comeBackSpreadOverTheSecondHalfOfThePause() {
            DeliveryPause pause = pause(new Random(7));

            List<Long> millis = IntStream.range(0, 1_000)
                    .mapToObj(i -> pause.after(3).toMillis())
                    .toList();

            assertThat(millis).allSatisfy(one -> assertThat(one).isBetween(8_000L, 16_000L));
            assertThat(millis.stream().distinct().count()).isGreaterThan(900);
            for (long quarter = 8_000; quarter < 16_000; quarter += 2_000) {
                long from = quarter;
                assertThat(millis.stream()
                                .filter(one -> one >= from && one < from + 2_000)
                                .count())
                        .as("from %s ms on", from)
                        .isBetween(150L, 350L);
            }
        }
    }
}

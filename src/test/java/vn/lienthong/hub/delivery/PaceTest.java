package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.simulator.SettableClock;

class PaceTest {
    private final SettableClock clock = new SettableClock();

    @Nested
    class WhenADestinationTakesFourCallsASecond {
        private final Pace pace = Pace.of(4, clock);

        @Test
        void lettingOneGoEveryQuarterOfASecond() {
            assertThat(pace.waitForNext()).isZero();
            assertThat(pace.waitForNext()).isEqualTo(Duration.ofMillis(250));
            clock.move(Duration.ofMillis(250));
            clock.move(Duration.ofMillis(100));
            assertThat(pace.waitForNext()).isEqualTo(Duration.ofMillis(150));
        }

        @Test
        void savesUpNothing() {
            clock.move(Duration.ofHours(1));

            assertThat(pace.waitForNext()).isZero();
            assertThat(pace.waitForNext()).isEqualTo(Duration.ofMillis(250));
        }

        @Test
        void doesNotWaitForAClockThatWasSetBack() {
            pace.waitForNext();
            clock.move(Duration.ofDays(-1));

            assertThat(pace.waitForNext()).isZero();
        }
    }

    @Test
    void aDestinationWithoutARateIsCalledAsFastAsItAnswers() {
        Pace pace = Pace.of(null, clock);

        assertThat(pace.waitForNext()).isZero();
        assertThat(pace.waitForNext()).isZero();
    }
}

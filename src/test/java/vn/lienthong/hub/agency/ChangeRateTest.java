package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.SystemId;

class ChangeRateTest {
    private static final SystemId TAX = SystemId.of("tax-office");

    private Instant now = Instant.parse("2026-03-02T01:00:00Z");
    private final ChangeRate rate = new ChangeRate(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @Nested
    class WhenChangesComeIn {
        @Test
        void tellsHowManyAMinuteOverTheLastFive() {
            for (int i = 0; i < 10; i++) {
                rate.count(TAX);
            }
            now = now.plus(Duration.ofMinutes(2));
            for (int i = 0; i < 5; i++) {
                rate.count(TAX);
            }

            assertThat(rate.perMinute(TAX)).isEqualTo(3.0);
            now = now.plus(Duration.ofMinutes(3));
            assertThat(rate.perMinute(TAX)).isEqualTo(1.0);
            now = now.plus(Duration.ofDays(1));
            assertThat(rate.perMinute(TAX)).isZero();
            assertThat(rate.perMinute(SystemId.of("other-office"))).isZero();
        }
    }
}

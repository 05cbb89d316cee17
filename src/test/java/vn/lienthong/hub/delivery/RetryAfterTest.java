package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");

    @Test
    void isReadAsSecondsOrAsADate() {
        assertThat(RetryAfter.read(" 120 ", NOW)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.read("Sat, 28 Nov 2026 09:05:30 GMT", NOW)).contains(Duration.ofSeconds(330));
    }

    @Test
    void isBounded() {
        assertThat(RetryAfter.read("999999999", NOW)).contains(RetryAfter.LONGEST);
        assertThat(RetryAfter.read("Sun, 28 Nov 2027 09:00:00 GMT", NOW)).contains(RetryAfter.LONGEST);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-5", "99999999999999999999", "Sat, 28 Nov 2026 08:59:59 GMT"})
    void isNothingWhereItIsMissingUnreadableOrPast(String header) {
        assertThat(RetryAfter.read(header, NOW)).isEmpty();
    }
}

package vn.lienthong.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-03-02T01:02:03.456789Z",
                "1899-12-31T23:59:59.999999Z",
                "9999-12-31T17:00:00Z"
            })
    void bringsATimeBackToTheMicrosecond(String time) {
        assertThat(Micros.instant(Micros.of(Instant.parse(time)))).isEqualTo(time);
    }

    @Test
    void roundsDown() {
        assertThat(Micros.instant(Micros.of(Instant.parse("2026-03-02T01:02:03.456789999Z"))))
                .isEqualTo("2026-03-02T01:02:03.456789Z");
        assertThat(Micros.of(Instant.EPOCH.minusNanos(1))).isEqualTo(-1);
    }

    @Test
    void endsAtTheFurthestTimeThatCanBeTold() {
        assertThat(Micros.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Micros.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    }
}

package vn.lienthong.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T02:43:55Z",
                "2026-11-24T02:43:55.500Z",
                "2026-11-24T02:43:55.046714Z",
                "2026-11-24T02:43:55.000000001Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "-0001-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void theyAreWrittenAsJavaWritesThem(String text) {
        assertThat(Instants.text(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void anyIsWrittenAsJavaWritesItAndReadAgain() {
        Random random = new Random(20261130);
        int[] steps = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 200_000; i++) {
            long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
            int step = steps[i % steps.length];
            Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000) / step * step);
            String text = Instants.text(instant);
            assertThat(text).isEqualTo(instant.toString());
            assertThat(Instants.parsed(text)).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T02:43:55.5Z", "2026-11-24T02:43:55.04Z", "2026-11-24T02:43:55.12345678Z"})
    void aFractionOfAnyLengthIsRead(String text) {
        assertThat(Instants.parsed(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-24",
                "2026-11-24T02:43:55",
                "2026-11-24T02:43:55.Z",
                "2026-11-24T02:43:55.0467141234Z",
                "2026-02-30T02:43:55Z",
                "2026-13-01T02:43:55Z",
                "2026-11-24T24:00:00Z",
                "2026-11-24T02:60:00Z",
                "2016-12-31T23:59:60Z",
                "2026-11-24t02:43:55z",
                "2026-11-24T02:43:55+07:00",
                "2026-11-24T02:43:5xZ",
                "20x6-11-24T02:43:55Z",
                "+10000-01-01T00:00:00Z",
                "2026-11-24T٠٢:43:55Z"
            })
    void whateverLooksOtherwiseIsLeftToTheFormatter(String text) {
        assertThat(Instants.parsed(text)).isNull();
    }
}

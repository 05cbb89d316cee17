package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatePatternTest {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private static @Nullable Instant read(String pattern, String text) {
        return DatePattern.compile(pattern).read(text, VIETNAM, false);
    }

    @Nested
    class WhenATextIsWrittenAsThePatternSays {
        @ParameterizedTest
        @CsvSource({
            "dd/MM/yyyy HH:mm:ss, 09/06/2026 08:12:30, 2026-06-09T01:12:30Z",
            "dd/MM/yyyy, 09/06/2026, 2026-06-08T17:00:00Z",
            "yyyyMMddHHmmss, 20260609081230, 2026-06-09T01:12:30Z",
            "yyyyMMdd, 20260609, 2026-06-08T17:00:00Z",
            "uuuu-MM-dd HH:mm, 2026-06-09 08:12, 2026-06-09T01:12:00Z",
            "yyyy-MM-dd'T'HH:mm:ss'Z', 2026-06-09T08:12:30Z, 2026-06-09T01:12:30Z",
            "d/M/yyyy H:mm, 9/6/2026 8:12, 2026-06-09T01:12:00Z",
            "M/d/yyyy h:mm:ss a, 6/9/2026 8:12:30 PM, 2026-06-09T13:12:30Z",
            "dd-MMM-yy, 09-Jun-26, 2026-06-08T17:00:00Z",
            "yyyy-MM-dd HH:mm:ss.SSS, 2026-06-09 08:12:30.250, 2026-06-09T01:12:30.250Z",
            "yyyy-MM-dd HH:mm:ssXXX, 2026-06-09 08:12:30+09:00, 2026-06-08T23:12:30Z",
        })
        void readsIt(String pattern, String text, Instant expected) {
            assertThat(read(pattern, text)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "2026-06-09, 2026-06-08T17:00:00Z",
            "2026-06-09T08:12, 2026-06-09T01:12:00Z",
            "2026-06-09 08:12:30, 2026-06-09T01:12:30Z",
            "2026-06-09T08:12:30.5, 2026-06-09T01:12:30.500Z",
            "'2026-06-09T08:12:30,123456789', 2026-06-09T01:12:30.123456789Z",
            "2026-06-09T08:12:30Z, 2026-06-09T08:12:30Z",
            "2026-10-08T17:00:00.000+0000, 2026-10-08T17:00:00Z",
            "2026-06-09T08:12:30+07:00, 2026-06-09T01:12:30Z",
            "2026-06-09T08:12:30-05, 2026-06-09T13:12:30Z",
            "2026-06-09T08:12+0530, 2026-06-09T02:42:00Z",
        })
        void readsIso(String text, Instant expected) {
            assertThat(read("iso", text)).isEqualTo(expected);
        }

        @Test
        void passesOverALiteralZWhereTimesAreLocal() {
            assertThat(read("iso-local", "2026-06-12T17:00:00Z")).isEqualTo(Instant.parse("2026-06-12T10:00:00Z"));
        }

        @Test
        void takesADueDayAsItsEnd() {
            for (String pattern : new String[] {"iso", "yyyy-MM-dd", "y-MM-dd"}) {
                assertThat(DatePattern.compile(pattern).read("2026-06-12", VIETNAM, true))
                        .as(pattern)
                        .isEqualTo(Instant.parse("2026-06-12T16:59:59Z"));
            }
            assertThat(DatePattern.compile("iso").read("2026-06-12T17:00:00", VIETNAM, true))
                    .isEqualTo(Instant.parse("2026-06-12T10:00:00Z"));
        }
    }

    @Nested
    class WhenATextIsNotWrittenSo {
        @ParameterizedTest
        @CsvSource({
            "dd/MM/yyyy HH:mm:ss, 31/02/2026 08:00:00",
            "dd/MM/yyyy HH:mm:ss, 01/02/2026 24:00:00",
            "dd/MM/yyyy HH:mm:ss, 01/02/2026 08:00",
            "dd/MM/yyyy HH:mm:ss, 01-02-2026 08:00:00",
            "dd/MM/yyyy, aa/bb/cccc",
            "dd/MM/yyyy, ٠٩/٠٦/٢٠٢٦",
            "yyyy-MM-dd, 2026-06-09T08:00:00",
            "d/M/yyyy, 30/2/2026",
            "d/M/yyyy, 3/2/2026x",
            "iso, 2026-02-31T25:61:00",
            "iso, 2026-02-30",
            "iso, 2026-06-09T",
            "iso, 2026-06-09T08",
            "iso, 2026-06-09T08:00:00+7",
            "iso, 2026-06-09T08:00:00+25:00",
            "iso, 2026-06-09T08:00:00Zjunk",
            "iso, 2026-06-09T08:00:00.",
            "iso, 09/06/2026",
            "iso, ''",
        })
        void readsNothing(String pattern, String text) {
            assertThat(read(pattern, text)).isNull();
        }
    }

    @Nested
    class WhenItIsReadWithoutAFormatter {
        @ParameterizedTest
        @ValueSource(
                strings = {"dd/MM/yyyy HH:mm:ss", "yyyyMMddHHmmss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "HH:mm dd.MM.yyyy"})
        void readsWhatTheFormatterReadsAndNothingElse(String pattern) {
            DatePattern fixed = DatePattern.compile(pattern);
            FormattedDate formatted = FormattedDate.compile(pattern);
            DateTimeFormatter writer = DateTimeFormatter.ofPattern(pattern);
            Random random = new Random(7);
            assertThat(fixed).isInstanceOf(FixedDate.class);

            for (int i = 0; i < 20_000; i++) {
                LocalDateTime at = LocalDateTime.of(1990, 1, 1, 0, 0).plusSeconds(random.nextInt(2_000_000_000));
                char[] text = writer.format(at).toCharArray();
                if (i % 2 == 0) {
                    text[random.nextInt(text.length)] = "0123456789 /:-Tx".charAt(random.nextInt(16));
                }
                String written = new String(text);

                assertThat(fixed.read(written, VIETNAM, false))
                        .as(written)
                        .isEqualTo(formatted.read(written, VIETNAM, false));
            }
        }
    }

    @Nested
    class WhenAPatternTellsNoDate {
        @ParameterizedTest
        @CsvSource({
            "dd/mm/yyyy, 'mm means minutes, MM the month'",
            "HH:mm, 'it does not tell day, month and year'",
            "yyyy-MM, 'it does not tell day, month and year'",
            "dd/MM/yyyy hh:mm, 'it tells the time of day only in part; HH is the hour of the day'",
            "iso8601, 'Unknown pattern letter: i'",
            "dd/MM/yyyy HH:mm:sss, 'Too many pattern letters: s'",
        })
        void saysWhy(String pattern, String why) {
            assertThatThrownBy(() -> DatePattern.compile(pattern))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(why);
        }
    }
}

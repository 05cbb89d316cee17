package vn.lienthong.hub.connector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/** One way of writing a date, compiled once. A day that the calendar does not have is not read. */
sealed interface DatePattern permits IsoDate, FixedDate, FormattedDate {
    /**
     * @param zone for a text that names no offset
     * @param endOfDay whether a day without a time means its end rather than its start
     * @return null if the text is not written this way
     */
    @Nullable
    Instant read(String text, ZoneId zone, boolean endOfDay);

    /** The pattern as it was written. */
    String pattern();

    /**
     * @param pattern {@code iso}, {@code iso-local} or a pattern of {@link java.time.format.DateTimeFormatter}, in which
     *     {@code yyyy} is the plain year
     * @throws IllegalArgumentException if something is {@linkplain #wrong wrong} with it
     */
    static DatePattern compile(String pattern) {
        if (pattern.equals("iso") || pattern.equals("iso-local")) {
            return new IsoDate(pattern, pattern.equals("iso-local"));
        }
        FormattedDate formatted = FormattedDate.compile(pattern);
        Bilingual wrong = hindrance(formatted);
        if (wrong != null) {
            throw new IllegalArgumentException(wrong.en());
        }
        FixedDate fixed = FixedDate.compile(pattern);
        return fixed != null ? fixed : formatted;
    }

    /** Why a text is none of these, or tells no day; null if it is a pattern. */
    static @Nullable Bilingual wrong(String pattern) {
        if (pattern.equals("iso") || pattern.equals("iso-local")) {
            return null;
        }
        try {
            return hindrance(FormattedDate.compile(pattern));
        } catch (IllegalArgumentException e) {
            return LibraryWords.told(e.getMessage());
        }
    }

    /** Why what is written by it would not be read back as the same. */
    private static @Nullable Bilingual hindrance(FormattedDate formatted) {
        String pattern = formatted.pattern();
        LocalDateTime sample = LocalDateTime.of(2026, 10, 23, 22, 45, 58);
        String written;
        try {
            written = formatted.formatter().format(sample.atOffset(ZoneOffset.ofHours(7)));
        } catch (DateTimeException e) {
            return new Bilingual("nó đòi điều mà ngày giờ không có", "it asks for what a date and time does not have");
        }
        Instant read = formatted.read(written, ZoneOffset.ofHours(7), false);
        LocalDateTime back = read == null ? null : LocalDateTime.ofInstant(read, ZoneOffset.ofHours(7));
        if (back == null || !back.toLocalDate().equals(sample.toLocalDate())) {
            boolean minutesForMonth = pattern.contains("d") && pattern.contains("mm") && !pattern.contains("M");
            return minutesForMonth
                    ? new Bilingual("mm là phút, MM mới là tháng", "mm means minutes, MM the month")
                    : new Bilingual("nó không cho biết ngày, tháng, năm", "it does not tell day, month and year");
        }
        boolean whole = Stream.of(ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS)
                .anyMatch(unit -> back.equals(sample.truncatedTo(unit)));
        boolean dayAlone = back.equals(sample.truncatedTo(ChronoUnit.DAYS)) && !formatted.hasTimeOfDay();
        return whole || dayAlone
                ? null
                : new Bilingual(
                        "nó chỉ cho biết một phần giờ trong ngày; HH là giờ trong ngày",
                        "it tells the time of day only in part; HH is the hour of the day");
    }

    /** A local date and time, or a day without one, as an instant. */
    static Instant instant(LocalDate day, @Nullable LocalTime time, ZoneId zone, boolean endOfDay) {
        if (time != null) {
            return day.atTime(time).atZone(zone).toInstant();
        }
        return endOfDay
                ? day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1)
                : day.atStartOfDay(zone).toInstant();
    }
}

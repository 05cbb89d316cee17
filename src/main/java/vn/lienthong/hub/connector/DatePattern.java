package vn.lienthong.hub.connector;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One way of writing a date, compiled once. A day that the calendar does not have is not read. */
final class DatePattern {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private final String pattern;
    private final DateTimeFormatter formatter;
    private final boolean ignoresOffset;

    private DatePattern(String pattern, DateTimeFormatter formatter, boolean ignoresOffset) {
        this.pattern = pattern;
        this.formatter = formatter;
        this.ignoresOffset = ignoresOffset;
    }

    /**
     * @param pattern {@code iso}, {@code iso-local} or a pattern of {@link DateTimeFormatter}, in which {@code yyyy} is the
     *     plain year
     * @throws IllegalArgumentException saying why, if it is none of these or tells no day
     */
    static DatePattern compile(String pattern) {
        if (pattern.equals("iso") || pattern.equals("iso-local")) {
            return new DatePattern(pattern, ISO, pattern.equals("iso-local"));
        }
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(plainYears(pattern), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT)
                .withChronology(IsoChronology.INSTANCE);
        DatePattern compiled = new DatePattern(pattern, formatter, false);
        LocalDateTime sample = LocalDateTime.of(2026, 10, 23, 22, 45, 58);
        String written;
        try {
            written = formatter.format(sample.atOffset(ZoneOffset.ofHours(7)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("it asks for what a date and time does not have", e);
        }
        Instant read = compiled.read(written, ZoneOffset.ofHours(7), false);
        if (read == null || !read.atOffset(ZoneOffset.ofHours(7)).toLocalDate().equals(sample.toLocalDate())) {
            throw new IllegalArgumentException(
                    pattern.contains("d") && pattern.contains("mm") && !pattern.contains("M")
                            ? "mm means minutes, MM the month"
                            : "it does not tell day, month and year");
        }
        return compiled;
    }

    /**
     * @param zone for a text that names no offset
     * @param endOfDay whether a day without a time means its end rather than its start
     * @return null if the text is not written this way
     */
    @Nullable
    Instant read(String text, ZoneId zone, boolean endOfDay) {
        // Most misses end here, without the exception that parsing a wrong text costs.
        ParsePosition position = new ParsePosition(0);
        if (formatter.parseUnresolved(text, position) == null || position.getIndex() != text.length()) {
            return null;
        }
        try {
            return instant(formatter.parse(text), zone, endOfDay);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Instant instant(TemporalAccessor parsed, ZoneId zone, boolean endOfDay) {
        LocalDate day = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId told = ignoresOffset ? null : parsed.query(TemporalQueries.zone());
        ZoneId in = told != null ? told : zone;
        if (time != null) {
            return day.atTime(time).atZone(in).toInstant();
        }
        return endOfDay
                ? day.plusDays(1).atStartOfDay(in).toInstant().minusSeconds(1)
                : day.atStartOfDay(in).toInstant();
    }

    /** Strict reading wants the year as u; people write y. */
    private static String plainYears(String pattern) {
        StringBuilder plain = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            quoted ^= letter == '\'';
            plain.append(letter == 'y' && !quoted ? 'u' : letter);
        }
        return plain.toString();
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return pattern;
    }
}

package vn.lienthong.hub.connector;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A date in any pattern that {@link DateTimeFormatter} knows.
 *
 * @param pattern as it was written
 * @param formatter strict, so that 31 February is not read as 3 March
 */
record FormattedDate(String pattern, DateTimeFormatter formatter) implements DatePattern {
    static FormattedDate compile(String pattern) {
        return new FormattedDate(
                pattern,
                DateTimeFormatter.ofPattern(plainYears(pattern), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT)
                        .withChronology(IsoChronology.INSTANCE));
    }

    @Override
    public @Nullable Instant read(String text, ZoneId zone, boolean endOfDay) {
        // Most misses end here, without the exception that parsing a wrong text costs.
        ParsePosition position = new ParsePosition(0);
        if (formatter.parseUnresolved(text, position) == null || position.getIndex() != text.length()) {
            return null;
        }
        try {
            TemporalAccessor parsed = formatter.parse(text);
            ZoneId told = parsed.query(TemporalQueries.zone());
            return DatePattern.instant(
                    LocalDate.from(parsed),
                    parsed.query(TemporalQueries.localTime()),
                    told != null ? told : zone,
                    endOfDay);
        } catch (DateTimeException e) {
            return null;
        }
    }

    boolean hasTimeOfDay() {
        return pattern.replaceAll("'[^']*'", "").matches(".*[HhKkAaBmsSnN].*");
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
}

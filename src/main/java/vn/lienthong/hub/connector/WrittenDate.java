package vn.lienthong.hub.connector;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * How a date is written.
 *
 * @param pattern as {@code mapping.yaml} has it
 */
record WrittenDate(String pattern, DateTimeFormatter formatter) {
    /** @param pattern one that {@link DatePattern#compile} takes */
    static WrittenDate of(String pattern, ZoneId zone) {
        DateTimeFormatter formatter =
                switch (pattern) {
                    case "iso" -> DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
                    case "iso-local" -> DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
                    default -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
                };
        return new WrittenDate(pattern, formatter.withZone(zone));
    }

    String write(Instant date) {
        return formatter.format(date);
    }

    /** What these dates make of what this pattern writes, where that is another day or another hour; null if it reads back. */
    @Nullable
    Bilingual readsAs(Dates dates) {
        ZoneId zone = dates.zone();
        LocalDateTime sample = LocalDateTime.of(2026, 3, 4, 21, 40, 50);
        Instant read = dates.read(write(sample.atZone(zone).toInstant()), false);
        if (read == null) {
            return new Bilingual("không gì cả", "nothing");
        }
        LocalDateTime back = LocalDateTime.ofInstant(read, zone);
        boolean day = back.toLocalDate().equals(sample.toLocalDate());
        boolean hour = back.getHour() == sample.getHour() || back.toLocalTime().toSecondOfDay() == 0;
        return day && hour ? null : Bilingual.same(back.toString());
    }
}

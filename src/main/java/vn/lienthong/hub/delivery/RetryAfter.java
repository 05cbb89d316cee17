package vn.lienthong.hub.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HTTP header {@code Retry-After}: seconds, or a date. */
public final class RetryAfter {
    /** Who asks for more patience than this is asked again all the same. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** The time to wait, at most {@link #LONGEST}; none where the header is missing, unreadable or in the past. */
    public static Optional<Duration> read(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        try {
            Duration wait = wait(header.strip(), now);
            return wait.isNegative() ? Optional.empty() : Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Duration wait(String value, Instant now) {
        return value.chars().allMatch(Character::isDigit)
                ? Duration.ofSeconds(Long.parseLong(value))
                : Duration.between(
                        now,
                        ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
    }
}

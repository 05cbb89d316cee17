package vn.lienthong.hub.connector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A date as ISO 8601 writes it: a day, or a day and a time after {@code T} or a blank, with or without seconds, a fraction
 * of them, and an offset as {@code Z}, {@code +07}, {@code +0700} or {@code +07:00}.
 *
 * @param pattern {@code iso} or {@code iso-local}
 * @param ignoresOffset whether an offset is passed over and the time taken as local
 */
record IsoDate(String pattern, boolean ignoresOffset) implements DatePattern {
    private static final int DAY_LENGTH = 10;

    @Override
    public @Nullable Instant read(String text, ZoneId zone, boolean endOfDay) {
        Cursor cursor = new Cursor(text);
        try {
            LocalDate day = LocalDate.of(cursor.digits(4), cursor.after('-', 2), cursor.after('-', 2));
            if (text.length() == DAY_LENGTH) {
                return DatePattern.instant(day, null, zone, endOfDay);
            }
            cursor.skipAny("T t");
            LocalTime time =
                    LocalTime.of(cursor.digits(2), cursor.after(':', 2), cursor.secondsIfAny(), cursor.nanosIfAny());
            ZoneOffset told = cursor.offsetIfAny();
            cursor.end();
            return DatePattern.instant(day, time, told == null || ignoresOffset ? zone : told, endOfDay);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Goes through a text from the left; whatever is not as expected is the one exception. */
    private static final class Cursor {
        /** Without a stack trace, for it is only ever caught above. */
        private static final DateTimeException NOT_ISO = new NotIso();

        private final String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        int digits(int count) {
            int value = 0;
            for (int i = 0; i < count; i++) {
                int digit = at < text.length() ? text.charAt(at) - '0' : -1;
                if (digit < 0 || digit > 9) {
                    throw NOT_ISO;
                }
                value = value * 10 + digit;
                at++;
            }
            return value;
        }

        int after(char separator, int count) {
            if (!skip(separator)) {
                throw NOT_ISO;
            }
            return digits(count);
        }

        int secondsIfAny() {
            return isAt(':') ? after(':', 2) : 0;
        }

        int nanosIfAny() {
            if (!skip('.') && !skip(',')) {
                return 0;
            }
            int start = at;
            int nanos = digits(1);
            while (at < text.length() && at - start < 9 && Character.digit(text.charAt(at), 10) >= 0) {
                nanos = nanos * 10 + digits(1);
            }
            for (int i = at - start; i < 9; i++) {
                nanos *= 10;
            }
            return nanos;
        }

        @Nullable
        ZoneOffset offsetIfAny() {
            if (skip('Z') || skip('z')) {
                return ZoneOffset.UTC;
            }
            int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
            if (sign == 0) {
                return null;
            }
            int hours = digits(2);
            int minutes = skip(':') || at < text.length() ? digits(2) : 0;
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        }

        void skipAny(String allowed) {
            if (at >= text.length() || allowed.indexOf(text.charAt(at)) < 0) {
                throw NOT_ISO;
            }
            at++;
        }

        void end() {
            if (at != text.length()) {
                throw NOT_ISO;
            }
        }

        private boolean isAt(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        private boolean skip(char c) {
            if (isAt(c)) {
                at++;
                return true;
            }
            return false;
        }
    }

    private static final class NotIso extends DateTimeException {
        private static final long serialVersionUID = 1L;

        NotIso() {
            super("not ISO 8601");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}

package vn.lienthong.hub.connector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date in a pattern of digits at fixed places, such as {@code dd/MM/yyyy HH:mm:ss}, read without a formatter: a change
 * has half a dozen dates, and a formatter makes seven kilobytes of garbage of each.
 */
final class FixedDate implements DatePattern {
    private static final Pattern FIXED = Pattern.compile(
            "(?=.*(?:yyyy|uuuu))(?=.*MM)(?=.*dd)(?:(?:yyyy|uuuu|MM|dd|HH|mm|ss)|'[^']+'|[^A-Za-z'\\[\\]{}#])+");

    private final String pattern;
    private final String shape;
    private final BitSet literal;
    private final boolean timeOfDay;

    private FixedDate(String pattern, String shape, BitSet literal) {
        this.pattern = pattern;
        this.shape = shape;
        this.literal = literal;
        this.timeOfDay = hasField('H');
    }

    /** Null if the pattern has anything that is not of a fixed place. */
    static @Nullable FixedDate compile(String pattern) {
        if (!FIXED.matcher(pattern).matches()) {
            return null;
        }
        StringBuilder shape = new StringBuilder();
        BitSet literal = new BitSet();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else {
                literal.set(shape.length(), quoted || !Character.isLetter(c));
                shape.append(c == 'u' && !quoted ? 'y' : c);
            }
        }
        FixedDate fixed = new FixedDate(pattern, shape.toString(), literal);
        return fixed.tellsEachFieldOnce() ? fixed : null;
    }

    private boolean tellsEachFieldOnce() {
        boolean inOrder = (!hasField('s') || hasField('m')) && (!hasField('m') || hasField('H'));
        return inOrder && count('y') == 4 && "MdHms".chars().allMatch(field -> count(field) == 0 || count(field) == 2);
    }

    private boolean hasField(int field) {
        return count(field) > 0;
    }

    private int count(int field) {
        int count = 0;
        for (int i = 0; i < shape.length(); i++) {
            count += shape.charAt(i) == field && !literal.get(i) ? 1 : 0;
        }
        return count;
    }

    @Override
    public @Nullable Instant read(String text, ZoneId zone, boolean endOfDay) {
        if (text.length() != shape.length()) {
            return null;
        }
        int year = 0;
        int month = 0;
        int day = 0;
        int hour = 0;
        int minute = 0;
        int second = 0;
        for (int i = 0; i < shape.length(); i++) {
            char c = text.charAt(i);
            char field = shape.charAt(i);
            if (literal.get(i)) {
                if (c != field) {
                    return null;
                }
                continue;
            }
            int digit = c - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            switch (field) {
                case 'y' -> year = year * 10 + digit;
                case 'M' -> month = month * 10 + digit;
                case 'd' -> day = day * 10 + digit;
                case 'H' -> hour = hour * 10 + digit;
                case 'm' -> minute = minute * 10 + digit;
                default -> second = second * 10 + digit;
            }
        }
        try {
            LocalTime time = timeOfDay ? LocalTime.of(hour, minute, second) : null;
            return DatePattern.instant(LocalDate.of(year, month, day), time, zone, endOfDay);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public String pattern() {
        return pattern;
    }
}

package vn.lienthong.hub.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Instants as {@link Instant#toString} writes them, {@code 2026-11-24T02:43:55.046714Z}, without the formatter: each change has six and
 * more, and with it they are a quarter of reading one. Whatever looks otherwise is left to the formatter.
 */
final class Instants {
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int WHOLE_SECONDS = "2026-11-24T02:43:55".length();
    private static final int LONGEST = "2026-11-24T02:43:55.046714123Z".length();
    private static final int BEYOND = 10_000;
    private static final int NANO_DIGITS = 9;

    private Instants() {}

    static SimpleModule module() {
        return new SimpleModule("canonical-instants")
                .addSerializer(Instant.class, new Writer())
                .addDeserializer(Instant.class, new Reader());
    }

    /** What {@link Instant#toString} gives. */
    static String text(Instant instant) {
        long days = Math.floorDiv(instant.getEpochSecond(), (long) SECONDS_OF_DAY);
        // Beyond what a day count of an int has, there are no four digits of a year either.
        LocalDate day = Math.abs(days) < Integer.MAX_VALUE / 2 ? LocalDate.ofEpochDay(days) : LocalDate.MAX;
        if (day.getYear() < 0 || day.getYear() >= BEYOND) {
            return instant.toString();
        }
        int second = (int) Math.floorMod(instant.getEpochSecond(), (long) SECONDS_OF_DAY);
        char[] text = new char[LONGEST];
        digits(text, 0, 4, day.getYear());
        text[4] = '-';
        digits(text, 5, 2, day.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, day.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, second / 3600);
        text[13] = ':';
        digits(text, 14, 2, second / 60 % 60);
        text[16] = ':';
        digits(text, 17, 2, second % 60);
        int end = fraction(text, instant.getNano());
        text[end] = 'Z';
        return new String(text, 0, end + 1);
    }

    /** In groups of three digits, as few as say it all. */
    private static int fraction(char[] text, int nanos) {
        if (nanos == 0) {
            return WHOLE_SECONDS;
        }
        text[WHOLE_SECONDS] = '.';
        digits(text, WHOLE_SECONDS + 1, NANO_DIGITS, nanos);
        int shown = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : NANO_DIGITS;
        return WHOLE_SECONDS + 1 + shown;
    }

    private static void digits(char[] text, int from, int count, int value) {
        int left = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + left % 10);
            left /= 10;
        }
    }

    /** The instant of a text of this form; null for any other text. */
    static @Nullable Instant parsed(String text) {
        int length = text.length();
        if (length <= WHOLE_SECONDS || length > LONGEST || !isPunctuated(text)) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nanos = length == WHOLE_SECONDS + 1 ? 0 : number(text, WHOLE_SECONDS + 1, length - 1);
        if ((year | month | day | hour | minute | second | nanos) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        for (int i = length - 1; i < WHOLE_SECONDS + 1 + NANO_DIGITS; i++) {
            nanos *= 10;
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(days * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second, nanos);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static boolean isPunctuated(String text) {
        int length = text.length();
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(length - 1) == 'Z'
                && (length == WHOLE_SECONDS + 1 || text.charAt(WHOLE_SECONDS) == '.' && length > WHOLE_SECONDS + 2);
    }

    /** -1 where there is anything but digits. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static final class Writer extends StdScalarSerializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text(value));
        }
    }

    private static final class Reader extends StdScalarDeserializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Instant read = json.hasToken(JsonToken.VALUE_STRING) ? parsed(json.getText()) : null;
            return read != null ? read : InstantDeserializer.INSTANT.deserialize(json, context);
        }
    }
}

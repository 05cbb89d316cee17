package vn.lienthong.hub.portal;

import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as the national portal writes and reads them: every one a text. */
final class NationalText {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(VIETNAM);

    private NationalText() {}

    /** {@code yyyyMMddHHmmss} in Vietnam; empty where unknown. */
    static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }

    /** The first of these that says anything; empty where none does. */
    static String firstOf(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return "";
    }

    /** Cuts a text to a length without splitting a letter from its diacritics. */
    static String cut(String text, int most) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (composed.length() <= most) {
            return composed;
        }
        int end = most;
        while (end > 0 && belongsToTheLetterBefore(composed.charAt(end))) {
            end--;
        }
        return composed.substring(0, end);
    }

    private static boolean belongsToTheLetterBefore(char c) {
        return Character.isLowSurrogate(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** A text by which portals' words are recognised: lower case, no diacritics, single blanks. */
    static String plain(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('đ', 'd')
                .replace('Đ', 'd')
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }
}

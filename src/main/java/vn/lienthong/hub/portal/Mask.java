package vn.lienthong.hub.portal;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the public sees of personal data. No law prescribes a mask; this one is the hub's own. */
final class Mask {
    private static final int LAST_SHOWN = 3;

    private Mask() {}

    /** {@code Nguyễn Văn An} as {@code N*** V*** A}. */
    static @Nullable String name(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return Arrays.stream(
                        Normalizer.normalize(name.strip(), Normalizer.Form.NFC).split("\\s+"))
                .map(Mask::initial)
                .collect(Collectors.joining("*** "));
    }

    /** {@code 042123456789} as {@code ***789}; a number too short to hide anything behind is hidden whole. */
    static @Nullable String idNo(@Nullable String idNo) {
        if (idNo == null || idNo.isBlank()) {
            return null;
        }
        String number = idNo.strip();
        return number.length() < 2 * LAST_SHOWN ? "***" : "***" + number.substring(number.length() - LAST_SHOWN);
    }

    private static String initial(String word) {
        return new StringBuilder().appendCodePoint(word.codePointAt(0)).toString();
    }
}

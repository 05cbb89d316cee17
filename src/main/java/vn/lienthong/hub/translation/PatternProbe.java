package vn.lienthong.hub.translation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tries whether a regular expression backtracks without end: it is matched against texts that repeat what it names and then
 * end as it does not expect, and the characters it looks at are counted. One that is sane looks at each a few times.
 */
public final class PatternProbe {
    private static final int REPEATED = 40;
    private static final long MOST_LOOKS = 200_000;
    private static final List<String> ENDS = List.of("", "!", "\u0000");

    private PatternProbe() {}

    /** Whether it may take for ever on a text that somebody chooses. */
    public static boolean backtracksWithoutEnd(Pattern pattern) {
        for (String part : parts(pattern.pattern())) {
            for (String end : ENDS) {
                if (looksTooOften(pattern, part.repeat(REPEATED) + end)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Single characters that classes stand for, and each two that stand beside one another in the expression. */
    private static Set<String> parts(String expression) {
        Set<String> parts = new LinkedHashSet<>(List.of("a", "A", "0", " ", "_", "-", ".", "a0", "a ", "a.", "a-"));
        String letters = expression.replaceAll("[^\\p{L}\\p{N} ,;:_.-]", "");
        for (int i = 0; i < letters.length() && i < 50; i++) {
            parts.add(letters.substring(i, i + 1));
            parts.add(letters.substring(i, Math.min(i + 2, letters.length())));
        }
        return parts;
    }

    private static boolean looksTooOften(Pattern pattern, String text) {
        try {
            // Both ways of use: of the whole text, and anywhere in it.
            boolean whole = pattern.matcher(new Counted(text)).matches();
            boolean within = pattern.matcher(new Counted(text)).find();
            return whole && !within;
        } catch (TooOften e) {
            return true;
        } catch (StackOverflowError e) {
            return true;
        }
    }

    private static final class TooOften extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooOften() {
            super(null, null, false, false);
        }
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST_LOOKS) {
                throw new TooOften();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

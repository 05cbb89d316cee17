package vn.lienthong.hub.connector;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/** Finds the words somebody probably meant. */
final class NearMiss {
    private NearMiss() {}

    /** The known words that were probably meant, joined by "or"; null if none is near enough. */
    static @Nullable Bilingual suggestion(String written, Collection<String> known) {
        return meant(written, known, word -> word).orElse(null);
    }

    /** The question whether a known word near to the written one was meant; empty if none is near enough. */
    static Optional<Bilingual> question(String written, Collection<String> known, UnaryOperator<String> asWritten) {
        return meant(written, known, asWritten).map(meant -> Bilingual.of("có phải là %s?", "did you mean %s?", meant));
    }

    private static Optional<Bilingual> meant(
            String written, Collection<String> known, UnaryOperator<String> asWritten) {
        List<String> near = nearest(written, known);
        if (near.isEmpty()) {
            near = known.stream()
                    .filter(word -> written.length() >= 3 && plain(word).endsWith(plain(written)))
                    .sorted()
                    .toList();
        }
        return near.isEmpty()
                ? Optional.empty()
                : Optional.of(new Bilingual(joined(near, asWritten, " hoặc "), joined(near, asWritten, " or ")));
    }

    private static String joined(List<String> words, UnaryOperator<String> asWritten, String or) {
        return words.stream().map(asWritten).collect(Collectors.joining(or));
    }

    private static List<String> nearest(String written, Collection<String> known) {
        String plain = plain(written);
        int least = known.stream()
                .mapToInt(word -> distance(plain, plain(word)))
                .min()
                .orElse(Integer.MAX_VALUE);
        return known.stream()
                .filter(word -> distance(plain, plain(word)) == least
                        && least <= Math.max(1, Math.min(plain.length(), word.length()) / 3))
                .sorted()
                .toList();
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** How many letters have to be put in, left out, changed or swapped with their neighbour. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : fewest(from, to, i, j, steps);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int fewest(String from, String to, int i, int j, int[][] steps) {
        int changed = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(changed, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(fewest, steps[i - 2][j - 2] + 1) : fewest;
    }
}

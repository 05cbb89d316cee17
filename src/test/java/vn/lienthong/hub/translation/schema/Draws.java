package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The choices behind a generated example. Because every example is made from a list of numbers, a failing one is shrunk
 * by leaving out and lowering numbers, whatever it is an example of: a smaller number is a simpler choice.
 */
public final class Draws {
    private final int @Nullable [] given;
    private final SplittableRandom random;
    private final List<Integer> made = new ArrayList<>();

    private Draws(int @Nullable [] given, long seed) {
        this.given = given;
        this.random = new SplittableRandom(seed);
    }

    public int below(int bound) {
        int drawn;
        if (given == null) {
            drawn = random.nextInt(bound);
        } else {
            drawn = made.size() < given.length ? given[made.size()] % bound : 0;
        }
        made.add(drawn);
        return drawn;
    }

    /** More often false the larger the number is; false is the simpler choice. */
    public boolean oneIn(int number) {
        return below(number) == number - 1;
    }

    @SafeVarargs
    public final <T> T of(T... choices) {
        return choices[below(choices.length)];
    }

    /** Holds a property against many examples; a failure is shrunk and told with the seed and the numbers. */
    public static void check(long firstSeed, int runs, Consumer<Draws> property) {
        for (long seed = firstSeed; seed < firstSeed + runs; seed++) {
            Draws draws = new Draws(null, seed);
            Throwable failure = failure(property, draws);
            if (failure != null) {
                int[] smallest = shrunk(
                        draws.made.stream().mapToInt(Integer::intValue).toArray(),
                        numbers -> sameKind(failure, failure(property, new Draws(numbers, 0))));
                Throwable told = failure(property, new Draws(smallest, 0));
                throw new AssertionError(
                        "seed " + seed + ", shrunk to " + Arrays.toString(smallest) + ": "
                                + (told == null ? failure : told),
                        told == null ? failure : told);
            }
        }
    }

    private static boolean sameKind(Throwable first, @Nullable Throwable now) {
        return now != null && now.getClass() == first.getClass();
    }

    private static @Nullable Throwable failure(Consumer<Draws> property, Draws draws) {
        try {
            property.accept(draws);
            return null;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return e;
        }
    }

    private static int[] shrunk(int[] numbers, Predicate<int[]> stillFails) {
        int[] best = numbers;
        int tries = 2_000;
        boolean better = true;
        while (better && tries > 0) {
            better = false;
            for (int length = Math.max(best.length / 2, 1); length > 0 && tries > 0; length /= 2) {
                for (int at = 0; at + length <= best.length && tries > 0; ) {
                    int[] shorter = without(best, at, length);
                    tries--;
                    if (stillFails.test(shorter)) {
                        best = shorter;
                        better = true;
                    } else {
                        at += length;
                    }
                }
            }
            for (int at = 0; at < best.length && tries > 0; at++) {
                for (int lower : best[at] > 1 ? new int[] {0, best[at] / 2, best[at] - 1} : new int[] {0}) {
                    int[] lowered = best.clone();
                    lowered[at] = lower;
                    tries--;
                    if (lower < best[at] && stillFails.test(lowered)) {
                        best = lowered;
                        better = true;
                        break;
                    }
                }
            }
        }
        return best;
    }

    private static int[] without(int[] numbers, int at, int length) {
        int[] shorter = new int[numbers.length - length];
        System.arraycopy(numbers, 0, shorter, 0, at);
        System.arraycopy(numbers, at + length, shorter, at, shorter.length - at);
        return shorter;
    }
}

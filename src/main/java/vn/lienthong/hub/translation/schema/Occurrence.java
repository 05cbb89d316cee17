package vn.lienthong.hub.translation.schema;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How often the elements of an object may stand in it.
 *
 * @param choice whether one part excludes the others
 * @param slot what is counted, if this has no parts
 */
record Occurrence(boolean optional, boolean choice, List<Occurrence> parts, @Nullable Slot slot) {
    /**
     * @param found such as {@code has no qty}
     * @param expected such as {@code 1 or more}
     */
    record Mismatch(String found, String expected) {}

    @Nullable
    Mismatch mismatch(int[] counts) {
        if (slot != null) {
            int count = counts[slot.index];
            return count >= slot.min && count <= slot.max ? null : wrongCount(slot, count);
        }
        boolean present = isPresent(counts);
        if (!present && (optional || mayBeEmpty())) {
            return null;
        }
        return choice ? choiceMismatch(counts, present) : firstOf(counts);
    }

    private @Nullable Mismatch firstOf(int[] counts) {
        for (Occurrence part : parts) {
            Mismatch mismatch = part.mismatch(counts);
            if (mismatch != null) {
                return mismatch;
            }
        }
        return null;
    }

    private @Nullable Mismatch choiceMismatch(int[] counts, boolean present) {
        if (!present) {
            return new Mismatch("has none of " + told(", "), "one of them");
        }
        List<Occurrence> chosen =
                parts.stream().filter(part -> part.isPresent(counts)).toList();
        if (chosen.size() > 1) {
            String both = chosen.stream().map(part -> part.told(", ", counts)).collect(Collectors.joining(" and "));
            return new Mismatch("has " + both + " together", "one of " + told(", "));
        }
        return chosen.get(0).mismatch(counts);
    }

    private static Mismatch wrongCount(Slot slot, int count) {
        String range = slot.min == slot.max
                ? "" + slot.min
                : slot.max == Particle.UNBOUNDED ? slot.min + " or more" : slot.min + " to " + slot.max;
        return count == 0
                ? new Mismatch("has no " + slot.told(), slot.min == 1 && slot.max == 1 ? "it" : range)
                : new Mismatch("has " + count + " of " + slot.told(), range);
    }

    private boolean isPresent(int[] counts) {
        if (slot != null) {
            return counts[slot.index] > 0;
        }
        for (Occurrence part : parts) {
            if (part.isPresent(counts)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBeEmpty() {
        if (optional) {
            return true;
        }
        if (slot != null) {
            return slot.min == 0;
        }
        return choice
                ? parts.isEmpty() || parts.stream().anyMatch(Occurrence::mayBeEmpty)
                : parts.stream().allMatch(Occurrence::mayBeEmpty);
    }

    private String told(String between) {
        return slot != null
                ? slot.told()
                : parts.stream().map(part -> part.told(between)).collect(Collectors.joining(between));
    }

    private String told(String between, int[] counts) {
        if (slot != null) {
            return slot.told();
        }
        return parts.stream()
                .filter(part -> part.isPresent(counts))
                .map(part -> part.told(between, counts))
                .collect(Collectors.joining(between));
    }
}

package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Which element may follow which, for content whose order its JSON has to keep. Built after Glushkov: a state is a place
 * in the declared model, and a few places may be possible at once. Occurrences are counted as far as the model has no more
 * than {@value #MOST_PLACES} places with all of them; else each of its bounds above {@value #COUNTED} counts as none.
 */
final class ContentOrder {
    private static final int COUNTED = 16;
    private static final int MOST_PLACES = 2_000;
    private final List<Particle> places = new ArrayList<>();
    private final List<BitSet> follow = new ArrayList<>();
    private final BitSet first;
    private final BitSet last;
    private final boolean mayBeEmpty;
    private final int counted;

    private record Part(BitSet first, BitSet last, boolean mayBeEmpty) {}

    private ContentOrder(Particle.Group model, int counted) {
        this.counted = counted;
        Part all = repeated(model);
        first = all.first;
        last = all.last;
        mayBeEmpty = all.mayBeEmpty;
    }

    /** Null for a model too large to keep track of, or one in which order is free. */
    static @Nullable ContentOrder of(Particle.Group model) {
        if (model.order() == Particle.Order.ALL) {
            return null;
        }
        int counted = size(model, MOST_PLACES) > MOST_PLACES ? COUNTED : MOST_PLACES;
        return size(model, counted) > MOST_PLACES ? null : new ContentOrder(model, counted);
    }

    private static long size(Particle particle, int counted) {
        long once = particle instanceof Particle.Group group
                ? group.particles().stream()
                        .mapToLong(inner -> size(inner, counted))
                        .sum()
                : 1;
        return Math.min(once * copies(particle, counted), Integer.MAX_VALUE);
    }

    // The last of those that are required may repeat where there is no bound, or none that is counted.
    private static int copies(Particle particle, int counted) {
        return particle.max() > counted ? Math.max(Math.min(particle.min(), counted), 1) : Math.max(particle.max(), 0);
    }

    // Each copy follows the one before it alone, so that few places are possible at once however many copies there are.
    private Part repeated(Particle particle) {
        int copies = copies(particle, counted);
        int required = Math.min(particle.min(), counted);
        BitSet firsts = new BitSet();
        BitSet lasts = new BitSet();
        boolean empty = required == 0;
        BitSet before = new BitSet();
        for (int i = 0; i < copies; i++) {
            Part one = once(particle);
            empty |= one.mayBeEmpty;
            if (i == 0) {
                firsts = one.first;
            }
            connect(before, one.first);
            if (particle.max() > counted && i == copies - 1) {
                connect(one.last, one.first);
            }
            if (i >= required - 1 || one.mayBeEmpty) {
                lasts.or(one.last);
            }
            before = one.last;
        }
        return new Part(firsts, lasts, empty);
    }

    private Part once(Particle particle) {
        if (!(particle instanceof Particle.Group group)) {
            int place = places.size();
            places.add(particle);
            follow.add(new BitSet());
            BitSet self = new BitSet();
            self.set(place);
            return new Part(self, self, false);
        }
        if (group.order() == Particle.Order.SEQUENCE) {
            Part all = new Part(new BitSet(), new BitSet(), true);
            for (Particle inner : group.particles()) {
                all = inSequence(all, repeated(inner));
            }
            return all;
        }
        BitSet firsts = new BitSet();
        BitSet lasts = new BitSet();
        boolean empty = group.particles().isEmpty();
        for (Particle inner : group.particles()) {
            Part one = repeated(inner);
            firsts.or(one.first);
            lasts.or(one.last);
            empty |= one.mayBeEmpty;
        }
        return new Part(firsts, lasts, empty);
    }

    private Part inSequence(Part one, Part next) {
        connect(one.last, next.first);
        BitSet firsts = (BitSet) one.first.clone();
        if (one.mayBeEmpty) {
            firsts.or(next.first);
        }
        BitSet lasts = (BitSet) next.last.clone();
        if (next.mayBeEmpty) {
            lasts.or(one.last);
        }
        return new Part(firsts, lasts, one.mayBeEmpty && next.mayBeEmpty);
    }

    private void connect(BitSet from, BitSet to) {
        from.stream().forEach(place -> follow.get(place).or(to));
    }

    /** One walk through the content. */
    final class Walk {
        private @Nullable BitSet at;

        /** Steps over an element; false, and no step, if it may not stand here. */
        boolean step(QName name) {
            BitSet now = new BitSet();
            next().stream().filter(place -> accepts(places.get(place), name)).forEach(now::set);
            if (now.isEmpty()) {
                return false;
            }
            at = now;
            return true;
        }

        private BitSet next() {
            if (at == null) {
                return first;
            }
            BitSet next = new BitSet();
            at.stream().forEach(place -> next.or(follow.get(place)));
            return next;
        }

        boolean mayEnd() {
            return at == null ? mayBeEmpty : at.intersects(last);
        }

        /** The elements that may stand here, such as {@code a or b}. */
        String expected() {
            TreeSet<String> names = new TreeSet<>();
            next().stream().forEach(place -> {
                if (places.get(place) instanceof Particle.Leaf leaf) {
                    leaf.accepted().keySet().forEach(name -> names.add(name.getLocalPart()));
                } else {
                    names.add("any element");
                }
            });
            return names.isEmpty() ? "nothing more" : String.join(" or ", names);
        }
    }

    private static boolean accepts(Particle place, QName name) {
        return place instanceof Particle.Leaf leaf
                ? leaf.accepted().containsKey(name)
                : place instanceof Particle.Any any && any.wildcard().admits().test(name.getNamespaceURI());
    }
}

package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Which members an object has for the elements of a content model.
 *
 * @param occurrence how often they may stand together; null where {@code slots} alone say it
 */
record Arrangement(List<Slot> slots, @Nullable Occurrence occurrence) {
    static Arrangement of(Particle.Group model, boolean mixed) {
        List<Slot> found = new ArrayList<>();
        Occurrence whole = mixed ? null : flatten(model, false, found);
        if (whole == null || !isUnambiguous(found)) {
            found = new ArrayList<>();
            whole = model.particles().isEmpty() && !mixed ? null : content(model, true, found);
        }
        return new Arrangement(List.copyOf(found), whole);
    }

    // Members can hold the elements only if each name and each kind of list has one place in the order.
    private static boolean isUnambiguous(List<Slot> slots) {
        Set<QName> names = new HashSet<>();
        int wildcards = 0;
        int lists = 0;
        for (Slot slot : slots) {
            for (QName name : slot.entries.byName().keySet()) {
                if (!names.add(name)) {
                    return false;
                }
            }
            wildcards += slot.entries.wildcard() != null ? 1 : 0;
            lists += slot.kind == Slot.Kind.CONTENT ? 1 : 0;
        }
        return wildcards <= 1 && lists <= 1;
    }

    private static Occurrence flatten(Particle particle, boolean chosen, List<Slot> found) {
        if (particle instanceof Particle.Leaf leaf) {
            return leaf(leaf, leaf.min(), leaf.max(), chosen, found);
        }
        if (particle instanceof Particle.Any any) {
            return any(any, any.min(), any.max(), chosen, found);
        }
        return group((Particle.Group) particle, chosen, found);
    }

    private static Occurrence group(Particle.Group group, boolean chosen, List<Slot> found) {
        if (group.max() > 1 && group.particles().size() == 1) {
            // A group around one element or wildcard only multiplies it.
            Particle only = group.particles().get(0);
            int min = Particle.times(group.min(), only.min());
            int max = Particle.times(group.max(), only.max());
            if (only instanceof Particle.Leaf leaf) {
                return leaf(leaf, min, max, chosen, found);
            }
            if (only instanceof Particle.Any any) {
                return any(any, min, max, chosen, found);
            }
        }
        if (group.max() > 1) {
            return content(group, !chosen, found);
        }
        List<Occurrence> inner = new ArrayList<>();
        boolean choice = group.order() == Particle.Order.CHOICE;
        for (Particle one : group.particles()) {
            inner.add(flatten(one, chosen || choice, found));
        }
        return new Occurrence(group.min() == 0, choice, inner, null);
    }

    private static Occurrence leaf(Particle.Leaf leaf, int min, int max, boolean chosen, List<Slot> found) {
        Slot.Kind kind = leaf.head().form == JsonHints.Form.ENTRY
                ? Slot.Kind.ENTRY
                : leaf.substitutable() ? Slot.Kind.SUBSTITUTED : Slot.Kind.ELEMENT;
        return add(new Slot(kind, found.size(), min, max, !chosen, entries(leaf), leaf.head(), null), found);
    }

    private static Occurrence any(Particle.Any any, int min, int max, boolean chosen, List<Slot> found) {
        return add(new Slot(Slot.Kind.ANY, found.size(), min, max, !chosen, entries(any), null, null), found);
    }

    private static Occurrence content(Particle.Group group, boolean always, List<Slot> found) {
        return add(
                new Slot(
                        Slot.Kind.CONTENT,
                        found.size(),
                        group.mayBeEmpty() ? 0 : 1,
                        Particle.UNBOUNDED,
                        always,
                        entries(group),
                        null,
                        ContentOrder.of(group)),
                found);
    }

    private static Occurrence add(Slot slot, List<Slot> found) {
        found.add(slot);
        return new Occurrence(slot.min == 0, false, List.of(), slot);
    }

    private static Entries entries(Particle particle) {
        Entries entries = new Entries();
        entries.add(particle);
        entries.named();
        return entries;
    }
}

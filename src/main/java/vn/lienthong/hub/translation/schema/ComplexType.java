package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** A type with attributes or elements: which members its JSON object has. */
final class ComplexType implements TypePlan {
    /** {@code xs:anyType}: whatever there is, untyped unless it says its type itself. */
    static final ComplexType ANYTHING = anything();

    private final @Nullable QName qname;
    private final boolean isAbstract;

    @Nullable
    ComplexType derivedFrom;

    @Nullable
    SimpleType simpleBase;

    boolean mixed;
    /** The type of its text, if it has text alone. */
    @Nullable
    SimpleType text;

    Particle.Group model = Particle.Group.EMPTY;
    final Map<QName, AttributePlan> attributes = new LinkedHashMap<>();

    @Nullable
    Wildcard anyAttribute;

    @Nullable
    String documentation;

    private final Map<QName, String> attributeMembers = new HashMap<>();
    private final Map<String, AttributePlan> attributeByMember = new HashMap<>();
    private List<Slot> slots = new ArrayList<>();
    private final Map<QName, Slot> byName = new HashMap<>();
    private final Map<String, Slot> byMember = new HashMap<>();
    private @Nullable Slot wild;
    private @Nullable Occurrence occurrence;

    ComplexType(@Nullable QName qname, boolean isAbstract) {
        this.qname = qname;
        this.isAbstract = isAbstract;
    }

    private static ComplexType anything() {
        ComplexType type = new ComplexType(new QName(SchemaNode.XSD, "anyType"), false);
        type.mixed = true;
        type.model = new Particle.Group(
                Particle.Order.SEQUENCE, 1, 1, List.of(new Particle.Any(0, Particle.UNBOUNDED, Wildcard.ANYTHING)));
        type.anyAttribute = Wildcard.ANYTHING;
        type.arrange();
        return type;
    }

    boolean isAnything() {
        return this == ANYTHING;
    }

    @Override
    public @Nullable QName qname() {
        return qname;
    }

    @Override
    public @Nullable TypePlan base() {
        return derivedFrom != null ? derivedFrom : simpleBase;
    }

    @Override
    public boolean isAbstract() {
        return isAbstract;
    }

    List<Slot> slots() {
        return slots;
    }

    @Nullable
    Slot slot(String member) {
        return byMember.get(member);
    }

    @Nullable
    AttributePlan attribute(String member) {
        return attributeByMember.get(member);
    }

    /** The member for an attribute, declared or of the wildcard. */
    String member(QName attribute) {
        String member = attributeMembers.get(attribute);
        if (member != null) {
            return member;
        }
        String plain = "@" + attribute.getLocalPart();
        return attribute.getNamespaceURI().isEmpty() && !attributeByMember.containsKey(plain)
                ? plain
                : "@" + Entries.spelledOut(attribute);
    }

    boolean ordered() {
        return model.order() != Particle.Order.ALL;
    }

    /** Decides on the members, once model and attributes are known. */
    void arrange() {
        Set<String> twice = Entries.doubled(attributes.keySet());
        attributes.forEach((name, attribute) -> {
            String member = "@" + Entries.member(name, twice);
            attributeMembers.put(name, member);
            attributeByMember.put(member, attribute);
        });
        if (text != null) {
            return;
        }
        List<Slot> found = new ArrayList<>();
        Occurrence whole = mixed ? null : flatten(model, false, found);
        if (whole == null || !isUnambiguous(found)) {
            found = new ArrayList<>();
            whole = model.particles().isEmpty() && !mixed ? null : content(model, true, found);
        }
        occurrence = whole;
        slots = List.copyOf(found);
        name();
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

    private Occurrence flatten(Particle particle, boolean chosen, List<Slot> found) {
        if (particle instanceof Particle.Leaf leaf) {
            return leaf(leaf, leaf.min(), leaf.max(), chosen, found);
        }
        if (particle instanceof Particle.Any any) {
            return any(any, any.min(), any.max(), chosen, found);
        }
        return group((Particle.Group) particle, chosen, found);
    }

    private Occurrence group(Particle.Group group, boolean chosen, List<Slot> found) {
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
        Slot.Kind kind = leaf.substitutable() ? Slot.Kind.SUBSTITUTED : Slot.Kind.ELEMENT;
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

    private void name() {
        Set<String> twice = Entries.doubled(slots.stream()
                .filter(slot -> slot.element != null)
                .map(slot -> slot.element.name)
                .collect(Collectors.toSet()));
        for (Slot slot : slots) {
            slot.json = switch (slot.kind) {
                case ANY -> "#any";
                case CONTENT -> "#content";
                case ELEMENT, SUBSTITUTED -> slot.element == null ? "" : Entries.member(slot.element.name, twice);
            };
            byMember.put(slot.json, slot);
            slot.entries.byName().keySet().forEach(name -> byName.put(name, slot));
            if (slot.entries.wildcard() != null) {
                wild = slot;
            }
        }
    }

    /**
     * The slot that an element belongs to, read in order.
     *
     * @param from the slot last read, -1 at first
     * @param counts how many elements each slot has already
     */
    @Nullable
    Slot slotFor(QName name, int from, int[] counts) {
        Slot declared = byName.get(name);
        Slot undeclared = wild != null && admits(wild, name) ? wild : null;
        Slot one = isOpen(declared, from, counts) ? declared : null;
        Slot other = isOpen(undeclared, from, counts) ? undeclared : null;
        // Of two that could take it the first does: XML Schema allows no other reading.
        return one == null ? other : other == null || one.index <= other.index ? one : other;
    }

    /** The slot an element is declared in, wherever it stands. */
    @Nullable
    Slot declared(QName name) {
        return byName.get(name);
    }

    private static boolean admits(Slot slot, QName name) {
        Wildcard wildcard = slot.entries.wildcard();
        return wildcard != null && wildcard.admits().test(name.getNamespaceURI());
    }

    private boolean isOpen(@Nullable Slot slot, int from, int[] counts) {
        return slot != null && (slot.index >= from || !ordered()) && counts[slot.index] < slot.max;
    }

    /** What is missing, too many or too much together, or null if the counts are right. */
    Occurrence.@Nullable Mismatch mismatch(int[] counts) {
        return occurrence == null ? null : occurrence.mismatch(counts);
    }
}

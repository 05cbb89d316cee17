package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.HashMap;
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
    /** How many optional members are looked past before the name is looked up. */
    private static final int AHEAD = 2;

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

    JsonHints.Form form = JsonHints.Form.PLAIN;
    /** The member of the values that tells which element they are of, where this is a choice. */
    @Nullable
    String toldBy;

    private final Map<QName, String> attributeMembers = new HashMap<>();
    private final Map<String, AttributePlan> attributeByMember = new HashMap<>();
    private final List<String> requiredAttributes = new ArrayList<>();
    private List<Slot> slots = new ArrayList<>();
    private final Map<QName, Slot> byName = new HashMap<>();
    private final Map<String, Slot> byMember = new HashMap<>();

    private @Nullable Slot wild;
    private @Nullable Slot entry;

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

    /** The members of the attributes that have to be there. */
    List<String> requiredAttributes() {
        return requiredAttributes;
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
            if (attribute.required()) {
                requiredAttributes.add(member);
            }
        });
        if (text != null) {
            return;
        }
        Arrangement arrangement = Arrangement.of(model, mixed);
        occurrence = arrangement.occurrence();
        slots = arrangement.slots();
        name();
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
                case ELEMENT, SUBSTITUTED, ENTRY -> slot.element == null ? "" : member(slot.element, twice);
            };
            if (slot.kind == Slot.Kind.ENTRY) {
                entry = slot;
            } else {
                byMember.put(slot.json, slot);
            }
            slot.entries.byName().keySet().forEach(name -> byName.put(name, slot));
            if (slot.entries.wildcard() != null) {
                wild = slot;
            }
        }
    }

    private static String member(ElementPlan element, Set<String> twice) {
        return element.member != null ? element.member : Entries.member(element.name, twice);
    }

    /** The element at a place of a type that has nothing but elements. */
    ElementPlan element(int place) {
        ElementPlan element = slots.get(place).element;
        if (element == null) {
            throw new IllegalStateException("there is no element at " + place);
        }
        return element;
    }

    /** The slot of the members that are not declared one by one. */
    @Nullable
    Slot entry() {
        return entry;
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

    /** The slot last read or one of the next, if a name is theirs and can be nobody else's; null says nothing. */
    @Nullable
    Slot next(String namespace, String local, int from, int[] counts) {
        if (wild != null) {
            return null;
        }
        int end = Math.min(from + AHEAD, slots.size() - 1);
        for (int i = Math.max(from, 0); i <= end; i++) {
            Slot slot = slots.get(i);
            if (slot.isOf(namespace, local) && isOpen(slot, from, counts)) {
                return slot;
            }
        }
        return null;
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

package vn.lienthong.hub.translation.schema;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** A start tag that may still get attributes, and what was written after it. */
final class OpenElement {
    final ElementPlan element;
    final ComplexType type;
    final int[] counts;
    /** The members that are no elements, as far as they were read. */
    private Set<String> attributes = Set.of();

    boolean nil;

    boolean textSeen;
    private final Tag tag;
    private final XmlOutput xml;
    private final long[] starts;
    private final boolean[] seen;
    private long headEnd;
    private boolean closed;
    private int furthest = -1;

    OpenElement(ElementPlan element, Tag tag, ComplexType type, XmlOutput xml) {
        this.element = element;
        this.tag = tag;
        this.type = type;
        this.xml = xml;
        int slots = type.slots().size();
        starts = new long[slots];
        seen = new boolean[slots];
        counts = new int[slots];
    }

    /** Notes a member that is no element; false if it was read before. */
    boolean isFirst(String member) {
        if (attributes.isEmpty()) {
            attributes = new HashSet<>();
        }
        return attributes.add(member);
    }

    Set<String> attributes() {
        return attributes;
    }

    /** Ends the start tag, as far as is known now. */
    void close() {
        if (!closed) {
            headEnd = xml.bytes.position();
            xml.raw(">");
            closed = true;
        }
    }

    void end() {
        if (closed) {
            xml.raw(tag.end);
        } else {
            xml.raw("/>");
        }
    }

    /** Puts what was written since a position into the start tag. */
    void intoHead(long from) {
        if (closed) {
            long length = xml.bytes.position() - from;
            move(from, headEnd, "its attributes come");
            headEnd += length;
            for (int i = 0; i < starts.length; i++) {
                starts[i] += length;
            }
        }
    }

    /** What writes the elements of a slot. */
    interface Values {
        void write() throws IOException;
    }

    /** Writes a slot where it belongs: before the first of those after it that are written already. */
    void place(Slot slot, Values values) throws IOException {
        if (seen[slot.index]) {
            throw Untranslatable.malformed(xml.where(), "has " + slot.json + " twice");
        }
        seen[slot.index] = true;
        close();
        long from = xml.bytes.position();
        long to = before(slot, from);
        if (to < from) {
            moved(slot, values, from, to);
        } else {
            values.write();
        }
        starts[slot.index] = to;
        furthest = Math.max(furthest, slot.index);
    }

    /** Writes one more of what comes last. */
    void append(Slot slot, Values values) throws IOException {
        close();
        if (counts[slot.index]++ == 0) {
            starts[slot.index] = xml.bytes.position();
            furthest = Math.max(furthest, slot.index);
        }
        values.write();
    }

    private void moved(Slot slot, Values values, long from, long to) throws IOException {
        xml.bytes.hold();
        values.write();
        xml.bytes.release();
        long length = xml.bytes.position() - from;
        move(from, to, slot.json + " comes");
        for (int later = slot.index + 1; later < counts.length; later++) {
            if (counts[later] > 0) {
                starts[later] += length;
            }
        }
    }

    private long before(Slot slot, long end) {
        long to = end;
        if (slot.index < furthest && type.ordered()) {
            for (int i = slot.index + 1; i < counts.length; i++) {
                if (counts[i] > 0) {
                    to = Math.min(to, starts[i]);
                }
            }
        }
        return to;
    }

    private void move(long from, long to, String what) {
        if (from != to) {
            if (!xml.bytes.holds(to)) {
                throw Untranslatable.tooLarge(
                        xml.where(),
                        "has so much content before " + what + " that they cannot be put first; send them first");
            }
            xml.bytes.move(from, to);
        }
    }
}

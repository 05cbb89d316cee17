package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The elements and texts in an element as members and lists. */
final class ContentToJson {
    private final Plan plan;
    private final XmlReading xml;
    private final JsonGenerator json;
    private final XmlToJson elements;
    private final EntryToJson entries;

    ContentToJson(Plan plan, XmlReading xml, JsonGenerator json, XmlToJson elements) {
        this.plan = plan;
        this.xml = xml;
        this.json = json;
        this.elements = elements;
        this.entries = new EntryToJson(xml, json, elements);
    }

    /** @param ahead the event that was already read, after the text that was */
    void mixed(ComplexType type, @Nullable Integer ahead) throws XMLStreamException, IOException {
        Slot slot = type.slots().get(0);
        ContentOrder.Walk walk = walk(slot);
        json.writeArrayFieldStart(slot.json);
        int event;
        if (ahead == null) {
            event = xml.textBefore();
        } else {
            event = ahead;
        }
        int count = 0;
        while (true) {
            if (xml.hasText()) {
                json.writeString(xml.text());
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                break;
            }
            item(slot, walk, ++count);
            event = xml.textBefore();
        }
        mayEnd(walk);
        json.writeEndArray();
    }

    private ContentOrder.@Nullable Walk walk(Slot slot) {
        return xml.strict && slot.order != null ? slot.order.new Walk() : null;
    }

    private void mayEnd(ContentOrder.@Nullable Walk walk) {
        if (walk != null && !walk.mayEnd()) {
            throw Untranslatable.structure(xml.where(), "ends too early", walk.expected());
        }
    }

    void content(ComplexType type) throws XMLStreamException, IOException {
        int[] counts = new int[type.slots().size()];
        Set<String> keys = type.entry() == null ? Set.of() : new HashSet<>();
        Slot open = null;
        int from = -1;
        ContentOrder.Walk walk = null;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                xml.refuseText();
                continue;
            }
            Slot slot = slot(type, from, counts);
            if (slot == null) {
                xml.skip();
                continue;
            }
            if (slot.kind == Slot.Kind.ENTRY) {
                close(open, walk);
                open = null;
                from = slot.index;
                counts[slot.index]++;
                entries.member(type, slot, keys);
                continue;
            }
            if (slot != open) {
                close(open, walk);
                if (type.ordered()) {
                    emptyLists(type, from, slot.index);
                }
                open = slot;
                from = Math.max(from, slot.index);
                if (xml.stops()) {
                    open = null;
                    counts[slot.index]++;
                    break;
                }
                walk = open(slot);
            }
            counts[slot.index]++;
            one(slot, walk, counts[slot.index]);
        }
        close(open, walk);
        finish(type, counts, from);
    }

    /** The content of a type whose JSON is no object. */
    void hinted(ComplexType type) throws XMLStreamException, IOException {
        boolean list = type.form == JsonHints.Form.LIST;
        int[] counts = new int[type.slots().size()];
        int count = 0;
        if (list) {
            json.writeStartArray();
        }
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                xml.refuseText();
                continue;
            }
            Slot slot = list || count == 0 ? slot(type, -1, counts) : null;
            if (slot == null) {
                refuseSecond(list, count);
                xml.skip();
            } else if (slot.element != null) {
                counts[slot.index]++;
                elements.element(slot.element, list ? ++count : 0);
                count = list ? count : 1;
            }
        }
        if (list) {
            json.writeEndArray();
            finish(type, counts, counts.length - 1);
        } else if (count == 0) {
            throw Untranslatable.structure(xml.where(), "is empty", "one of its elements");
        }
    }

    private void refuseSecond(boolean list, int count) {
        if (!list && count > 0) {
            throw Untranslatable.structure(xml.where(), "has a second element", "one of its elements");
        }
    }

    private ContentOrder.@Nullable Walk open(Slot slot) throws IOException {
        json.writeFieldName(slot.field());
        if (slot.list) {
            json.writeStartArray();
        }
        return slot.kind == Slot.Kind.CONTENT ? walk(slot) : null;
    }

    private void close(@Nullable Slot slot, ContentOrder.@Nullable Walk walk) throws IOException {
        if (slot != null && slot.list) {
            mayEnd(walk);
            json.writeEndArray();
        }
    }

    private void emptyLists(ComplexType type, int after, int before) throws IOException {
        for (int i = after + 1; i < before; i++) {
            Slot slot = type.slots().get(i);
            if (slot.always) {
                json.writeArrayFieldStart(slot.json);
                json.writeEndArray();
            }
        }
    }

    private void finish(ComplexType type, int[] counts, int from) throws IOException {
        if (type.ordered()) {
            emptyLists(type, from, counts.length);
        }
        Occurrence.Mismatch mismatch = xml.strict ? type.mismatch(counts) : null;
        if (mismatch != null) {
            throw Untranslatable.structure(xml.where(), mismatch.found(), mismatch.expected());
        }
    }

    /** Null for an element that is dropped. */
    private @Nullable Slot slot(ComplexType type, int from, int[] counts) {
        String namespace = xml.reader.getNamespaceURI();
        Slot slot = type.next(namespace == null ? "" : namespace, xml.reader.getLocalName(), from, counts);
        if (slot != null) {
            return slot;
        }
        QName name = xml.reader.getName();
        slot = type.slotFor(name, from, counts);
        if (slot != null) {
            return slot;
        }
        Slot declared = type.declared(name);
        if (declared == null) {
            xml.drop("has the element " + name.getLocalPart() + ", which is not declared");
            return null;
        }
        if (xml.strict) {
            throw Untranslatable.structure(
                    xml.where(),
                    "has " + name.getLocalPart() + " out of its place or too often",
                    counts[declared.index] >= declared.max ? "at most " + declared.max : "it before what follows it");
        }
        if (counts[declared.index] > 0 || type.slots().get(declared.index).always) {
            // Its member is already written, and what is known is not dropped.
            throw Untranslatable.structure(
                    xml.where(),
                    "has " + name.getLocalPart() + " after its list ended",
                    "it beside the others of its name");
        }
        return declared;
    }

    private void one(Slot slot, ContentOrder.@Nullable Walk walk, int count) throws XMLStreamException, IOException {
        if (slot.named()) {
            item(slot, walk, slot.list ? count : 0);
        } else if (slot.element != null) {
            elements.element(slot.element, slot.list ? count : 0);
        }
    }

    /** An object that names the element which stands here. */
    private void item(Slot slot, ContentOrder.@Nullable Walk walk, int count) throws XMLStreamException, IOException {
        QName name = xml.reader.getName();
        ElementPlan element = slot.entries.byName().get(name);
        if (element == null) {
            Wildcard wildcard = slot.entries.wildcard();
            element = wildcard != null && wildcard.admits().test(name.getNamespaceURI())
                    ? plan.known(wildcard, name)
                    : null;
        }
        if (element == null) {
            xml.drop("has the element " + name.getLocalPart() + ", which no schema of the set declares here");
            xml.skip();
            return;
        }
        if (walk != null && !walk.step(name)) {
            throw Untranslatable.structure(
                    xml.where(), "has " + name.getLocalPart() + " out of its place", walk.expected());
        }
        json.writeStartObject();
        json.writeFieldName(slot.entries.member(name));
        elements.element(element, count);
        json.writeEndObject();
    }
}

package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** An element with a key and a value as the member that it is. */
final class EntryToJson {
    private final XmlReading xml;
    private final JsonGenerator json;
    private final XmlToJson elements;

    EntryToJson(XmlReading xml, JsonGenerator json, XmlToJson elements) {
        this.xml = xml;
        this.json = json;
        this.elements = elements;
    }

    /** @param keys those that were there before */
    void member(ComplexType type, Slot slot, Set<String> keys) throws XMLStreamException, IOException {
        if (slot.element == null || !(slot.element.type() instanceof ComplexType entry)) {
            throw new IllegalStateException("an entry has no key and value");
        }
        xml.trail.enter(slot.element.name.getLocalPart(), 0);
        child(entry.element(0));
        String key = xml.elementText();
        if (type.slot(key) != null || !keys.add(key)) {
            throw Untranslatable.value(xml.trail.with("key"), key, "a key that is there once");
        }
        json.writeFieldName(key);
        child(entry.element(1));
        elements.element(entry.element(1), 0);
        if (xml.textBefore() != XMLStreamConstants.END_ELEMENT) {
            throw Untranslatable.structure(xml.where(), "has more than that", "a key and a value");
        }
        xml.trail.leave();
    }

    private void child(ElementPlan expected) throws XMLStreamException {
        int event = xml.textBefore();
        if (event != XMLStreamConstants.START_ELEMENT || !xml.reader.getName().equals(expected.name)) {
            throw Untranslatable.structure(xml.where(), "has no " + expected.name.getLocalPart(), "a key and a value");
        }
    }
}

package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;

/** One document from XML to JSON, in one pass that holds no more than one text at a time. */
final class XmlToJson {
    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    private final Plan plan;
    private final XMLStreamReader xml;
    private final JsonGenerator json;
    private final Limits limits;
    private final boolean strict;
    private final Trail trail;
    private final StringBuilder text = new StringBuilder();
    private long dropped;

    XmlToJson(Plan plan, XMLStreamReader xml, JsonGenerator json, Strictness strictness, Limits limits) {
        this.plan = plan;
        this.xml = xml;
        this.json = json;
        this.limits = limits;
        this.strict = strictness == Strictness.STRICT;
        this.trail = new Trail(limits.depth());
    }

    long dropped() {
        return dropped;
    }

    String where() {
        return trail.toString();
    }

    /** Reads the element whose start the reader is at, and leaves the reader at its end. */
    void element(ElementPlan element, int place) throws XMLStreamException, IOException {
        trail.enter(element.name.getLocalPart(), place);
        if (xml.getAttributeCount() > limits.attributes()) {
            throw Untranslatable.tooLarge(where(), "has more than " + limits.attributes() + " attributes");
        }
        TypePlan type = type(element);
        boolean named = type != element.type();
        boolean nil = isNil(element);
        if (type.isAbstract()) {
            throw Untranslatable.structure(
                    where(), "has the abstract type " + plan.member(type), "xsi:type with a type derived from it");
        }
        if (type instanceof SimpleType simple) {
            simple(element, simple, named, nil);
        } else {
            complex(element, (ComplexType) type, named, nil);
        }
        trail.leave();
    }

    private TypePlan type(ElementPlan element) {
        String written = xml.getAttributeCount() == 0 ? null : xml.getAttributeValue(XSI, "type");
        if (written == null) {
            return element.type();
        }
        String name = written.strip();
        int colon = name.indexOf(':');
        String namespace = xml.getNamespaceURI(colon < 0 ? "" : name.substring(0, colon));
        TypePlan type = plan.type(new QName(namespace == null ? "" : namespace, name.substring(colon + 1)));
        if (type == null || !type.isA(element.type())) {
            if (type == null && !strict) {
                dropped++;
                return element.type();
            }
            throw Untranslatable.value(trail.with("@xsi:type"), name, "a type derived from " + told(element.type()));
        }
        return type;
    }

    private String told(TypePlan type) {
        return type.qname() == null ? "the declared one" : plan.member(type);
    }

    private boolean isNil(ElementPlan element) {
        String nil = xml.getAttributeCount() == 0 ? null : xml.getAttributeValue(XSI, "nil");
        if (nil == null || !Lexical.isTrue(nil.strip())) {
            return false;
        }
        if (!element.nillable && strict) {
            throw Untranslatable.structure(where(), "is nil", "a value, because it is not nillable");
        }
        return true;
    }

    private void simple(ElementPlan element, SimpleType type, boolean named, boolean nil)
            throws XMLStreamException, IOException {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (!isForReaders(i)) {
                drop("has the attribute " + xml.getAttributeLocalName(i) + ", which is not declared");
            }
        }
        if (nil) {
            empty();
            json.writeNull();
        } else if (named) {
            json.writeStartObject();
            json.writeStringField("#type", plan.member(type));
            json.writeFieldName("#text");
            value(element, type, elementText());
            json.writeEndObject();
        } else {
            value(element, type, elementText());
        }
    }

    private void value(ElementPlan element, SimpleType type, String read) throws IOException {
        String given = read.isEmpty() && element.otherwise != null ? element.otherwise : read;
        String value = type.normalised(given);
        check(type, value, where());
        if (element.fixed && element.otherwise != null && !type.same(value, type.normalised(element.otherwise))) {
            throw Untranslatable.value(where(), value, "\"" + element.otherwise + "\", which is fixed");
        }
        type.write(json, value, xml::getNamespaceURI);
    }

    private static void check(SimpleType type, String value, String path) {
        String fault = type.fault(value);
        if (fault != null) {
            throw Untranslatable.value(path, value, fault);
        }
    }

    private void complex(ElementPlan element, ComplexType type, boolean named, boolean nil)
            throws XMLStreamException, IOException {
        boolean bare = !named && (xml.getAttributeCount() == 0 || hasOnlyReadersAttributes());
        if (bare && type.isAnything() && !nil) {
            anything(type);
            return;
        }
        if (bare && nil && type.attributes.values().stream().noneMatch(AttributePlan::required)) {
            empty();
            json.writeNull();
            return;
        }
        json.writeStartObject();
        if (named) {
            json.writeStringField("#type", plan.member(type));
        }
        attributes(type);
        if (nil) {
            json.writeBooleanField("#nil", true);
            empty();
        } else if (type.text != null) {
            json.writeFieldName("#text");
            value(element, type.text, elementText());
        } else if (type.mixed) {
            mixed(type, null);
        } else {
            content(type);
        }
        json.writeEndObject();
    }

    private boolean hasOnlyReadersAttributes() {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (!isForReaders(i)) {
                return false;
            }
        }
        return true;
    }

    // type and nil are told in JSON's own way; where a schema may be found concerns nobody behind this reader.
    private boolean isForReaders(int attribute) {
        return XSI.equals(xml.getAttributeNamespace(attribute));
    }

    private void attributes(ComplexType type) throws IOException {
        Set<String> given = type.attributes.isEmpty() ? Set.of() : new HashSet<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (!isForReaders(i)) {
                attribute(type, i, given);
            }
        }
        if (strict) {
            for (AttributePlan attribute : type.attributes.values()) {
                if (attribute.required() && !given.contains(type.member(attribute.name()))) {
                    throw Untranslatable.structure(where(), "has no " + type.member(attribute.name()), "it");
                }
            }
        }
    }

    private void attribute(ComplexType type, int index, Set<String> given) throws IOException {
        QName name = xml.getAttributeName(index);
        AttributePlan attribute = type.attributes.get(name);
        String member = type.member(name);
        if (attribute == null) {
            Wildcard wildcard = type.anyAttribute;
            if (wildcard == null || !wildcard.admits().test(name.getNamespaceURI())) {
                drop("has the attribute " + name.getLocalPart() + ", which is not declared");
                return;
            }
            attribute = wildcard.skip() ? null : plan.attributes.get(name);
            if (attribute == null && wildcard.strict()) {
                drop("has the attribute " + name.getLocalPart() + ", which no schema of the set declares");
                return;
            }
        } else {
            given.add(member);
        }
        String written = xml.getAttributeValue(index);
        if (written.length() > limits.textLength()) {
            throw Untranslatable.tooLarge(trail.with(member), "is longer than " + limits.textLength() + " characters");
        }
        json.writeFieldName(member);
        if (attribute == null) {
            json.writeString(written);
            return;
        }
        String value = attribute.type().normalised(written);
        check(attribute.type(), value, trail.with(member));
        if (attribute.fixed()
                && attribute.otherwise() != null
                && !attribute.type().same(value, attribute.type().normalised(attribute.otherwise()))) {
            throw Untranslatable.value(trail.with(member), value, "\"" + attribute.otherwise() + "\", which is fixed");
        }
        attribute.type().write(json, value, xml::getNamespaceURI);
    }

    /** An element without a known type is its text, as long as it has nothing else. */
    private void anything(ComplexType type) throws XMLStreamException, IOException {
        text.setLength(0);
        int event = textBefore();
        if (event == XMLStreamConstants.END_ELEMENT) {
            json.writeString(text.toString());
        } else {
            json.writeStartObject();
            mixed(type, event);
            json.writeEndObject();
        }
    }

    /** @param ahead the event that was already read, after the text that was */
    private void mixed(ComplexType type, @Nullable Integer ahead) throws XMLStreamException, IOException {
        Slot slot = type.slots().get(0);
        ContentOrder.Walk walk = walk(slot);
        json.writeArrayFieldStart(slot.json);
        int event;
        if (ahead == null) {
            text.setLength(0);
            event = textBefore();
        } else {
            event = ahead;
        }
        int count = 0;
        while (true) {
            if (!text.isEmpty()) {
                json.writeString(text.toString());
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                break;
            }
            item(slot, walk, ++count);
            text.setLength(0);
            event = textBefore();
        }
        mayEnd(walk);
        json.writeEndArray();
    }

    private ContentOrder.@Nullable Walk walk(Slot slot) {
        return strict && slot.order != null ? slot.order.new Walk() : null;
    }

    private void mayEnd(ContentOrder.@Nullable Walk walk) {
        if (walk != null && !walk.mayEnd()) {
            throw Untranslatable.structure(where(), "ends too early", walk.expected());
        }
    }

    private void content(ComplexType type) throws XMLStreamException, IOException {
        int[] counts = new int[type.slots().size()];
        Slot open = null;
        int from = -1;
        ContentOrder.Walk walk = null;
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                refuseText();
                continue;
            }
            Slot slot = slot(type, from, counts);
            if (slot == null) {
                skip();
                continue;
            }
            if (slot != open) {
                close(open, walk);
                if (type.ordered()) {
                    emptyLists(type, from, slot.index);
                }
                open = slot;
                from = Math.max(from, slot.index);
                walk = open(slot);
            }
            counts[slot.index]++;
            one(slot, walk, counts[slot.index]);
        }
        close(open, walk);
        finish(type, counts, from);
    }

    private ContentOrder.@Nullable Walk open(Slot slot) throws IOException {
        json.writeFieldName(slot.json);
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
        Occurrence.Mismatch mismatch = strict ? type.mismatch(counts) : null;
        if (mismatch != null) {
            throw Untranslatable.structure(where(), mismatch.found(), mismatch.expected());
        }
    }

    /** Null for an element that is dropped. */
    private @Nullable Slot slot(ComplexType type, int from, int[] counts) {
        QName name = xml.getName();
        Slot slot = type.slotFor(name, from, counts);
        if (slot != null) {
            return slot;
        }
        Slot declared = type.declared(name);
        if (declared == null) {
            drop("has the element " + name.getLocalPart() + ", which is not declared");
            return null;
        }
        if (strict) {
            throw Untranslatable.structure(
                    where(),
                    "has " + name.getLocalPart() + " out of its place or too often",
                    counts[declared.index] >= declared.max ? "at most " + declared.max : "it before what follows it");
        }
        if (counts[declared.index] > 0 || type.slots().get(declared.index).always) {
            // Its member is already written, and what is known is not dropped.
            throw Untranslatable.structure(
                    where(),
                    "has " + name.getLocalPart() + " after its list ended",
                    "it beside the others of its name");
        }
        return declared;
    }

    private void one(Slot slot, ContentOrder.@Nullable Walk walk, int count) throws XMLStreamException, IOException {
        if (slot.named()) {
            item(slot, walk, slot.list ? count : 0);
        } else if (slot.element != null) {
            element(slot.element, slot.list ? count : 0);
        }
    }

    /** An object that names the element which stands here. */
    private void item(Slot slot, ContentOrder.@Nullable Walk walk, int count) throws XMLStreamException, IOException {
        QName name = xml.getName();
        ElementPlan element = slot.entries.byName().get(name);
        if (element == null) {
            Wildcard wildcard = slot.entries.wildcard();
            element = wildcard != null && wildcard.admits().test(name.getNamespaceURI())
                    ? plan.known(wildcard, name)
                    : null;
        }
        if (element == null) {
            drop("has the element " + name.getLocalPart() + ", which no schema of the set declares here");
            skip();
            return;
        }
        if (walk != null && !walk.step(name)) {
            throw Untranslatable.structure(
                    where(), "has " + name.getLocalPart() + " out of its place", walk.expected());
        }
        json.writeStartObject();
        json.writeFieldName(slot.entries.member(name));
        element(element, count);
        json.writeEndObject();
    }

    private void drop(String found) {
        if (strict) {
            throw Untranslatable.structure(where(), found, null);
        }
        dropped++;
    }

    private void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private void refuseText() {
        if (!Lexical.isBlank(xml.getText())) {
            drop("has text between its elements");
        }
    }

    private void empty() throws XMLStreamException {
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                drop("is nil and has the element " + xml.getLocalName());
                skip();
            } else {
                drop("is nil and has text");
            }
        }
    }

    private String elementText() throws XMLStreamException {
        text.setLength(0);
        int event = textBefore();
        while (event == XMLStreamConstants.START_ELEMENT) {
            drop("has the element " + xml.getLocalName() + " where only text may stand");
            skip();
            event = textBefore();
        }
        return text.toString();
    }

    /** Gathers text until an element starts or ends. */
    private int textBefore() throws XMLStreamException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            if (text.length() + xml.getTextLength() > limits.textLength()) {
                throw Untranslatable.tooLarge(where(), "is longer than " + limits.textLength() + " characters");
            }
            text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            event = next();
        }
        return event;
    }

    /** Start, end or text; whatever else XML has is passed over. */
    private int next() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT,
                        XMLStreamConstants.END_ELEMENT,
                        XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    return event;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Untranslatable.malformed(
                            where(), "declares a document type or uses an entity, which is refused");
                default -> {}
            }
        }
    }
}

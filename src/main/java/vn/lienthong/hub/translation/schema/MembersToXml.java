package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The members of one object as the attributes and elements they are in XML. */
final class MembersToXml {
    private final Plan plan;
    private final XmlOutput xml;
    private final JsonInput input;
    private final JsonToXml elements;
    private final AttributesToXml attributes;
    private final OctetsToXml octets;

    MembersToXml(Plan plan, JsonInput input, XmlOutput xml, JsonToXml elements, OctetsToXml octets) {
        this.octets = octets;
        this.plan = plan;
        this.input = input;
        this.xml = xml;
        this.elements = elements;
        this.attributes = new AttributesToXml(plan, xml);
    }

    void write(OpenElement open) throws IOException {
        for (;
                input.parser().currentToken() == JsonToken.FIELD_NAME;
                input.parser().nextToken()) {
            String member = input.parser().currentName();
            input.parser().nextToken();
            Slot slot = open.type.slot(member);
            if (slot != null) {
                open.place(slot, () -> values(open, slot));
            } else if (open.type.entry() != null) {
                entry(open, open.type.entry(), member);
            } else if (member.startsWith("@")) {
                attributes.write(open, member, input.parser());
            } else if (member.equals("#nil")) {
                nil(open);
            } else if (member.equals("#text") && open.type.text != null) {
                content(open, open.type.text);
            } else {
                xml.drop(member, input.parser());
            }
        }
        end(open);
    }

    private void entry(OpenElement open, Slot slot, String key) throws IOException {
        if (!open.isFirst(key)) {
            throw Untranslatable.malformed(xml.where(), "has " + key + " twice");
        }
        if (slot.element == null || !(slot.element.type() instanceof ComplexType type)) {
            throw new IllegalStateException("an entry has no key and value");
        }
        ElementPlan value = type.element(1);
        String tag = xml.names.prefixed(slot.element.name);
        String keyTag = xml.names.prefixed(type.element(0).name);
        open.append(slot, () -> {
            xml.raw("<").raw(tag).raw("><").raw(keyTag).raw(">");
            xml.escaped(key, false);
            xml.raw("</").raw(keyTag).raw(">");
            elements.element(value, 0, "");
            xml.raw("</").raw(tag).raw(">");
        });
    }

    /** Writes an array as the elements of a type with one that repeats. */
    void list(OpenElement open) throws IOException {
        Slot slot = open.type.slots().get(0);
        if (input.parser().currentToken() != JsonToken.START_ARRAY) {
            throw Untranslatable.structure(xml.where(), "is not a list", "a list, even of one or none");
        }
        open.place(slot, () -> {
            while (input.parser().nextToken() != JsonToken.END_ARRAY) {
                one(open, slot, null);
            }
        });
        end(open);
    }

    /** Writes a value as the one element of a choice that it fits. */
    void either(OpenElement open) throws IOException {
        open.close();
        Slot slot = new Alternatives(input, xml, elements).write(open.type);
        open.counts[slot.index]++;
        end(open);
    }

    void required(ComplexType type) {
        attributes.required(type, Set.of());
    }

    private void end(OpenElement open) {
        boolean content = open.textSeen;
        for (int count : open.counts) {
            content |= count > 0;
        }
        if (open.nil) {
            if (content) {
                throw Untranslatable.structure(xml.where(), "is #nil and has content", "one of both");
            }
        } else if (open.type.text != null && !open.textSeen) {
            if (open.element.otherwise == null && open.type.text.fault("") != null) {
                throw Untranslatable.structure(xml.where(), "has no #text", "it");
            }
        } else if (xml.strict) {
            Occurrence.Mismatch mismatch = open.type.mismatch(open.counts);
            if (mismatch != null && !open.type.mixed) {
                throw Untranslatable.structure(xml.where(), mismatch.found(), mismatch.expected());
            }
        }
        if (xml.strict) {
            attributes.required(open.type, open.attributes());
        }
        open.end();
    }

    private void nil(OpenElement open) throws IOException {
        boolean nil = input.parser().currentToken() == JsonToken.VALUE_TRUE;
        if (nil && !open.element.nillable || !nil && input.parser().currentToken() != JsonToken.VALUE_FALSE) {
            throw Untranslatable.structure(
                    xml.trail.with("#nil"), "is " + input.parser().getText(), "false, or nothing at all");
        }
        if (!open.isFirst("#nil")) {
            throw Untranslatable.malformed(xml.where(), "has #nil twice");
        }
        if (nil) {
            open.nil = true;
            long from = xml.bytes.position();
            xml.raw(" xsi:nil=\"true\"");
            open.intoHead(from);
        }
    }

    private void content(OpenElement open, SimpleType type) throws IOException {
        if (open.textSeen) {
            throw Untranslatable.malformed(xml.where(), "has #text twice");
        }
        open.textSeen = true;
        if (input.parser().currentToken() == JsonToken.VALUE_NULL && open.element.nillable && !xml.strict) {
            return;
        }
        if (octets.isStreamed(open.element, type)) {
            open.close();
            octets.write(open.element, type);
            return;
        }
        String text = elements.value(open.element, type);
        open.close();
        long from = xml.bytes.position();
        xml.declarations();
        open.intoHead(from);
        xml.escaped(text, false);
    }

    private void values(OpenElement open, Slot slot) throws IOException {
        JsonToken token = input.parser().currentToken();
        if (!slot.list) {
            one(open, slot, null);
            return;
        }
        ContentOrder.Walk walk = xml.strict && slot.order != null ? slot.order.new Walk() : null;
        if (token != JsonToken.START_ARRAY) {
            if (xml.strict) {
                throw Untranslatable.structure(
                        xml.trail.with(slot.json), "is not a list", "a list, even of one or none");
            }
            one(open, slot, walk);
            return;
        }
        while (input.parser().nextToken() != JsonToken.END_ARRAY) {
            one(open, slot, walk);
            if (xml.bytes.overfull() && xml.bytes.position() > 4 * xml.limits.bytes()) {
                throw Untranslatable.tooLarge(xml.where(), "becomes too large");
            }
        }
        if (walk != null && !walk.mayEnd() && (open.counts[slot.index] > 0 || open.type.mixed)) {
            throw Untranslatable.structure(xml.trail.with(slot.json), "ends too early", walk.expected());
        }
    }

    private void one(OpenElement open, Slot slot, ContentOrder.@Nullable Walk walk) throws IOException {
        JsonToken token = input.parser().currentToken();
        if (open.type.mixed && token == JsonToken.VALUE_STRING) {
            xml.escaped(input.parser().getText(), false);
            open.textSeen = true;
            return;
        }
        if (token == JsonToken.VALUE_NULL && !xml.strict && (slot.element == null || !slot.element.nillable)) {
            return;
        }
        int place = slot.list ? open.counts[slot.index] + 1 : 0;
        open.counts[slot.index]++;
        if (slot.named()) {
            item(slot, walk, place);
        } else if (slot.element != null) {
            elements.element(slot.element, place, "");
        }
    }

    private void item(Slot slot, ContentOrder.@Nullable Walk walk, int place) throws IOException {
        if (input.parser().currentToken() != JsonToken.START_OBJECT
                || input.parser().nextToken() != JsonToken.FIELD_NAME) {
            throw Untranslatable.structure(
                    xml.trail.with(slot.json), "has an item that names no element", "an object with one member");
        }
        String member = input.parser().currentName();
        input.parser().nextToken();
        ElementPlan element = slot.entries.byJson().get(member);
        if (element == null) {
            element = undeclared(slot, member);
        }
        if (element == null) {
            xml.drop(member, input.parser());
        } else {
            if (walk != null && !walk.step(element.name)) {
                throw Untranslatable.structure(
                        xml.trail.with(slot.json), "has " + member + " out of its place", walk.expected());
            }
            elements.element(element, place, "");
        }
        if (input.parser().nextToken() != JsonToken.END_OBJECT) {
            throw Untranslatable.structure(
                    xml.trail.with(slot.json), "has an item with two members", "an object with one member");
        }
    }

    private @Nullable ElementPlan undeclared(Slot slot, String member) {
        Wildcard wildcard = slot.entries.wildcard();
        QName name = wildcard == null ? null : Entries.name(member);
        return wildcard == null || name == null || !wildcard.admits().test(name.getNamespaceURI())
                ? null
                : plan.known(wildcard, name);
    }
}

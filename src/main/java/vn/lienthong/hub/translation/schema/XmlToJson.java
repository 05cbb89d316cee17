package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** One document from XML to JSON, in one pass that holds no more than one text at a time. */
final class XmlToJson {
    private final Plan plan;
    private final XmlReading xml;
    private final JsonGenerator json;
    private final AttributesToJson attributes;
    private final ContentToJson contents;

    XmlToJson(Plan plan, XmlReading xml, JsonGenerator json) {
        this.plan = plan;
        this.xml = xml;
        this.json = json;
        this.attributes = new AttributesToJson(plan, xml, json);
        this.contents = new ContentToJson(plan, xml, json, this);
    }

    /** Reads the element whose start the reader is at, and leaves the reader at its end. */
    void element(ElementPlan element, int place) throws XMLStreamException, IOException {
        xml.trail.enter(element.name.getLocalPart(), place);
        if (xml.reader.getAttributeCount() > xml.limits.attributes()) {
            throw Untranslatable.tooLarge(xml.where(), "has more than " + xml.limits.attributes() + " attributes");
        }
        TypePlan type = type(element);
        boolean named = plan.isTold(type, element.type());
        boolean nil = isNil(element);
        if (type.isAbstract()) {
            throw Untranslatable.structure(
                    xml.where(), "has the abstract type " + plan.member(type), "xsi:type with a type derived from it");
        }
        if (type instanceof SimpleType simple) {
            simple(element, simple, named, nil);
        } else {
            complex(element, (ComplexType) type, named, nil);
        }
        xml.trail.leave();
    }

    private TypePlan type(ElementPlan element) {
        String written = attributes.xsi("type");
        if (written == null) {
            return element.type();
        }
        String name = written.strip();
        int colon = name.indexOf(':');
        String namespace = xml.reader.getNamespaceURI(colon < 0 ? "" : name.substring(0, colon));
        TypePlan type = plan.type(new QName(namespace == null ? "" : namespace, name.substring(colon + 1)));
        if (type == null || !type.isA(element.type())) {
            if (type == null && !xml.strict) {
                xml.drop("");
                return element.type();
            }
            throw Untranslatable.value(
                    xml.trail.with("@xsi:type"), name, "a type derived from " + told(element.type()));
        }
        return type;
    }

    private String told(TypePlan type) {
        return type.qname() == null ? "the declared one" : plan.member(type);
    }

    private boolean isNil(ElementPlan element) {
        String nil = attributes.xsi("nil");
        if (nil == null || !Lexical.isTrue(nil.strip())) {
            return false;
        }
        if (!element.nillable && xml.strict) {
            throw Untranslatable.structure(xml.where(), "is nil", "a value, because it is not nillable");
        }
        return true;
    }

    private void simple(ElementPlan element, SimpleType type, boolean named, boolean nil)
            throws XMLStreamException, IOException {
        attributes.refuse();
        if (nil) {
            xml.empty();
            json.writeNull();
        } else if (named) {
            json.writeStartObject();
            json.writeStringField("#type", plan.member(type));
            json.writeFieldName("#text");
            text(element, type);
            json.writeEndObject();
        } else {
            text(element, type);
        }
    }

    private void text(ElementPlan element, SimpleType type) throws XMLStreamException, IOException {
        if (type.isOctets() && element.otherwise == null) {
            BinaryText octets = new BinaryText(xml, type);
            json.writeString(octets, -1);
            octets.rethrow();
        } else {
            value(element, type, xml.elementText());
        }
    }

    private void value(ElementPlan element, SimpleType type, String read) throws IOException {
        String given = read.isEmpty() && element.otherwise != null ? element.otherwise : read;
        String value = type.normalised(given);
        String fault = type.fault(value);
        if (fault != null) {
            throw Untranslatable.value(xml.where(), value, fault);
        }
        if (element.fixed && element.otherwise != null && !type.same(value, type.normalised(element.otherwise))) {
            throw Untranslatable.value(xml.where(), value, "\"" + element.otherwise + "\", which is fixed");
        }
        JsonValues.write(type, json, value, xml.prefixes);
    }

    private void complex(ElementPlan element, ComplexType type, boolean named, boolean nil)
            throws XMLStreamException, IOException {
        if (type.form != JsonHints.Form.PLAIN && !nil) {
            attributes.refuse();
            contents.hinted(type);
            return;
        }
        boolean bare = !named && (xml.reader.getAttributeCount() == 0 || attributes.areForReadersAlone());
        if (bare && type.isAnything() && !nil) {
            anything(type);
            return;
        }
        if (bare && nil && type.attributes.values().stream().noneMatch(AttributePlan::required)) {
            xml.empty();
            json.writeNull();
            return;
        }
        json.writeStartObject();
        if (named) {
            json.writeStringField("#type", plan.member(type));
        }
        attributes.write(type);
        if (nil) {
            json.writeBooleanField("#nil", true);
            xml.empty();
        } else if (type.text != null) {
            json.writeFieldName("#text");
            text(element, type.text);
        } else if (type.mixed) {
            contents.mixed(type, null);
        } else {
            contents.content(type);
        }
        json.writeEndObject();
    }

    /** An element without a known type is its text, as long as it has nothing else. */
    private void anything(ComplexType type) throws XMLStreamException, IOException {
        int event = xml.textBefore();
        if (event == XMLStreamConstants.END_ELEMENT) {
            json.writeString(xml.text());
        } else {
            json.writeStartObject();
            contents.mixed(type, event);
            json.writeEndObject();
        }
    }
}

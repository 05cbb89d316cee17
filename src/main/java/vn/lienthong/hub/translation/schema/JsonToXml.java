package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import javax.xml.namespace.QName;

/**
 * One document from JSON to XML, in one pass. Members are written as they come; one that comes after a member it has to
 * stand before is moved within what is still held back.
 */
final class JsonToXml {
    private final Plan plan;
    private final XmlOutput xml;
    private final JsonInput input;
    private final MembersToXml members;
    private final OctetsToXml octets;

    JsonToXml(Plan plan, JsonParser json, XmlOutput xml) {
        this.plan = plan;
        this.xml = xml;
        this.input = new JsonInput(json);
        this.octets = new OctetsToXml(input, xml);
        this.members = new MembersToXml(plan, input, xml, this, octets);
    }

    /** Writes the document of the value the parser is at. */
    void root(ElementPlan element) throws IOException {
        element(element, 0, plan.declared());
    }

    void element(ElementPlan element, int place, String declared) throws IOException {
        xml.trail.enter(element.name.getLocalPart(), place);
        Tag tag = xml.names.tag(element);
        xml.raw(tag.start);
        if (!declared.isEmpty()) {
            xml.raw(declared);
        }
        xml.declarations();
        JsonToken token = input.parser().currentToken();
        if (token == JsonToken.VALUE_NULL) {
            nil(element);
        } else if (element.type() instanceof SimpleType simple && simple.kind == SimpleType.Kind.JSON) {
            leaf(tag, JsonValues.jsonText(input.parser(), xml.limits.textLength()));
        } else if (element.type() instanceof ComplexType type && type.form == JsonHints.Form.LIST) {
            members.list(new OpenElement(element, tag, type, xml));
        } else if (element.type() instanceof ComplexType type && type.form == JsonHints.Form.EITHER) {
            members.either(new OpenElement(element, tag, type, xml));
        } else if (token == JsonToken.START_OBJECT) {
            object(element, tag);
        } else if (element.type() instanceof SimpleType simple && octets.isStreamed(element, simple)) {
            xml.raw(">");
            octets.write(element, simple);
            xml.raw(tag.end);
        } else if (element.type() instanceof SimpleType simple) {
            if (token == JsonToken.VALUE_STRING && simple.takesAnyText() && element.otherwise == null) {
                text(tag, input.parser());
            } else {
                leaf(tag, value(element, simple));
            }
        } else if (element.type() == ComplexType.ANYTHING && token != null && token.isScalarValue()) {
            leaf(tag, input.parser().getText());
        } else {
            throw Untranslatable.structure(xml.where(), "is not an object", "an object");
        }
        xml.trail.leave();
        xml.bytes.settle();
    }

    private void nil(ElementPlan element) {
        if (!element.nillable) {
            throw Untranslatable.structure(xml.where(), "is null", "a value, because it is not nillable");
        }
        if (xml.strict && element.type() instanceof ComplexType type) {
            members.required(type);
        }
        xml.raw(" xsi:nil=\"true\"/>");
    }

    private void leaf(Tag tag, String text) {
        xml.declarations();
        if (text.isEmpty()) {
            xml.raw("/>");
        } else {
            xml.raw(">");
            xml.escaped(text, false);
            xml.raw(tag.end);
        }
    }

    private void text(Tag tag, JsonParser json) throws IOException {
        int count = json.getTextLength();
        if (count == 0) {
            xml.raw("/>");
        } else {
            xml.raw(">");
            xml.escaped(json.getTextCharacters(), json.getTextOffset(), count);
            xml.raw(tag.end);
        }
    }

    String value(ElementPlan element, SimpleType type) throws IOException {
        String text = xml.texts.of(type, input.parser(), xml.trail);
        if (element.otherwise == null) {
            return text;
        }
        if (text.isEmpty() && !element.otherwise.isEmpty()) {
            throw Untranslatable.value(
                    xml.where(),
                    "",
                    "another value, because an empty element stands for \"" + element.otherwise + "\"");
        }
        if (element.fixed) {
            xml.refuseFixed(xml.where(), type, text, element.otherwise);
        }
        return text;
    }

    private void object(ElementPlan element, Tag tag) throws IOException {
        TypePlan type = element.type();
        boolean ahead = false;
        if (plan.mayBeAnother(type)) {
            TypePlan named = input.typeAhead(() -> named(element));
            ahead = true;
            if (named != null && named != type) {
                type = named;
                QName name = named.qname();
                xml.raw(" xsi:type=\"")
                        .raw(name == null ? "" : xml.names.prefixed(name))
                        .raw("\"");
                xml.declarations();
            }
        }
        if (type.isAbstract()) {
            throw Untranslatable.structure(
                    xml.where(), "has the abstract type " + plan.member(type), "#type with a type derived from it");
        }
        if (!ahead) {
            input.parser().nextToken();
        }
        if (type instanceof ComplexType complex) {
            members.write(new OpenElement(element, tag, complex, xml));
        } else {
            text(element, (SimpleType) type, tag);
        }
    }

    private TypePlan named(ElementPlan element) throws IOException {
        String written = input.parser().currentToken() == JsonToken.VALUE_STRING
                ? input.parser().getText()
                : "";
        TypePlan type = plan.type(written);
        if (type == null || !type.isA(element.type())) {
            throw Untranslatable.value(
                    xml.trail.with("#type"), written, "a type derived from " + plan.member(element.type()));
        }
        return type;
    }

    private void text(ElementPlan element, SimpleType type, Tag tag) throws IOException {
        boolean written = false;
        for (;
                input.parser().currentToken() == JsonToken.FIELD_NAME;
                input.parser().nextToken()) {
            boolean text = "#text".equals(input.parser().currentName());
            input.parser().nextToken();
            if (!text) {
                xml.drop(input.parser().currentName(), input.parser());
            } else if (written) {
                throw Untranslatable.malformed(xml.where(), "has #text twice");
            } else {
                leaf(tag, value(element, type));
                written = true;
            }
        }
        if (!written) {
            throw Untranslatable.structure(xml.where(), "is an object without #text", type.told());
        }
    }
}

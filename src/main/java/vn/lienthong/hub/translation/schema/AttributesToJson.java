package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The attributes of an element as members. */
final class AttributesToJson {
    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
    private final Plan plan;
    private final XmlReading xml;
    private final JsonGenerator json;

    AttributesToJson(Plan plan, XmlReading xml, JsonGenerator json) {
        this.plan = plan;
        this.xml = xml;
        this.json = json;
    }

    /** An attribute of {@code xsi}, if the element has it. */
    @Nullable
    String xsi(String local) {
        return xml.reader.getAttributeCount() == 0 ? null : xml.reader.getAttributeValue(XSI, local);
    }

    boolean areForReadersAlone() {
        for (int i = 0; i < xml.reader.getAttributeCount(); i++) {
            if (!isForReaders(i)) {
                return false;
            }
        }
        return true;
    }

    // type and nil are told in JSON's own way; where a schema may be found concerns nobody behind this reader.
    private boolean isForReaders(int attribute) {
        return XSI.equals(xml.reader.getAttributeNamespace(attribute));
    }

    /** Refuses or passes over all attributes. */
    void refuse() {
        for (int i = 0; i < xml.reader.getAttributeCount(); i++) {
            if (!isForReaders(i)) {
                xml.drop("has the attribute " + xml.reader.getAttributeLocalName(i) + ", which is not declared");
            }
        }
    }

    void write(ComplexType type) throws IOException {
        Set<String> given = type.requiredAttributes().isEmpty() ? Set.of() : new HashSet<>();
        for (int i = 0; i < xml.reader.getAttributeCount(); i++) {
            if (!isForReaders(i)) {
                attribute(type, i, given);
            }
        }
        if (xml.strict) {
            for (String member : type.requiredAttributes()) {
                if (!given.contains(member)) {
                    throw Untranslatable.structure(xml.where(), "has no " + member, "it");
                }
            }
        }
    }

    private void attribute(ComplexType type, int index, Set<String> given) throws IOException {
        QName name = xml.reader.getAttributeName(index);
        AttributePlan attribute = type.attributes.get(name);
        String member = type.member(name);
        if (attribute == null) {
            Wildcard wildcard = type.anyAttribute;
            if (wildcard == null || !wildcard.admits().test(name.getNamespaceURI())) {
                xml.drop("has the attribute " + name.getLocalPart() + ", which is not declared");
                return;
            }
            attribute = wildcard.skip() ? null : plan.attributes.get(name);
            if (attribute == null && wildcard.strict()) {
                xml.drop("has the attribute " + name.getLocalPart() + ", which no schema of the set declares");
                return;
            }
        } else {
            if (attribute.required()) {
                given.add(member);
            }
        }
        String written = xml.reader.getAttributeValue(index);
        if (written.length() > xml.limits.textLength()) {
            throw Untranslatable.tooLarge(
                    xml.trail.with(member), "is longer than " + xml.limits.textLength() + " characters");
        }
        json.writeFieldName(member);
        if (attribute == null) {
            json.writeString(written);
            return;
        }
        String value = attribute.type().normalised(written);
        String fault = attribute.type().fault(value);
        if (fault != null) {
            throw Untranslatable.value(xml.trail.with(member), value, fault);
        }
        if (attribute.fixed()
                && attribute.otherwise() != null
                && !attribute.type().same(value, attribute.type().normalised(attribute.otherwise()))) {
            throw Untranslatable.value(
                    xml.trail.with(member), value, "\"" + attribute.otherwise() + "\", which is fixed");
        }
        JsonValues.write(attribute.type(), json, value, xml.prefixes);
    }
}

package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The attributes of an element, whenever among its members they come. */
final class AttributesToXml {
    private final Plan plan;
    private final XmlOutput xml;

    AttributesToXml(Plan plan, XmlOutput xml) {
        this.plan = plan;
        this.xml = xml;
    }

    /** @param json at the value of the member */
    void write(OpenElement open, String member, JsonParser json) throws IOException {
        if (!open.isFirst(member)) {
            throw Untranslatable.malformed(xml.where(), "has " + member + " twice");
        }
        if (open.attributes().size() > xml.limits.attributes()) {
            throw Untranslatable.tooLarge(xml.where(), "has more than " + xml.limits.attributes() + " attributes");
        }
        AttributePlan attribute = open.type.attribute(member);
        QName name = attribute != null ? attribute.name() : wildcardAttribute(open.type, member);
        if (name == null) {
            xml.drop(member, json);
            return;
        }
        AttributePlan typed = attribute != null ? attribute : global(open.type, name);
        if (json.currentToken() == JsonToken.VALUE_NULL && !xml.strict) {
            return;
        }
        String text = xml.texts.of(
                typed == null ? BuiltInTypes.ANY_SIMPLE : typed.type(), json, new Below(xml.trail, member));
        if (typed != null && typed.fixed() && typed.otherwise() != null) {
            xml.refuseFixed(xml.trail.with(member), typed.type(), text, typed.otherwise());
        }
        String written = name.getNamespaceURI().equals(XMLConstants.XML_NS_URI)
                ? "xml:" + name.getLocalPart()
                : xml.names.prefixed(name);
        long from = xml.bytes.position();
        xml.declarations();
        xml.raw(" ").raw(written).raw("=\"");
        xml.escaped(text, true);
        xml.raw("\"");
        open.intoHead(from);
    }

    private @Nullable QName wildcardAttribute(ComplexType type, String member) {
        Wildcard wildcard = type.anyAttribute;
        QName name = wildcard == null ? null : Entries.name(member.substring(1));
        if (wildcard == null
                || name == null
                || !wildcard.admits().test(name.getNamespaceURI())
                || name.getNamespaceURI().equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
                || name.getNamespaceURI().equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)
                || name.getNamespaceURI().isEmpty() && name.getLocalPart().equals("xmlns")
                || type.attributes.containsKey(name)
                || wildcard.strict() && !plan.attributes.containsKey(name)) {
            return null;
        }
        return name;
    }

    private @Nullable AttributePlan global(ComplexType type, QName name) {
        return type.anyAttribute == null || type.anyAttribute.skip() ? null : plan.attributes.get(name);
    }

    /** The path of an attribute, which is seldom told. */
    private record Below(Trail trail, String member) {
        @Override
        public String toString() {
            return trail.with(member);
        }
    }

    void required(ComplexType type, Set<String> given) {
        for (String member : type.requiredAttributes()) {
            if (!given.contains(member)) {
                throw Untranslatable.structure(xml.where(), "has no " + member, "it");
            }
        }
    }
}

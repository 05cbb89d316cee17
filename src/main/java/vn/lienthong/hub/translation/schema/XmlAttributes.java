package vn.lienthong.hub.translation.schema;

import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import vn.lienthong.hub.translation.schema.SchemaComponents.Document;

/** The attributes of the namespace {@code xml}, whose schema nobody has to bring. */
final class XmlAttributes {
    static final String SCHEMA =
            """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
              <xs:attribute name="lang" type="xs:string"/>
              <xs:attribute name="base" type="xs:anyURI"/>
              <xs:attribute name="id" type="xs:ID"/>
              <xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:NCName">
                <xs:enumeration value="default"/><xs:enumeration value="preserve"/></xs:restriction></xs:simpleType></xs:attribute>
              <xs:attributeGroup name="specialAttrs">
                <xs:attribute ref="xml:base"/><xs:attribute ref="xml:lang"/><xs:attribute ref="xml:space"/>
                <xs:attribute ref="xml:id"/>
              </xs:attributeGroup>
            </xs:schema>
            """;

    private XmlAttributes() {}

    static Document document() {
        return new Document(
                SchemaNode.read("xml.xsd", SCHEMA.getBytes(StandardCharsets.UTF_8)), XMLConstants.XML_NS_URI, false);
    }

    static boolean areMeantBy(SchemaNode reference) {
        return reference.get("namespace", "").equals(XMLConstants.XML_NS_URI);
    }
}

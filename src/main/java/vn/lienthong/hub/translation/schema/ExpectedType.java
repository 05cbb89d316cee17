package vn.lienthong.hub.translation.schema;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a schema says that an element's octets are: "Describing Media Content of Binary Data in XML" (W3C, 2005). */
final class ExpectedType {
    static final String NAMESPACE = "http://www.w3.org/2005/05/xmlmime";

    /** What its namespace declares, for contracts that import it from where it is published. */
    private static final String SCHEMA =
            """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xmime="http://www.w3.org/2005/05/xmlmime" \
            targetNamespace="http://www.w3.org/2005/05/xmlmime">
              <xs:attribute name="contentType">
                <xs:simpleType><xs:restriction base="xs:string"><xs:minLength value="3"/></xs:restriction></xs:simpleType>
              </xs:attribute>
              <xs:attribute name="expectedContentTypes" type="xs:string"/>
              <xs:complexType name="base64Binary"><xs:simpleContent><xs:extension base="xs:base64Binary">
                <xs:attribute ref="xmime:contentType"/></xs:extension></xs:simpleContent></xs:complexType>
              <xs:complexType name="hexBinary"><xs:simpleContent><xs:extension base="xs:hexBinary">
                <xs:attribute ref="xmime:contentType"/></xs:extension></xs:simpleContent></xs:complexType>
            </xs:schema>
            """;

    private static final Pattern ONE = Pattern.compile("[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,60}");

    private ExpectedType() {}

    /** The schema, which is at the address that its namespace is. */
    static byte[] schema() {
        return SCHEMA.getBytes(StandardCharsets.UTF_8);
    }

    /** The one media type of a declaration; null where it names none, several or a range of them. */
    static @Nullable String of(SchemaNode element) {
        String said = element.get("{" + NAMESPACE + "}expectedContentTypes", "").strip();
        return ONE.matcher(said).matches() ? said : null;
    }
}

package vn.lienthong.bench.translation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import javax.xml.namespace.QName;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaSet;

/** Invented orders of any size, as XML: numbers, dates, texts, attributes and lists in the proportions of business documents. */
public final class Orders {
    static final String NAMESPACE = "urn:bench";
    private static final String XSD =
            """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:bench" targetNamespace="urn:bench"
                elementFormDefault="qualified">
              <xs:complexType name="Line"><xs:sequence>
                <xs:element name="article" type="xs:string"/><xs:element name="title" type="xs:string"/>
                <xs:element name="qty" type="xs:int"/><xs:element name="price" type="xs:decimal"/>
                <xs:element name="due" type="xs:date"/><xs:element name="gift" type="xs:boolean"/>
                <xs:element name="tag" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
              </xs:sequence><xs:attribute name="id" type="xs:int" use="required"/></xs:complexType>
              <xs:element name="order"><xs:complexType><xs:sequence>
                <xs:element name="number" type="xs:string"/><xs:element name="placed" type="xs:dateTime"/>
                <xs:element name="line" type="t:Line" maxOccurs="unbounded"/>
              </xs:sequence></xs:complexType></xs:element>
            </xs:schema>
            """;

    private Orders() {}

    public static ElementTranslation translation() {
        return SchemaSet.read(SchemaCatalogue.of(Map.of("order.xsd", XSD.getBytes(UTF_8))), "order.xsd")
                .element(new QName(NAMESPACE, "order"));
    }

    public static byte[] xml(int bytes) {
        StringBuilder xml = new StringBuilder(bytes + 500);
        xml.append("<o:order xmlns:o=\"urn:bench\"><o:number>2026-000117</o:number>");
        xml.append("<o:placed>2026-11-23T08:15:30+07:00</o:placed>");
        for (int i = 1; i == 1 || xml.length() < bytes - 20; i++) {
            xml.append("<o:line id=\"").append(i).append("\"><o:article>A-").append(1000 + i % 977);
            xml.append("</o:article><o:title>Giấy chứng nhận &amp; bản sao ").append(i);
            xml.append("</o:title><o:qty>")
                    .append(i % 13)
                    .append("</o:qty><o:price>")
                    .append(i % 89);
            xml.append("000.50</o:price><o:due>2026-12-").append(10 + i % 20).append("</o:due><o:gift>");
            xml.append(i % 3 == 0).append("</o:gift>");
            xml.append(i % 2 == 0 ? "<o:tag>urgent</o:tag><o:tag>by post</o:tag>" : "");
            xml.append("</o:line>");
        }
        return xml.append("</o:order>").toString().getBytes(UTF_8);
    }
}

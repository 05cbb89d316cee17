package vn.lienthong.hub.translation.soap;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;

/** Contracts written for these tests, in the shapes that different makers' tools give them. */
public final class Wsdls {
    public static final String DECLARATIONS =
            """
            xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" \
            xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
            xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/" \
            xmlns:t="urn:tax" targetNamespace="urn:tax\"""";

    private Wsdls() {}

    public static String definitions(String content) {
        return "<wsdl:definitions " + DECLARATIONS + ">\n" + content + "</wsdl:definitions>";
    }

    public static SoapContract contract(Map<String, String> documents) {
        Map<String, byte[]> bytes = new HashMap<>();
        documents.forEach((location, text) -> bytes.put(location, text.getBytes(StandardCharsets.UTF_8)));
        return SoapContract.read(SchemaCatalogue.of(bytes), "tax.wsdl");
    }

    public static SoapContract contract(String definitions) {
        return contract(Map.of("tax.wsdl", definitions));
    }

    /** One operation, document/literal wrapped, over both versions and, as .NET does, over plain HTTP besides. */
    public static final String TAX = definitions(
            """
            <wsdl:documentation>Taxes.</wsdl:documentation>
            <wsdl:types><xs:schema targetNamespace="urn:tax" elementFormDefault="qualified">
              <xs:element name="GetTax"><xs:complexType><xs:sequence>
                <xs:element name="code" type="xs:string"/><xs:element name="year" type="xs:int" minOccurs="0"/>
              </xs:sequence></xs:complexType></xs:element>
              <xs:element name="GetTaxResponse"><xs:complexType><xs:sequence>
                <xs:element name="sum" type="xs:decimal"/><xs:element name="note" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
              </xs:sequence></xs:complexType></xs:element>
              <xs:element name="TaxFault"><xs:complexType><xs:sequence>
                <xs:element name="number" type="xs:int"/>
              </xs:sequence></xs:complexType></xs:element>
            </xs:schema></wsdl:types>
            <wsdl:message name="in"><wsdl:part name="parameters" element="t:GetTax"/></wsdl:message>
            <wsdl:message name="out"><wsdl:part name="parameters" element="t:GetTaxResponse"/></wsdl:message>
            <wsdl:message name="fault"><wsdl:part name="fault" element="t:TaxFault"/></wsdl:message>
            <wsdl:portType name="Tax"><wsdl:operation name="GetTax">
              <wsdl:documentation>What is  due.</wsdl:documentation>
              <wsdl:input message="t:in"/><wsdl:output message="t:out"/><wsdl:fault name="f" message="t:fault"/>
            </wsdl:operation></wsdl:portType>
            <wsdl:binding name="Get" type="t:Tax"><http:binding verb="GET"/></wsdl:binding>
            <wsdl:binding name="Soap11" type="t:Tax"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
              <wsdl:operation name="GetTax"><soap:operation soapAction="urn:tax/GetTax"/>
                <wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>
                <wsdl:fault name="f"><soap:fault name="f" use="literal"/></wsdl:fault></wsdl:operation></wsdl:binding>
            <wsdl:binding name="Soap12" type="t:Tax"><soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/>
              <wsdl:operation name="GetTax"><soap12:operation soapAction="urn:tax/GetTax12"/>
                <wsdl:input><soap12:body use="literal"/></wsdl:input><wsdl:output><soap12:body use="literal"/></wsdl:output>
                <wsdl:fault name="f"><soap12:fault name="f" use="literal"/></wsdl:fault></wsdl:operation></wsdl:binding>
            <wsdl:service name="TaxService">
              <wsdl:port name="HttpGet" binding="t:Get"><http:address location="http://tax.example/get"/></wsdl:port>
              <wsdl:port name="Soap11" binding="t:Soap11"><soap:address location="http://tax.example/soap"/></wsdl:port>
              <wsdl:port name="Soap12" binding="t:Soap12"><soap12:address location="http://tax.example/soap12"/></wsdl:port>
            </wsdl:service>
            """);

    /** A binding of one operation, whose body and messages the test tells. */
    static String oneOperation(String types, String messages, String style, String body) {
        return definitions(types
                + messages
                + """
                <wsdl:portType name="Tax"><wsdl:operation name="Ask"><wsdl:input message="t:in"/>
                <wsdl:output message="t:out"/></wsdl:operation></wsdl:portType>
                <wsdl:binding name="B" type="t:Tax"><soap:binding style="STYLE" transport="http://schemas.xmlsoap.org/soap/http"/>
                <wsdl:operation name="Ask"><soap:operation soapAction=""/>
                <wsdl:input>BODY</wsdl:input><wsdl:output>BODY</wsdl:output></wsdl:operation></wsdl:binding>
                <wsdl:service name="S"><wsdl:port name="P" binding="t:B"><soap:address location="http://x/"/></wsdl:port></wsdl:service>
                """
                        .replace("STYLE", style)
                        .replace("BODY", body));
    }
}

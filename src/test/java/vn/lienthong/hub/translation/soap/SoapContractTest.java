package vn.lienthong.hub.translation.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vn.lienthong.hub.translation.soap.Wsdls.TAX;
import static vn.lienthong.hub.translation.soap.Wsdls.contract;
import static vn.lienthong.hub.translation.soap.Wsdls.definitions;
import static vn.lienthong.hub.translation.soap.Wsdls.oneOperation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaProblem;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.schema.Strictness;

class SoapContractTest {
    private static List<String> problems(SoapContract contract, @Nullable String service, @Nullable String port) {
        SchemaRefused refused = catchThrowableOfType(SchemaRefused.class, () -> contract.port(service, port));
        assertThat(refused).isNotNull();
        return refused.problems().stream().map(SchemaProblem::toString).toList();
    }

    private static List<String> problemsOfReading(Map<String, String> documents) {
        SchemaRefused refused = catchThrowableOfType(SchemaRefused.class, () -> contract(documents));
        assertThat(refused).isNotNull();
        return refused.problems().stream().map(SchemaProblem::toString).toList();
    }

    private static String envelope(SoapPort port, String operation, String json) throws IOException {
        SoapOperation found = port.operations().stream()
                .filter(one -> one.name().equals(operation))
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        new SoapRequest(port.version(), found).write("", input(json), xml, Strictness.STRICT, Limits.MESSAGE);
        return xml.toString(StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream input(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class WhenAServiceHasSeveralPorts {
        @Test
        void takesTheFirstOfSoap() {
            SoapPort port = contract(TAX).port(null, null);

            assertThat(port.name()).isEqualTo("Soap11");
            assertThat(port.version()).isEqualTo(SoapVersion.SOAP_1_1);
            assertThat(port.address()).isEqualTo("http://tax.example/soap");
            SoapOperation operation = port.operations().get(0);
            assertThat(operation.action()).isEqualTo("urn:tax/GetTax");
            assertThat(operation.documentation()).isEqualTo("What is due.");
            assertThat(operation.faults())
                    .extracting(fault -> fault.name().getLocalPart())
                    .containsExactly("TaxFault");
        }

        @Test
        void takesTheOneThatIsNamed() {
            SoapPort port = contract(TAX).port("TaxService", "Soap12");

            assertThat(port.version()).isEqualTo(SoapVersion.SOAP_1_2);
            assertThat(port.operations().get(0).action()).isEqualTo("urn:tax/GetTax12");
        }

        @Test
        void refusesOneThatIsNotThereOrNotOfSoap() {
            assertThat(problems(contract(TAX), null, "Soap13"))
                    .containsExactly("tax.wsdl:30 has no port \"Soap13\"; expected one of HttpGet, Soap11, Soap12");
            assertThat(problems(contract(TAX), null, "HttpGet"))
                    .containsExactly("tax.wsdl:21 binds no SOAP; expected a port of SOAP over HTTP");
            assertThat(problems(contract(TAX), "Tolls", null))
                    .containsExactly("tax.wsdl has no service \"Tolls\"; expected one of TaxService");
        }
    }

    @Nested
    class WhenRequestsAreAddressed {
        private static String addressedAs(String wsdl) {
            return contract(wsdl).port(null, null).operations().get(0).addressedAs();
        }

        @Test
        void theActionIsThatOfTheContractElseTheSoapActionElseOneThatIsMade() {
            String declared = TAX.replaceFirst(
                    "<wsdl:input message",
                    "<wsdl:input xmlns:wsam='http://www.w3.org/2007/05/addressing/metadata' wsam:Action='urn:tax:Ask' message");

            assertThat(addressedAs(declared)).isEqualTo("urn:tax:Ask");
            assertThat(addressedAs(declared.replace("2007/05/addressing/metadata", "2006/05/addressing/wsdl")))
                    .isEqualTo("urn:tax:Ask");
            assertThat(addressedAs(TAX)).isEqualTo("urn:tax/GetTax");
            assertThat(addressedAs(TAX.replace("soapAction=\"urn:tax/GetTax\"", "soapAction=\"\"")))
                    .isEqualTo("urn:tax:Tax:GetTaxRequest");
        }
    }

    @Nested
    class WhenOnlySomeOperationsAreWanted {
        @Test
        void theOthersAreNoHindrance() {
            String broken = TAX.replace("</wsdl:portType>", "<wsdl:operation name=\"Drop\"/></wsdl:portType>")
                    .replace("</wsdl:binding>", "<wsdl:operation name=\"Drop\"/></wsdl:binding>");
            assertThat(problems(contract(broken), null, null)).isNotEmpty();

            SoapPort port = contract(broken).port(null, null, List.of("GetTax"));

            assertThat(port.operations()).extracting(SoapOperation::name).containsExactly("GetTax");
        }

        @Test
        void tellsOneThatIsNotThere() {
            SchemaRefused refused = catchThrowableOfType(
                    SchemaRefused.class, () -> contract(TAX).port(null, null, List.of("GetToll")));

            assertThat(refused).hasMessage("tax.wsdl:22 has no operation GetToll; expected one of GetTax");
        }
    }

    @Nested
    class WhenARequestIsWritten {
        @Test
        void wrapsTheTranslatedInputInAnEnvelopeOfThePortsVersion() throws IOException {
            String xml = envelope(contract(TAX).port(null, "Soap12"), "GetTax", "{\"year\":2026,\"code\":\"a<b\"}");

            assertThat(xml)
                    .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><soap:Envelope"
                            + " xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body><n1:GetTax ")
                    .endsWith(
                            "<n1:code>a&lt;b</n1:code><n1:year>2026</n1:year></n1:GetTax></soap:Body></soap:Envelope>");
        }
    }

    @Nested
    class WhenDocumentsImportEachOther {
        @Test
        void followsThemByPathAndByAddressAndInCircles() throws IOException {
            String main = definitions(
                    """
                    <wsdl:import namespace="urn:tax" location="parts/abstract.wsdl"/>
                    <wsdl:binding name="B" type="t:Tax"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
                      <wsdl:operation name="Ask"><soap:operation soapAction=""/>
                      <wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>
                      </wsdl:operation></wsdl:binding>
                    <wsdl:service name="S"><wsdl:port name="P" binding="t:B"><soap:address location="http://x/"/></wsdl:port></wsdl:service>
                    """);
            String parts = definitions(
                    """
                    <wsdl:import namespace="urn:tax" location="../tax.wsdl"/>
                    <wsdl:types><xs:schema><xs:import namespace="urn:tax" schemaLocation="http://tax.example/types.xsd"/></xs:schema></wsdl:types>
                    <wsdl:message name="m"><wsdl:part name="p" element="t:ask"/></wsdl:message>
                    <wsdl:portType name="Tax"><wsdl:operation name="Ask"><wsdl:input message="t:m"/><wsdl:output message="t:m"/></wsdl:operation></wsdl:portType>
                    """);
            String types =
                    """
                    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:tax">
                      <xs:include schemaLocation="more.xsd"/><xs:element name="ask" type="xs:int"/></xs:schema>
                    """;
            String more =
                    """
                    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:tax">
                      <xs:include schemaLocation="types.xsd"/></xs:schema>
                    """;
            SoapContract contract = contract(Map.of(
                    "tax.wsdl",
                    main,
                    "parts/abstract.wsdl",
                    parts,
                    "http://tax.example/types.xsd",
                    types,
                    "http://tax.example/more.xsd",
                    more));

            String xml = envelope(contract.port(null, null), "Ask", "7");

            assertThat(xml).contains(">7</n1:ask>");
        }

        @Test
        void tellsEveryOneThatIsMissing() {
            String main = definitions(
                    """
                    <wsdl:import namespace="urn:a" location="a.wsdl"/>
                    <wsdl:import namespace="urn:b" location="http://b.example/b.wsdl"/>
                    """);

            assertThat(problemsOfReading(Map.of("tax.wsdl", main)))
                    .containsExactly(
                            "tax.wsdl:2 imports \"a.wsdl\", which is not there; add it (nothing is fetched)",
                            "tax.wsdl:3 imports \"http://b.example/b.wsdl\", which is not there; add it (nothing is"
                                    + " fetched)");
        }

        @Test
        void tellsWhatIsNoContract() {
            assertThat(problemsOfReading(Map.of("tax.wsdl", "<html/>")))
                    .containsExactly("tax.wsdl:1 begins with <html>; expected a WSDL 1.1 document");
            assertThat(problemsOfReading(Map.of("tax.wsdl", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")))
                    .containsExactly(
                            "tax.wsdl:1 declares a document type or uses an entity, which is refused; leave it out");
        }
    }

    @Nested
    class WhenTheStyleIsRpc {
        private static final String MESSAGES =
                """
                <wsdl:types><xs:schema targetNamespace="urn:tax"><xs:complexType name="Who"><xs:sequence>
                <xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType></xs:schema></wsdl:types>
                <wsdl:message name="in"><wsdl:part name="who" type="t:Who"/><wsdl:part name="year" type="xs:int"/></wsdl:message>
                <wsdl:message name="out"><wsdl:part name="sum" type="xs:decimal"/></wsdl:message>
                """;

        @Test
        void wrapsThePartsInAnElementOfTheOperation() throws IOException {
            SoapPort port = contract(
                            oneOperation("", MESSAGES, "rpc", "<soap:body use=\"literal\" namespace=\"urn:calls\"/>"))
                    .port(null, null);

            String xml = envelope(port, "Ask", "{\"who\":{\"name\":\"An\"},\"year\":2026}");

            assertThat(xml)
                    .contains(":Ask ", "<who><name>An</name></who><year>2026</year>")
                    .contains("=\"urn:calls\"");
            ElementTranslation output = port.operations().get(0).output();
            assertThat(output == null ? "" : output.name().toString()).isEqualTo("{urn:calls}AskResponse");
        }

        @Test
        void refusesSoapsOwnEncodingWithTheReason() {
            SoapContract contract = contract(oneOperation("", MESSAGES, "rpc", "<soap:body use=\"encoded\"/>"));

            assertThat(problems(contract, null, null))
                    .containsExactly("tax.wsdl:10 uses SOAP's own encoding, which no schema describes; expected"
                            + " use=\"literal\" (ask for a document/literal or rpc/literal port)");
        }

        @Test
        void refusesAPartThatNamesAnElement() {
            String messages =
                    """
                    <wsdl:message name="in"><wsdl:part name="who" element="t:who"/></wsdl:message>
                    <wsdl:message name="out"/>
                    """;
            SoapContract contract = contract(oneOperation("", messages, "rpc", "<soap:body use=\"literal\"/>"));

            assertThat(problems(contract, null, null))
                    .containsExactly("tax.wsdl:2 names no type; expected one, because its binding is of style rpc");
        }
    }

    @Nested
    class WhenABindingCannotBeTranslated {
        @Test
        void tellsATypeForAnElementASecondPartAndAnEnvelopeThatIsNotThere() {
            String typed =
                    """
                    <wsdl:message name="in"><wsdl:part name="a" type="xs:int"/></wsdl:message>
                    <wsdl:message name="out"/>
                    """;
            String two =
                    """
                    <wsdl:message name="in"><wsdl:part name="a" element="t:a"/><wsdl:part name="b" element="t:a"/></wsdl:message>
                    <wsdl:message name="out"/>
                    """;

            assertThat(problems(
                            contract(oneOperation("", typed, "document", "<soap:body use=\"literal\"/>")), null, null))
                    .containsExactly(
                            "tax.wsdl:2 names no element; expected one, because its binding is of style document");
            assertThat(problems(
                            contract(oneOperation("", two, "document", "<soap:body use=\"literal\"/>")), null, null))
                    .containsExactly(
                            "tax.wsdl:2 is a second part of the body; expected one, because its binding is of style"
                                    + " document");
            assertThat(problems(contract(oneOperation("", two, "document", "<mime:multipartRelated/>")), null, null))
                    .containsExactly("tax.wsdl:8 has no part with a soap:body; expected one");
        }

        @Test
        void tellsNamesThatNobodyDeclares() {
            String messages =
                    """
                    <wsdl:message name="in"><wsdl:part name="a" element="t:nobody"/></wsdl:message>
                    <wsdl:message name="out"/>
                    """;
            String types = "<wsdl:types><xs:schema targetNamespace=\"urn:tax\"/></wsdl:types>";

            assertThat(problems(
                            contract(oneOperation(types, messages, "document", "<soap:body use=\"literal\"/>")),
                            null,
                            null))
                    .containsExactly("tax.wsdl:7 has a message with the element {urn:tax}nobody, which no schema of the"
                            + " contract declares");
            assertThat(problems(
                            contract(TAX.replace(
                                    "<wsdl:output message=\"t:out\"/>", "<wsdl:output message=\"t:outt\"/>")),
                            null,
                            null))
                    .containsExactly(
                            "tax.wsdl:19 has message \"t:outt\", which no document declares; expected one of fault,"
                                    + " in, out");
        }
    }

    @Nested
    class WhenABodyIsEmpty {
        @Test
        void hasNoInputAndNoSchemaIsNeeded() throws IOException {
            String messages = "<wsdl:message name=\"in\"/><wsdl:message name=\"out\"/>";
            SoapPort port = contract(oneOperation("", messages, "document", "<soap:body use=\"literal\"/>"))
                    .port(null, null);

            String xml = envelope(port, "Ask", "");

            assertThat(port.schemas()).isNull();
            assertThat(xml).contains("<soap:Body></soap:Body>");
        }
    }
}

package vn.lienthong.hub.translation.soap;

import static vn.lienthong.hub.translation.soap.Wsdls.definitions;
import static vn.lienthong.hub.translation.soap.Wsdls.oneOperation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.docs.GoldenPage;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.schema.Strictness;

/** The table of what each construct of a WSDL becomes is made by trying each. */
class WsdlConstructsTest {
    private static final String TYPES =
            """
            <wsdl:types><xs:schema targetNamespace="urn:tax" elementFormDefault="qualified">
            <xs:element name="ask"><xs:complexType><xs:sequence><xs:element name="year" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
            <xs:element name="code" type="xs:string"/>
            <xs:element name="scan" type="xs:base64Binary" xmime:expectedContentTypes="image/png" xmlns:xmime="http://www.w3.org/2005/05/xmlmime"/>
            </xs:schema></wsdl:types>
            """;
    private static final String LITERAL = "<soap:body use=\"literal\"/>";

    /** @param shown the part of the contract that the row is about */
    private record Row(String construct, String shown, String contract) {}

    private static String messages(String in, String out) {
        return "<wsdl:message name=\"in\">" + in + "</wsdl:message><wsdl:message name=\"out\">" + out
                + "</wsdl:message>\n";
    }

    private static List<Row> rows() {
        String wrapped = messages(part("element=\"t:ask\""), part("element=\"t:ask\""));
        String bare = messages(part("element=\"t:code\""), part("element=\"t:code\""));
        String rpc = messages(
                part("type=\"xs:int\"") + "<wsdl:part name=\"b\" type=\"xs:string\"/>", part("type=\"xs:int\""));
        String headed = messages(
                part("element=\"t:ask\"") + "<wsdl:part name=\"h\" element=\"t:code\"/>", part("element=\"t:ask\""));
        String document = oneOperation(TYPES, wrapped, "document", LITERAL);
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("document/literal, wrapped", part("element=\"t:ask\""), document));
        rows.add(new Row(
                "document/literal, bare", part("element=\"t:code\""), oneOperation(TYPES, bare, "document", LITERAL)));
        rows.add(new Row(
                "rpc/literal",
                part("type=\"xs:int\"") + "<wsdl:part name=\"b\" type=\"xs:string\"/>",
                oneOperation(TYPES, rpc, "rpc", "<soap:body use=\"literal\" namespace=\"urn:calls\"/>")));
        rows.add(new Row(
                "empty messages",
                "<wsdl:message name=\"in\"/>",
                oneOperation(TYPES, messages("", ""), "document", LITERAL)));
        rows.add(new Row(
                "one-way",
                "<wsdl:operation name=\"Ask\"><wsdl:input …/></wsdl:operation>",
                document.replaceAll("<wsdl:output message=\"t:out\"/>", "")));
        rows.add(new Row(
                "parts of the body named",
                "<soap:body use=\"literal\" parts=\"a\"/>",
                oneOperation(TYPES, headed, "document", "<soap:body use=\"literal\" parts=\"a\"/>")));
        rows.add(new Row(
                "a part in the header",
                "<soap:header message=\"t:in\" part=\"h\" use=\"literal\"/>",
                oneOperation(
                        TYPES,
                        headed,
                        "document",
                        "<soap:header message=\"t:in\" part=\"h\" use=\"literal\"/>" + LITERAL)));
        rows.add(
                new Row(
                        "attachments (MIME)",
                        "<mime:part><mime:content part=\"h\" type=\"image/png\"/></mime:part>",
                        oneOperation(
                                TYPES,
                                headed,
                                "document",
                                "<mime:multipartRelated><mime:part>" + LITERAL
                                        + "</mime:part><mime:part><mime:content part=\"h\" type=\"image/png\"/></mime:part></mime:multipartRelated>")));
        rows.addAll(documentsAndPorts(document, wrapped));
        rows.add(new Row("a fault", "<wsdl:fault name=\"f\" message=\"t:fault\"/>", Wsdls.TAX));
        rows.add(new Row("documentation", "<wsdl:documentation>What is due.</wsdl:documentation>", Wsdls.TAX));
        rows.add(
                new Row(
                        "MTOM, by a policy",
                        "<wsoma:OptimizedMimeSerialization/>",
                        oneOperation(
                                        TYPES,
                                        messages(part("element=\"t:scan\""), part("element=\"t:code\"")),
                                        "document",
                                        LITERAL)
                                .replaceFirst(
                                        "<soap:binding",
                                        "<wsp:Policy xmlns:wsp=\"http://schemas.xmlsoap.org/ws/2004/09/policy\"><wsoma:OptimizedMimeSerialization xmlns:wsoma=\"http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization\"/></wsp:Policy>$0")));
        rows.addAll(refused(document, wrapped));
        return rows;
    }

    private static List<Row> documentsAndPorts(String document, String wrapped) {
        String imports = "<wsdl:import namespace=\"urn:tax\" location=\"%s\"/>";
        return List.of(
                new Row(
                        "SOAP 1.2",
                        "<soap12:binding transport=\"http://schemas.xmlsoap.org/soap/http\"/>",
                        document.replace("/wsdl/soap/\"", "/wsdl/soap12/\"")),
                new Row(
                        "soapAction",
                        "<soap:operation soapAction=\"urn:tax/Ask\"/>",
                        document.replace("soapAction=\"\"", "soapAction=\"urn:tax/Ask\"")),
                new Row(
                        "several ports",
                        "<wsdl:port binding=\"t:HttpGet\"/><wsdl:port binding=\"t:Soap11\"/><wsdl:port binding=\"t:Soap12\"/>",
                        Wsdls.TAX),
                new Row(
                        "an import, of a relative path, in a circle",
                        imports.formatted("messages.wsdl"),
                        oneOperation(imports.formatted("messages.wsdl"), "", "document", LITERAL)),
                new Row(
                        "an import, of an absolute address that the catalogue knows",
                        imports.formatted("http://x.example/messages.wsdl"),
                        oneOperation(imports.formatted("http://x.example/messages.wsdl"), "", "document", LITERAL)));
    }

    /** What the contracts of the rows import. */
    private static String imported() {
        return definitions("<wsdl:import namespace=\"urn:tax\" location=\"tax.wsdl\"/>" + TYPES
                + messages(part("element=\"t:ask\""), part("element=\"t:ask\"")));
    }

    private static List<Row> refused(String document, String wrapped) {
        String two = messages(part("element=\"t:ask\"") + "<wsdl:part name=\"b\" element=\"t:code\"/>", "");
        return List.of(
                new Row("SOAP encoding", "use=\"encoded\"", document.replace(LITERAL, "<soap:body use=\"encoded\"/>")),
                new Row(
                        "attachments without an envelope",
                        "<mime:multipartRelated/>",
                        oneOperation(TYPES, wrapped, "document", "<mime:multipartRelated/>")),
                new Row("two elements in a body", two.strip(), oneOperation(TYPES, two, "document", LITERAL)),
                new Row(
                        "a type for a document",
                        part("type=\"xs:int\""),
                        oneOperation(TYPES, messages(part("type=\"xs:int\""), ""), "document", LITERAL)),
                new Row("an element for rpc", part("element=\"t:ask\""), oneOperation(TYPES, wrapped, "rpc", LITERAL)),
                new Row(
                        "SOAP over another transport",
                        "transport=\"http://www.w3.org/2010/soapjms/\"",
                        document.replace("http://schemas.xmlsoap.org/soap/http", "http://www.w3.org/2010/soapjms/")),
                new Row(
                        "HTTP without SOAP",
                        "<http:binding verb=\"GET\"/>",
                        document.replaceAll("<soap:binding [^>]*/>", "<http:binding verb=\"GET\"/>")),
                new Row(
                        "a call of the service's own",
                        "<wsdl:operation><wsdl:output …/></wsdl:operation>",
                        document.replaceAll("<wsdl:input message=\"t:in\"/>", "")),
                new Row(
                        "several services",
                        "<wsdl:service name=\"S\"/><wsdl:service name=\"S2\"/>",
                        document.replace("</wsdl:definitions>", "<wsdl:service name=\"S2\"/></wsdl:definitions>")),
                new Row(
                        "an import that is not there",
                        "<wsdl:import location=\"http://x.example/a.wsdl\" …/>",
                        definitions("<wsdl:import namespace=\"urn:x\" location=\"http://x.example/a.wsdl\"/>")),
                new Row("no service", "", definitions(TYPES)),
                new Row(
                        "two operations of one name",
                        "<wsdl:operation name=\"Ask\"/><wsdl:operation name=\"Ask\"/>",
                        document.replace(
                                "<wsdl:portType name=\"Tax\">",
                                "<wsdl:portType name=\"Tax\"><wsdl:operation name=\"Ask\"><wsdl:input message=\"t:in\"/></wsdl:operation>")),
                new Row(
                        "WSDL 2.0",
                        "<description xmlns=\"http://www.w3.org/ns/wsdl\"/>",
                        "<description xmlns=\"http://www.w3.org/ns/wsdl\"/>"));
    }

    private static String part(String typed) {
        return "<wsdl:part name=\"a\" " + typed + "/>";
    }

    private static String becomes(String construct, String contract) throws IOException {
        try {
            SoapPort port = Wsdls.contract(Map.of(
                            "tax.wsdl",
                            contract,
                            "messages.wsdl",
                            imported(),
                            "http://x.example/messages.wsdl",
                            imported().replace("\"tax.wsdl\"", "\"messages.wsdl\"")))
                    .port(null, null);
            SoapOperation operation = port.operations().get(0);
            if (construct.equals("a fault")) {
                return fault(port, operation);
            }
            if (construct.equals("documentation")) {
                return "the description " + code(String.valueOf(operation.documentation()))
                        + " in the OpenAPI document";
            }
            if (operation.mtom()) {
                return mtom(port, operation);
            }
            String json = operation.input() == null
                    ? ""
                    : String.valueOf(operation.input().example());
            if (!operation.inputAttachments().isEmpty()) {
                return parts(port, operation, json);
            }
            ByteArrayOutputStream xml = new ByteArrayOutputStream();
            new SoapRequest(port.version(), operation)
                    .write(
                            headers(operation),
                            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                            xml,
                            Strictness.STRICT,
                            Limits.MESSAGE);
            String envelope = xml.toString(StandardCharsets.UTF_8);
            String told = operation.inputHeaders().isEmpty() ? "" : "`Soap-code: \"text\"` and ";
            String body = envelope.replaceAll(".*<soap:Body>|</soap:Body>.*", "");
            if (!told.isEmpty()) {
                body = envelope.replaceAll(".*<soap:Header>", "<soap:Header>").replace("</soap:Envelope>", "");
            }
            String answer = operation.oneWay() ? "202" : operation.output() == null ? "204" : "200 with JSON";
            return told + (json.isEmpty() ? "no input" : code(json)) + " → "
                    + (body.isEmpty() ? "an empty body" : code(body.replaceAll(" xmlns(:\\w+)?=\"[^\"]*\"", "")))
                    + (port.version() == SoapVersion.SOAP_1_1
                                    && operation.action().isEmpty()
                            ? ""
                            : ", " + sentAs(port, operation))
                    + "; answered " + answer;
        } catch (SchemaRefused refused) {
            return "*refused:* " + String.valueOf(refused.getMessage()).replaceFirst("tax\\.wsdl(:\\d+)? ", "");
        }
    }

    private static String sentAs(SoapPort port, SoapOperation operation) {
        String type = new SoapRequest(port.version(), operation).contentType("");
        return port.version() == SoapVersion.SOAP_1_2
                ? "sent as " + code(type)
                : "sent with " + code("SOAPAction: " + SoapVersion.quoted(operation.action()));
    }

    private static String fault(SoapPort port, SoapOperation operation) throws IOException {
        String xml = "<s:Envelope xmlns:s='" + port.version().namespace()
                + "'><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>closed</faultstring><detail>"
                + "<TaxFault xmlns='urn:tax'><number>7</number></TaxFault></detail></s:Fault></s:Body></s:Envelope>";
        SoapOutcome.Faulted fault = (SoapOutcome.Faulted) new SoapAnswer(
                        port.version(), operation, Strictness.STRICT, Limits.MESSAGE)
                .read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), OutputStream.nullOutputStream());
        SoapOutcome.Detail detail = fault.details().get(0);
        return code("<detail><TaxFault><number>7</number></TaxFault></detail>") + " → a problem with "
                + code("\"fault\":{\"codes\":[\"" + fault.codes().get(0) + "\"],\"reason\":\"" + fault.reason()
                        + "\",\"detail\":{\"" + detail.element() + "\":"
                        + new String(detail.json(), StandardCharsets.UTF_8) + "}}");
    }

    private static String mtom(SoapPort port, SoapOperation operation) throws IOException {
        String json = "\"" + Base64.getEncoder().encodeToString(new byte[1_000]) + "\"";
        SoapRequest request = new SoapRequest(port.version(), operation, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        request.write(
                "",
                SoapInput.of(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))),
                out,
                "b",
                Strictness.STRICT,
                Limits.MESSAGE);
        String message = out.toString(StandardCharsets.UTF_8);
        String body =
                message.replaceAll("(?s).*<soap:Body>|</soap:Body>.*", "").replaceAll(" xmlns(:\\w+)?=\"[^\"]*\"", "");
        String beside = message.replaceAll("(?s).*\r\n--b\r\n", "").replaceAll("(?s)\r\n\r\n.*", "");
        return "1,000 octets in Base64 → " + code(body) + ", and beside the envelope "
                + code(beside.replaceAll("(\r\n)+", "; ")) + " with the octets; answered 200 with JSON";
    }

    private static String headers(SoapOperation operation) throws IOException {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        for (ElementTranslation header : operation.inputHeaders()) {
            header.toXml(
                    new ByteArrayInputStream(String.valueOf(header.example()).getBytes(StandardCharsets.UTF_8)),
                    xml,
                    Strictness.STRICT,
                    Limits.MESSAGE);
        }
        return xml.toString(StandardCharsets.UTF_8);
    }

    private static String parts(SoapPort port, SoapOperation operation, String body) throws IOException {
        String name = operation.inputAttachments().get(0).name();
        String json = "{\"body\":" + body + ",\"attachments\":{\"" + name + "\":\"QUJD\"}}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SoapRequest(port.version(), operation)
                .write(
                        "",
                        SoapInput.of(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))),
                        out,
                        "b",
                        Strictness.STRICT,
                        Limits.MESSAGE);
        String attachment = out.toString(StandardCharsets.UTF_8).replaceAll("(?s).*--b\r\n", "");
        return code(json) + " → the envelope and beside it "
                + code(attachment.replaceAll("\\s*--b--\\s*", "").replaceAll("(\r\n)+", "; "))
                + "; answered 200 with JSON of that shape";
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # What a WSDL's constructs become

                Each row is tried by a test, which writes this page: `./mvnw test -Dtest=WsdlConstructsTest -Dgolden.update=true`. Requests
                are shown without their namespaces. The constructs of XML Schema are in [XML and JSON](xml-and-json.md), the rules of a
                facade in [A SOAP service as a REST API](facade-rest.md).

                | construct | in the contract | what becomes of it |
                | --- | --- | --- |
                """);
        for (Row row : rows()) {
            page.append("| %s | %s | %s |\n"
                    .formatted(
                            row.construct(),
                            row.shown().isEmpty() ? "" : code(row.shown()),
                            becomes(row.construct(), row.contract())));
        }
        return page.toString();
    }

    @Test
    void thePageTellsWhatBecomesOfEach() throws IOException {
        GoldenPage.compare("wsdl-constructs.md", page());
    }
}

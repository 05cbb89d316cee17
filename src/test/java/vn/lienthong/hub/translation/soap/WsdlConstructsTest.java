package vn.lienthong.hub.translation.soap;

import static vn.lienthong.hub.translation.soap.Wsdls.definitions;
import static vn.lienthong.hub.translation.soap.Wsdls.oneOperation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        rows.addAll(refused(document, wrapped));
        return rows;
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
                new Row("no service", "", definitions(TYPES)));
    }

    private static String part(String typed) {
        return "<wsdl:part name=\"a\" " + typed + "/>";
    }

    private static String becomes(String contract) throws IOException {
        try {
            SoapPort port = Wsdls.contract(contract).port(null, null);
            SoapOperation operation = port.operations().get(0);
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
                    + "; answered " + answer;
        } catch (SchemaRefused refused) {
            return "*refused:* " + String.valueOf(refused.getMessage()).replaceFirst("tax\\.wsdl(:\\d+)? ", "");
        }
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
                .writeParts(
                        "",
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
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
                            row.construct(), row.shown().isEmpty() ? "" : code(row.shown()), becomes(row.contract())));
        }
        return page.toString();
    }

    @Test
    void thePageTellsWhatBecomesOfEach() throws IOException {
        GoldenPage.compare("wsdl-constructs.md", page());
    }
}

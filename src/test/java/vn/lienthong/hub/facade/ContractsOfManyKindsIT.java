package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapPort;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** Each contract of {@code wsdl/README.md} behind a facade, served by CXF, which judges what the facade sends. */
class ContractsOfManyKindsIT {
    private static final Path CONTRACTS = Path.of("src/test/resources/wsdl");

    /** @param more what the facade is told besides its contract, in YAML's flow style */
    private record Served(String folder, String namespace, String service, String port, String more) {
        String connector() {
            return folder + "-" + port.toLowerCase(java.util.Locale.ROOT).replace("_", "-");
        }
    }

    private static final List<Served> ALL = List.of(
            new Served("dotnet-asmx", "http://tempuri.org/", "HoSo", "HoSoSoap", ""),
            new Served("dotnet-asmx", "http://tempuri.org/", "HoSo", "HoSoSoap12", ""),
            new Served(
                    "wcf",
                    "http://tempuri.org/",
                    "PaymentService",
                    "Basic",
                    ", documents: {\"http://payments.example.invalid/Service.svc?wsdl=wsdl0\": wsdl0.wsdl,"
                            + " \"http://payments.example.invalid/Service.svc?xsd=xsd0\": xsd0.xsd,"
                            + " \"http://payments.example.invalid/Service.svc?xsd=xsd1\": xsd1.xsd,"
                            + " \"http://payments.example.invalid/Service.svc?xsd=xsd2\": xsd2.xsd}"),
            new Served("jaxws", "http://so.example.invalid/", "ScanService", "ScansPort", ""),
            new Served("axis1", "http://axis.example.invalid/tra-cuu", "FindService", "Find", ""),
            new Served("axis2", "http://axis2.example.invalid", "Greet", "GreetHttpSoap11Endpoint", ""),
            new Served("axis2", "http://axis2.example.invalid", "Greet", "GreetHttpSoap12Endpoint", ""),
            new Served("gsoap", "urn:calc", "calc", "calc", ""),
            new Served("erp", "urn:erp:document:erp:rfc:functions", "Z_FI_LEDGER", "Z_FI_LEDGER_12", ""),
            new Served("government", "urn:ministry:registry", "Registry", "Registry", ""),
            new Served("queue", "urn:queue", "Queue", "Queue", ""));

    private static RunningHub hub;
    private static CxfServer server;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        server = new CxfServer();
        for (Served served : ALL) {
            serve(served, home);
        }
        hub = FacadeFixtures.hub(home, ALL.stream().map(Served::connector).collect(Collectors.joining(",")));
    }

    @AfterAll
    static void stop() {
        hub.close();
        server.close();
    }

    private static void serve(Served served, Path home) throws IOException {
        Path folder = home.resolve("connectors").resolve(served.connector());
        FileSystemUtils.copyRecursively(CONTRACTS.resolve(served.folder()), folder);
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: %s
                name: {vi: "Thử", en: "Trial"}
                address: %s
                facade: {kind: rest, contract: service.wsdl, service: %s, port: %s, path: /%s%s}
                """
                        .formatted(
                                served.connector(),
                                server.address(),
                                served.service(),
                                served.port(),
                                served.connector(),
                                served.more()));
        // CXF resolves addresses by itself, so it gets the files by their names.
        Path own = home.resolve("cxf").resolve(served.connector());
        FileSystemUtils.copyRecursively(folder, own);
        relocate(own);
        SoapPort port = port(served);
        server.serve(
                "/" + served.connector(),
                own.resolve("service.wsdl"),
                new QName(served.namespace(), served.service()),
                new QName(served.namespace(), served.port()),
                port.version() == SoapVersion.SOAP_1_2,
                !served.folder().equals("gsoap"),
                request -> answer(port, request));
    }

    private static void relocate(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                Files.writeString(
                        file,
                        text.replace("http://payments.example.invalid/Service.svc?wsdl=wsdl0", "wsdl0.wsdl")
                                .replaceAll(
                                        "http://payments\\.example\\.invalid/Service\\.svc\\?xsd=(xsd.)", "$1.xsd"));
            }
        }
    }

    private static SoapPort port(Served served) {
        Map<String, String> addresses = Map.of(
                "http://payments.example.invalid/Service.svc?wsdl=wsdl0", "wsdl0.wsdl",
                "http://payments.example.invalid/Service.svc?xsd=xsd0", "xsd0.xsd",
                "http://payments.example.invalid/Service.svc?xsd=xsd1", "xsd1.xsd",
                "http://payments.example.invalid/Service.svc?xsd=xsd2", "xsd2.xsd");
        SchemaCatalogue folder = SchemaCatalogue.directory(CONTRACTS.resolve(served.folder()));
        SchemaCatalogue catalogue = location -> folder.document(addresses.getOrDefault(location, location));
        return SoapContract.read(catalogue, "service.wsdl").port(served.service(), served.port());
    }

    /** What the contract's own example says. */
    private static String answer(SoapPort port, String request) {
        SoapOperation asked = port.operations().stream()
                .filter(one -> one.input() == null
                        ? request.isEmpty()
                        : one.input().name().equals(root(request)))
                .findFirst()
                .orElseThrow();
        ElementTranslation input = asked.input();
        ElementTranslation output = asked.output();
        assertThat(input == null ? "" : json(input, request))
                .isEqualTo(input == null ? "" : String.valueOf(input.example()));
        return output == null ? "" : xml(output);
    }

    private static QName root(String xml) {
        if (xml.isEmpty()) {
            return new QName("");
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            var root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            return new QName(root.getNamespaceURI(), root.getLocalName());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String xml(ElementTranslation element) {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        try {
            element.toXml(
                    new ByteArrayInputStream(String.valueOf(element.example()).getBytes(StandardCharsets.UTF_8)),
                    xml,
                    Strictness.STRICT,
                    Limits.MESSAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return xml.toString(StandardCharsets.UTF_8);
    }

    private static String json(ElementTranslation element, String xml) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            element.toJson(
                    new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                    json,
                    Strictness.STRICT,
                    Limits.MESSAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString(StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> everyOperationPassesACallWithTheExampleOfItsOwnDocument() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Served served : ALL) {
            String facade = "/facade/rest/" + served.connector();
            FacadeContract contract =
                    FacadeContract.of(hub.get(facade + "/openapi.json").body());
            contract.document()
                    .path("paths")
                    .fields()
                    .forEachRemaining(path -> tests.add(dynamicTest(
                            served.connector() + path.getKey(),
                            () -> call(facade, path.getKey(), path.getValue().path("post"), contract))));
        }
        return tests.stream();
    }

    private static void call(String facade, String path, JsonNode operation, FacadeContract contract) throws Exception {
        JsonNode request = operation.at("/requestBody/content/application~1json/example");
        JsonNode expected = operation.at("/responses/200/content/application~1json/example");
        String json = request.isMissingNode() ? "" : request.toString();

        HttpResponse<String> answer = hub.post(facade + path, KEY, json);

        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(operation.path("responses").has("202") ? 202 : 200);
        contract.check(path, "post", json, answer);
        assertThat(answer.body()).isEqualTo(expected.isMissingNode() ? "" : expected.toString());
    }

    @Test
    void theServersRefuseWhatTheContractDoesNotAllow() throws Exception {
        String wrong = "<s:Envelope xmlns:s='" + SoapVersion.SOAP_1_1.namespace()
                + "'><s:Body><addScan xmlns='http://so.example.invalid/'><arg7 xmlns=''/></addScan></s:Body></s:Envelope>";

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address().resolve("/jaxws-scansport"))
                                .header("Content-Type", "text/xml; charset=utf-8")
                                .header("SOAPAction", "\"\"")
                                .POST(HttpRequest.BodyPublishers.ofString(wrong))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("arg7");
    }
}

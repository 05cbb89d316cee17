package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.xml.ws.WebServiceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.docs.GoldenPage;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapPort;
import vn.lienthong.hub.translation.soap.SoapVersion;

/**
 * Contracts of many kinds behind facades, served by CXF, which judges what the facade sends: those of
 * {@code wsdl/README.md}, and those that others published. What becomes of each is a page of the reference.
 */
class ContractsOfManyKindsIT {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final Map<TriedContract, String> REFUSED = new LinkedHashMap<>();
    private static final Map<TriedContract, SoapPort> SERVED = new LinkedHashMap<>();
    private static boolean npm;
    private static RunningHub hub;
    private static CxfServer server;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        server = new CxfServer();
        List<TriedContract> all = new ArrayList<>(TriedContract.own());
        all.addAll(TriedContract.published(home.resolve("published")));
        npm = NpmPackages.fetch();
        if (npm) {
            all.addAll(TriedContract.packed());
        }
        for (TriedContract contract : all) {
            if (contract.isMisread()) {
                REFUSED.put(contract, "not called: CXF hands a service of this kind the header for the body");
                continue;
            }
            try {
                SoapPort port = contract.read();
                if (isOneInputOfTwo(port)) {
                    REFUSED.put(
                            contract,
                            "not called: two operations have one input and no soapAction, which the tests' server cannot tell apart");
                    continue;
                }
                serve(contract, port, home);
                SERVED.put(contract, port);
            } catch (WebServiceException e) {
                REFUSED.put(contract, "is read, but CXF itself cannot serve it");
            } catch (SchemaRefused refused) {
                REFUSED.put(contract, refused.problems().get(0).toString());
            }
        }
        hub = FacadeFixtures.hub(
                home, SERVED.keySet().stream().map(TriedContract::id).collect(Collectors.joining(",")));
    }

    @AfterAll
    static void stop() {
        hub.close();
        server.close();
    }

    private static void serve(TriedContract contract, SoapPort port, Path home) throws IOException {
        contract.connector(home.resolve("connectors"), server.address().toString());
        server.serve(
                "/" + contract.id(),
                contract.relocated(home.resolve("cxf")),
                contract.service(),
                contract.port(),
                port.version() == SoapVersion.SOAP_1_2,
                // CXF knows no schema of what is around the parts of rpc messages.
                !contract.isRpc() && !contract.isJudgedWrongly(),
                request -> answer(port, request));
    }

    private static boolean isOneInputOfTwo(SoapPort port) {
        return port.operations().stream()
                        .map(one -> one.action() + " "
                                + (one.input() == null ? "" : one.input().name()))
                        .distinct()
                        .count()
                < port.operations().size();
    }

    /** What the contract's own example says. */
    private static String answer(SoapPort port, String request) {
        List<SoapOperation> asked = port.operations().stream()
                .filter(one -> one.input() == null
                        ? request.isEmpty()
                        : one.input().name().equals(root(request)))
                .toList();
        SoapOperation one = asked.stream()
                .filter(operation -> operation.action().equals(CxfServer.action()))
                .findFirst()
                .orElseGet(() -> asked.get(0));
        ElementTranslation input = one.input();
        ElementTranslation output = one.output();
        assertThat(CxfServer.attachments()).isEqualTo(one.inputAttachments().size());
        if (input != null) {
            assertThat(tree(json(input, request))).isEqualTo(tree(String.valueOf(input.example())));
        }
        return output == null ? "" : xml(output);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    Stream<DynamicTest> everyOperationPassesACallWithTheExampleOfItsOwnDocument() {
        return SERVED.keySet().stream()
                .map(tried -> dynamicTest(
                        tried.id() + " " + tried.wsdl() + " " + tried.port().getLocalPart(), () -> {
                            String facade = "/facade/rest/" + tried.id();
                            FacadeContract contract = FacadeContract.of(
                                    hub.get(facade + "/openapi.json").body());
                            List<String> wrong = new ArrayList<>();
                            contract.document().path("paths").fields().forEachRemaining(path -> {
                                try {
                                    call(facade, path.getKey(), path.getValue().path("post"), contract);
                                } catch (Exception | AssertionError e) {
                                    wrong.add(path.getKey() + ": " + e.getMessage());
                                }
                            });
                            assertThat(wrong).isEmpty();
                        }));
    }

    private static void call(String facade, String path, JsonNode operation, FacadeContract contract) throws Exception {
        JsonNode request = operation.at("/requestBody/content/application~1json/example");
        JsonNode expected = operation.at("/responses/200/content/application~1json/example");
        String json = request.isMissingNode() ? "" : request.toString();

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(request(facade + path, json, operation), HttpResponse.BodyHandlers.ofString());

        assertThat(String.valueOf(answer.statusCode()))
                .as(answer.body())
                .isEqualTo(operation.path("responses").fieldNames().next());
        contract.check(path, "post", json, answer);
        // The server writes attributes in an order of its own, and sends no attachments.
        JsonNode got = answer.body().isEmpty() ? MissingNode.getInstance() : tree(answer.body());
        assertThat(got.has("attachments") ? got.path("body") : got)
                .isEqualTo(expected.has("attachments") ? expected.path("body") : expected);
    }

    private static HttpRequest request(String address, String json, JsonNode operation) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.address(address))
                .header("X-API-Key", KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        for (JsonNode header : operation.path("parameters")) {
            request.header(
                    header.path("name").asText(),
                    header.at("/content/application~1json/example").toString());
        }
        return request.build();
    }

    @Test
    void thePageTellsWhatBecameOfEach() throws IOException {
        assertThat(SERVED.keySet().stream().map(TriedContract::wsdl).distinct()).hasSizeGreaterThan(25);
        assumeTrue(
                npm,
                "npm could not fetch the packages with contracts: they were not tried, and the page is not compared");
        GoldenPage.compare("contracts-tried.md", page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                # Contracts that were tried

                A test serves each of these by CXF, puts a facade of kind `rest` before it, and calls each operation with the example of the
                facade's OpenAPI document. It writes this page: `./mvnw verify -Dit.test=ContractsOfManyKindsIT -Dtest=none -Dgolden.update=true`.
                CXF checks what it gets against the contract's schemas; request and answer are checked against the OpenAPI document, and that
                by two libraries. Those of packages of npm (named with their version) are fetched when the test runs; without npm they are not tried.
                Contracts of Metro and of IHE, of UDDI, of PEPPOL and of content repositories come from artifacts of Maven.
                Of several ports with one binding the first is tried, and ports that are not SOAP are left out.

                ## Served, every operation called

                | written by | contract | port | SOAP | operations |
                | --- | --- | --- | --- | --- |
                """);
        SERVED.forEach((tried, port) -> page.append("| %s | %s | %s | %s | %d |\n"
                .formatted(
                        tried.from(),
                        tried.wsdl(),
                        tried.port().getLocalPart(),
                        port.version().number(),
                        port.operations().size())));
        page.append("\n## Not called, and why\n\n| written by | contract | port | why |\n| --- | --- | --- | --- |\n");
        REFUSED.forEach((tried, why) -> page.append("| %s | %s | %s | %s |\n"
                .formatted(tried.from(), tried.wsdl(), tried.port().getLocalPart(), why.replace("|", "\\|"))));
        return page.toString();
    }

    @Test
    void theServersRefuseWhatTheContractDoesNotAllow() throws Exception {
        String wrong = "<s:Envelope xmlns:s='" + SoapVersion.SOAP_1_1.namespace()
                + "'><s:Body><addScan xmlns='http://so.example.invalid/'><arg7 xmlns=''/></addScan></s:Body></s:Envelope>";

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address().resolve("/jaxws-1"))
                                .header("Content-Type", "text/xml; charset=utf-8")
                                .header("SOAPAction", "\"\"")
                                .POST(HttpRequest.BodyPublishers.ofString(wrong))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("arg7");
    }
}

package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.activation.DataHandler;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.mail.util.ByteArrayDataSource;
import jakarta.xml.bind.annotation.XmlMimeType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.agency.RunningHub;

/** Octets on their way to a service that CXF serves with MTOM, by the contract that CXF makes of it. */
class MtomFacadeIT {
    private static final String POLICY =
            """
            <wsp:Policy xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"><wsoma:OptimizedMimeSerialization \
            xmlns:wsoma="http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"/></wsp:Policy>""";

    private static RunningHub hub;
    private static CxfServer server;

    /** Says what it got, and how. */
    @WebService(targetNamespace = "urn:scans", serviceName = "ScanService", portName = "ScanPort", name = "Scans")
    public static final class Scans {
        @WebMethod(operationName = "Add")
        @WebResult(name = "got")
        public String add(
                @WebParam(name = "title") String title,
                @WebParam(name = "content") @XmlMimeType("image/png") DataHandler content)
                throws IOException {
            byte[] octets;
            try (InputStream stream = content.getInputStream()) {
                octets = stream.readAllBytes();
            }
            return title + ": " + octets.length + " octets, " + crc(octets) + ", " + content.getContentType() + ", "
                    + (CxfServer.attachments() == 0 ? "within" : "beside");
        }

        @WebMethod(operationName = "Get")
        @WebResult(name = "content")
        @XmlMimeType("application/octet-stream")
        public DataHandler get(@WebParam(name = "count") int count) {
            return new DataHandler(new ByteArrayDataSource(octets(count), "application/octet-stream"));
        }
    }

    private static long crc(byte[] octets) {
        CRC32 crc = new CRC32();
        crc.update(octets);
        return crc.getValue();
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        server = new CxfServer();
        server.serve("/scans", new Scans());
        String wsdl = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address().resolve("/scans?wsdl"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        connector(home, "by-contract", wsdl.replaceFirst("<soap:binding", POLICY + "$0"), "");
        connector(home, "without-policy", wsdl, "");
        connector(home, "always", wsdl, ", mtom: always");
        connector(home, "never", wsdl.replaceFirst("<soap:binding", POLICY + "$0"), ", mtom: never");
        hub = FacadeFixtures.hub(
                home,
                "by-contract,without-policy,always,never",
                "--lienthong.http.max-body=64MB",
                "--lienthong.agency.largest-answer=64MB");
    }

    private static void connector(Path home, String id, String wsdl, String more) throws IOException {
        FacadeFixtures.connector(
                home,
                id,
                server.address(),
                wsdl,
                "facade: {kind: rest, contract: tax.wsdl, path: /scans" + more + "}\n");
    }

    @AfterAll
    static void stop() {
        hub.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"by-contract, beside", "without-policy, within", "always, beside", "never, within"})
    void goBesideTheEnvelopeWhereContractOrDefinitionSaysSo(String office, String place) throws Exception {
        byte[] scan = octets(3_000_000);

        HttpResponse<String> answer = hub.post(
                "/facade/rest/" + office + "/Add",
                KEY,
                "{\"title\":\"Giấy\",\"content\":\"" + Base64.getEncoder().encodeToString(scan) + "\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(RunningHub.json(answer).path("got").asText())
                .matches("Giấy: 3000000 octets, " + crc(scan) + ", [a-z/-]+, " + place);
    }

    @Test
    void haveTheTypeThatTheContractExpects() throws Exception {
        HttpResponse<String> answer = hub.post(
                "/facade/rest/always/Add",
                KEY,
                "{\"title\":\"A\",\"content\":\"" + Base64.getEncoder().encodeToString(octets(2_000)) + "\"}");

        assertThat(answer.body()).contains("image/png, beside");
    }

    @ParameterizedTest
    @CsvSource({"always, beside", "never, within"})
    void comeFromTheCallerAsAPartOfAForm(String office, String place) throws Exception {
        byte[] scan = octets(9_000_000);
        String head = "--x\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: application/json\r\n\r\n"
                + "{\"title\":\"A\",\"content\":\"cid:scan\"}\r\n--x\r\nContent-Disposition: form-data; name=\"scan\";"
                + " filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n";
        InputStream form = new SequenceInputStream(java.util.Collections.enumeration(List.of(
                new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(scan),
                new ByteArrayInputStream("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8)))));

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(hub.address("/facade/rest/" + office + "/Add"))
                                .header("X-API-Key", KEY)
                                .header("Content-Type", "multipart/form-data; boundary=x")
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(RunningHub.json(answer).path("got").asText())
                .matches("A: 9000000 octets, " + crc(scan) + ", [a-z/-]+, " + place);
    }

    @Test
    void comeBackFromBesideTheEnvelope() throws Exception {
        HttpResponse<String> answer = hub.post("/facade/rest/always/Get", KEY, "{\"count\":5000000}");

        assertThat(RunningHub.json(answer).path("content").binaryValue()).isEqualTo(octets(5_000_000));
    }

    @Test
    void areInTheDocumentWithTheirTypeAndAsPartsOfAForm() throws Exception {
        JsonNode json = RunningHub.json(hub.get("/facade/rest/always/openapi.json"));

        assertThat(json.at("/components/schemas/Add/properties/content/contentMediaType")
                        .asText())
                .isEqualTo("image/png");
        assertThat(json.at("/paths/~1Add/post/requestBody/content/multipart~1form-data/encoding/json/contentType")
                        .asText())
                .isEqualTo("application/json");
        assertThat(json.at("/paths/~1Get/post/requestBody/content/multipart~1form-data")
                        .isMissingNode())
                .isTrue();
    }
}

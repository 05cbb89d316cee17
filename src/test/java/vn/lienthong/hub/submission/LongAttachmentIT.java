package vn.lienthong.hub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.crash.HubProcess;
import vn.lienthong.hub.facade.Repeated;

/** Attachments that are longer than all the memory the hub has for objects, on each of their ways in and out. */
@Timeout(600)
class LongAttachmentIT {
    private static final String HEAP = "112m";
    private static final String PIECE = "an invented paper, written again and again\n";
    /** Some 160 MB. */
    private static final long TIMES = 4_000_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String BORDER = "----a-border-that-no-paper-holds";

    private static PaperTaker agency;
    private static HubProcess hub;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        agency = new PaperTaker();
        copy("land-office", "12", "bytes", home);
        copy("house-office", "77", "link", home);
        copyCivilRegistry(home);
        List<String> settings = new ArrayList<>(
                HubProcess.clients(Map.of("citizens", "submits-to=land-office,house-office,civil-registry")));
        settings.addAll(List.of(
                "--lienthong.connectors=" + home.resolve("connectors"),
                "--lienthong.submission.largest-attachment=400MB",
                "--lienthong.submission.largest-total=400MB",
                "--LAND_OFFICE_URL=" + agency.address(),
                "--LAND_OFFICE_SECRET=land-demo",
                "--CIVIL_REGISTRY_URL=" + agency.address(),
                "--CIVIL_REGISTRY_PASSWORD=civil-demo"));
        hub = new HubProcess(home, settings, Map.of(), HEAP);
        hub.start();
        hub.awaitUp();
    }

    /** The land office under another name, which takes long papers. */
    private static void copy(String id, String unit, String offered, Path home) throws IOException {
        Path folder = home.resolve("connectors").resolve(id);
        FileSystemUtils.copyRecursively(Path.of("connectors/land-office"), folder);
        Path definition = folder.resolve("connector.yaml");
        Files.writeString(
                definition,
                Files.readString(definition)
                        .replace("id: land-office", "id: " + id)
                        .replace("H27.12", "H27." + unit)
                        .replace("000.00.12.H27", "000.00." + unit + ".H27")
                        .replace("attachments: bytes", "attachments: " + offered)
                        .replaceFirst("(?m)^  upload: .*\\R", offered.equals("bytes") ? "$0" : "")
                        .replace("largest: 5MB", "largest: 400MB"));
    }

    private static void copyCivilRegistry(Path home) throws IOException {
        Path folder = home.resolve("connectors/civil-registry");
        FileSystemUtils.copyRecursively(Path.of("connectors/civil-registry"), folder);
        Path definition = folder.resolve("connector.yaml");
        Files.writeString(
                definition,
                Files.readString(definition)
                        .replace("submission:\n  kind: soap\n", "submission:\n  kind: soap\n  attachments: bytes\n")
                        .replace("largest: 5MB", "largest: 400MB"));
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        agency.close();
    }

    /** @param mark makes it another paper than the others of this length */
    private static InputStream paper(String mark) {
        return new Repeated("%PDF-1.4\n% " + mark + "\n", PIECE, TIMES, "");
    }

    private static JsonNode post(String path, String type, InputStream body) throws Exception {
        var answer = CLIENT.send(
                HttpRequest.newBuilder(hub.address(path))
                        .header("X-API-Key", HubProcess.key("citizens"))
                        .header("Content-Type", type)
                        .header("Idempotency-Key", path + type + System.nanoTime())
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(201, 202);
        return JSON.readTree(answer.body());
    }

    private static String dossier(String agency, String code, String file) {
        return """
                {"agency": "%s", "procedure": "1.012785", "code": "%s",
                 "applicant": {"name": "Nguyễn Văn Ảo", "idNo": "000000000123"},
                 "form": {"parcel": "12", "mapSheet": "7", "area": 80.5},
                 "attachments": [{"kind": "application", "name": "don.pdf", %s}]}"""
                .formatted(agency, code, file);
    }

    private static void awaitTaken(JsonNode receipt, String sha256) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = CLIENT.send(
                    HttpRequest.newBuilder(hub.address(
                                    "/api/v1/submissions/" + receipt.path("id").asText()))
                            .header("X-API-Key", HubProcess.key("citizens"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(JSON.readTree(answer.body()).path("state").asText())
                    .as(answer.body())
                    .isEqualTo("delivered");
        });
        assertThat(agency.takeFile()).isEqualTo(sha256);
    }

    private static String sha256(InputStream content) throws Exception {
        try (var in = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    @Test
    void oneThatIsUploadedIsBroughtToTheAgency() throws Exception {
        String sha256 = sha256(paper("uploaded"));

        JsonNode kept = post("/api/v1/attachments", "application/pdf", paper("uploaded"));

        assertThat(kept.path("sha256").asText()).isEqualTo(sha256);
        JsonNode receipt = post(
                "/api/v1/dossiers",
                "application/json",
                bytes(dossier("H27.12", "LONG-1", "\"sha256\": \"" + sha256 + "\"")));
        awaitTaken(receipt, sha256);
    }

    @Test
    void oneThatComesWithItsDossierIsFetchedByTheAgency() throws Exception {
        String before = "--" + BORDER + "\r\nContent-Disposition: form-data; name=\"submission\"\r\n"
                + "Content-Type: application/json\r\n\r\n"
                + dossier("H27.77", "LONG-2", "\"part\": \"paper\"")
                + "\r\n--" + BORDER + "\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"don.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF-1.4\n% beside\n";
        InputStream body = new Repeated(before, PIECE, TIMES, "\r\n--" + BORDER + "--\r\n");

        JsonNode receipt = post("/api/v1/dossiers", "multipart/form-data; boundary=" + BORDER, body);

        awaitTaken(receipt, sha256(paper("beside")));
    }

    @Test
    void oneGoesBesideTheEnvelopeToAnAgencyThatSpeaksSoap() throws Exception {
        String sha256 = sha256(paper("enveloped"));
        post("/api/v1/attachments", "application/pdf", paper("enveloped"));

        JsonNode receipt = post(
                "/api/v1/dossiers",
                "application/json",
                bytes(
                        """
                        {"agency": "H27.09", "procedure": "1.001193", "code": "LONG-3",
                         "applicant": {"name": "Nguyễn Văn Ảo", "idNo": "000000000123"},
                         "form": {"child": "Nguyễn Văn Bé", "bornOn": "2026-11-01"},
                         "attachments": [{"kind": "birth-notice", "name": "sinh.pdf", "sha256": "%s"}]}"""
                                .formatted(sha256)));

        awaitTaken(receipt, sha256);
        assertThat(agency.envelope)
                .contains(":UsernameToken")
                .containsPattern("<name>sinh.pdf</name>.*<content><(\\w+):Include [^>]*href=\"cid:" + sha256);
    }

    @Test
    void oneThatComesBesideAnEnvelopeIsBroughtToTheAgency() throws Exception {
        String sha256 = sha256(paper("by soap"));
        String envelope =
                """
                <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
                <HandIn xmlns="urn:lienthong:dossier-submission:1"><idempotencyKey>LONG-4</idempotencyKey>
                <agency>H27.12</agency><code>LONG-4</code><procedure>1.012785</procedure>
                <applicant><name>Nguyễn Văn Ảo</name><idNo>000000000123</idNo></applicant>
                <form><parcel>12</parcel><mapSheet>7</mapSheet><area>80.5</area></form>
                <attachments><attachment><kind>application</kind><name>don.pdf</name>
                <mediaType>application/pdf</mediaType><content><x:Include
                xmlns:x="http://www.w3.org/2004/08/xop/include" href="cid:paper@portal"/></content>
                </attachment></attachments></HandIn></e:Body></e:Envelope>""";
        String before = "--" + BORDER + "\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\n"
                + "Content-ID: <root@portal>\r\n\r\n" + envelope + "\r\n--" + BORDER
                + "\r\nContent-Type: application/pdf\r\nContent-ID: <paper@portal>\r\n\r\n%PDF-1.4\n% by soap\n";
        InputStream body = new Repeated(before, PIECE, TIMES, "\r\n--" + BORDER + "--\r\n");

        var answer = CLIENT.send(
                HttpRequest.newBuilder(hub.address("/soap/submissions"))
                        .header("X-API-Key", HubProcess.key("citizens"))
                        .header(
                                "Content-Type",
                                "multipart/related; type=\"application/xop+xml\"; start=\"<root@portal>\";"
                                        + " start-info=\"text/xml\"; boundary=\"" + BORDER + "\"")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String id = answer.body().replaceAll("(?s).*<id>([^<]+)</id>.*", "$1");
        awaitTaken(JSON.createObjectNode().put("id", id), sha256);
    }

    private static InputStream bytes(String text) {
        return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An agency's system as the connectors describe it, which holds no paper whole either. */
    private static final class PaperTaker implements AutoCloseable {
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final Queue<String> files = new ConcurrentLinkedQueue<>();
        private final HttpServer server;
        private volatile String envelope = "";

        PaperTaker() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext(
                    "/oauth2/token",
                    exchange -> send(
                            exchange, "{\"access_token\":\"a-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
            server.createContext("/api/files/", this::brought);
            server.createContext("/api/dossiers", this::taken);
            server.createContext("/soap/submissions", this::enveloped);
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        /** The hash of the one file that came since this was asked last. */
        String takeFile() {
            String file = files.remove();
            assertThat(files).isEmpty();
            return file;
        }

        private void brought(HttpExchange exchange) throws IOException {
            files.add(hash(exchange.getRequestBody()));
            send(exchange, "{}");
        }

        private void taken(HttpExchange exchange) throws IOException {
            for (JsonNode file : JSON.readTree(exchange.getRequestBody()).path("files")) {
                if (file.has("link")) {
                    try (InputStream content = CLIENT.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(file.get("link").asText()))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofInputStream())
                            .body()) {
                        files.add(hash(content));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
            send(exchange, "{\"code\":\"N-" + System.nanoTime() + "\"}");
        }

        /** Takes a message of MTOM, as a parser reads it that is not the one the hub writes with. */
        private void enveloped(HttpExchange exchange) throws IOException {
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            String boundary = type.replaceFirst("(?s).*boundary=\"?([^\";]+).*", "$1");
            MultipartInput parts = MultipartInput.builder()
                    .setInputStream(exchange.getRequestBody())
                    .setBoundary(boundary.getBytes(StandardCharsets.UTF_8))
                    .get();
            parts.skipPreamble();
            parts.readHeaders();
            envelope = new String(parts.newInputStream().readAllBytes(), StandardCharsets.UTF_8);
            while (parts.readBoundary()) {
                String headers = parts.readHeaders();
                String hash = hash(parts.newInputStream());
                files.add(headers.contains("<" + hash + "@lienthong>") ? hash : headers);
            }
            String answer =
                    """
                    <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
                    <SubmitDossierResponse xmlns="urn:lienthong:simulator:civil-registry:1"><ketQua>0</ketQua>
                    <thongBao>ok</thongBao><soHoSo>TP-LONG</soHoSo></SubmitDossierResponse></s:Body></s:Envelope>""";
            send(exchange, "text/xml", answer);
        }

        private static String hash(InputStream content) {
            try {
                return sha256(content);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static void send(HttpExchange exchange, String json) throws IOException {
            send(exchange, "application/json", json);
        }

        private static void send(HttpExchange exchange, String type, String text) throws IOException {
            try (exchange) {
                byte[] body = text.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdown();
        }
    }
}

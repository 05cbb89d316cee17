package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.submission.SubmissionAgeing;

/** What portals hand in over REST, from the door to the store. */
class SubmissionIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SystemId WEST = SystemId.of("west-office");
    private static final byte[] PDF = "%PDF-1.4\n% an invented paper\n".getBytes(StandardCharsets.US_ASCII);

    private static HubUnderTest hub;
    private static PublishedContract contract;
    private static Path data;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        west(home.resolve("connectors").resolve("west-office"));
        data = home.resolve("data");
        hub = new HubUnderTest(
                home,
                "--lienthong.submission.largest-attachment=1MB",
                "--lienthong.access.clients[5].id=handing",
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf("handing-key"),
                "--lienthong.access.clients[5].rights=look-up,subscribe",
                "--lienthong.access.clients[5].submits-to=west-office",
                "--lienthong.access.clients[6].id=elsewhere",
                "--lienthong.access.clients[6].key-hash=" + KeyMaker.hashOf("elsewhere-key"),
                "--lienthong.access.clients[6].submits-to=north-office");
        contract = new PublishedContract(hub.http());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** An agency that takes one procedure, and is never there. */
    private static void west(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: west-office
                name: {vi: Một cửa phía Tây, en: West one-stop system}
                agency: {id: H27.44, aliases: [000.00.44.H27], name: {vi: Cơ quan phía Tây, en: West Agency}}
                address: http://127.0.0.1:1
                credentials: {kind: none}
                intake: {kind: rest-push, records: ""}
                submission:
                  kind: rest
                  procedures:
                    "1.000001":
                      form: form.schema.json
                      attachments: {required: [application], types: [application/pdf], most: 3, largest: 500KB}
                  submit:
                    call: {method: POST, path: /dossiers, body: '{"id": {{id}}, "form": {{json:/form}}}'}
                    number: /number
                  withdraw: {call: {method: POST, path: "/dossiers/{{number}}/withdrawal", body: '{"id": {{id}}}'}}
                  supplement: {call: {method: POST, path: "/dossiers/{{number}}/supplement", body: '{"id": {{id}}}'}}
                """);
        Files.writeString(
                folder.resolve("form.schema.json"),
                """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                 "required": ["plot", "area"], "additionalProperties": false,
                 "properties": {"plot": {"type": "string", "minLength": 1}, "area": {"type": "number", "minimum": 1},
                                "use": {"enum": ["garden", "house"]}}}
                """);
        Files.writeString(
                folder.resolve("mapping.yaml"),
                """
                zone: Asia/Ho_Chi_Minh
                dates: [iso]
                dossier: {source-dossier-no: /no}
                changes: {status: {from: /status, table: statuses}, at: /at, sequence: /n}
                tables:
                  statuses: {"1": 1, "2": 2, "4": 4, "9": 9}
                """);
    }

    private static ObjectNode dossier(String code, String... sha256) throws IOException {
        ObjectNode body = (ObjectNode)
                JSON.readTree(
                        """
                {"agency": "H27.44", "procedure": "1.000001", "applicant": {"name": "Nguyễn Văn Ảo", "idNo": "000000000123"},
                 "form": {"plot": "12", "area": 80.5}, "attachments": []}
                """);
        if (!code.isEmpty()) {
            body.put("code", code);
        }
        for (int i = 0; i < sha256.length; i++) {
            body.withArray("attachments")
                    .addObject()
                    .put("kind", i == 0 ? "application" : "other")
                    .put("name", "giay-" + i + ".pdf")
                    .put("sha256", sha256[i]);
        }
        return body;
    }

    private static HttpResponse<byte[]> post(String path, String client, String key, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(hub.http() + path))
                .header("X-API-Key", client + "-key")
                .header("Accept-Language", "en")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> get(String path, String client) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(hub.http() + path))
                        .header("X-API-Key", client + "-key")
                        .header("Accept-Language", "en")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode told(HttpResponse<byte[]> response, int status, String path, String method)
            throws IOException {
        JsonNode body = JSON.readTree(response.body());
        assertThat(response.statusCode()).as(body.toString()).isEqualTo(status);
        JsonNode said = contract.openApi().at("/paths").path(path).path(method).path("responses");
        JsonNode answer = said.path(Integer.toString(status));
        if (answer.has("$ref")) {
            answer = contract.openApi().at(answer.get("$ref").asText().substring(1));
        }
        String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
        contract.requireValid(answer.path("content").path(type).get("schema"), body);
        return body;
    }

    private static JsonNode submitted(ObjectNode body, String key, int status) throws Exception {
        return told(post("/api/v1/dossiers", "handing", key, body.toString()), status, "/api/v1/dossiers", "post");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static HttpResponse<byte[]> upload(byte[] content, String type, String client, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(hub.http() + "/api/v1/attachments"))
                .header("X-API-Key", client + "-key")
                .header("Accept-Language", "en")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(content));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String uploaded(byte[] content) throws Exception {
        return told(upload(content, "application/pdf", "handing"), 201, "/api/v1/attachments", "post")
                .get("sha256")
                .asText();
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static JsonNode lookedUp(String code) throws Exception {
        return JSON.readTree(get("/api/v1/dossiers?code=" + code, "portal").body());
    }

    private static List<String> pointers(JsonNode problem) {
        List<String> pointers = new ArrayList<>();
        problem.get("faults").forEach(fault -> pointers.add(fault.get("pointer").asText()));
        return pointers;
    }

    @Nested
    class WhenADossierIsHandedIn {
        @Test
        void isReceivedKeptAndFoundByItsCode() throws Exception {
            String file = uploaded(PDF);

            JsonNode receipt = submitted(dossier("NP-1", file), key(), 202);

            assertThat(receipt.get("code").asText()).isEqualTo("NP-1");
            assertThat(receipt.get("system").asText()).isEqualTo("west-office");
            assertThat(receipt.at("/attachments/0/size").asLong()).isEqualTo(PDF.length);
            String at = "/api/v1/submissions/" + receipt.get("id").asText();
            byte[] content = get(at + "/content", "handing").body();
            assertThat(sha256(content)).isEqualTo(receipt.get("hash").asText());
            assertThat(JSON.readTree(content).at("/form/area").asDouble()).isEqualTo(80.5);
            JsonNode standing = told(get(at, "handing"), 200, "/api/v1/submissions/{id}", "get");
            assertThat(standing.get("state").asText()).isEqualTo("received");
            assertThat(get(at, "elsewhere").statusCode()).isEqualTo(404);

            await().untilAsserted(() -> {
                JsonNode answer = lookedUp("NP-1");
                assertThat(answer.at("/status/key").asText()).isEqualTo("submitted");
                assertThat(answer.at("/changes/0/toldBy").asText()).isEqualTo("handing");
                assertThat(answer.at("/changes/0/act").asText()).isEqualTo("submit");
                assertThat(answer.at("/dossier/applicant/name").asText()).isEqualTo("Nguyễn Văn Ảo");
            });
        }

        @Test
        void getsACodeWhereItHasNone() throws Exception {
            JsonNode receipt = submitted(dossier("", uploaded(PDF)), key(), 202);

            assertThat(receipt.get("code").asText()).matches("H27\\.44-\\d{6}-9\\d{6}");
        }

        @Test
        void getsTheSameReceiptAgainWithItsKey() throws Exception {
            String key = key();
            String body = dossier("NP-2", uploaded(PDF)).toString();
            var first = post("/api/v1/dossiers", "handing", key, body);

            var again =
                    post("/api/v1/dossiers", "handing", key, JSON.readTree(body).toPrettyString());

            assertThat(again.statusCode()).isEqualTo(202);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
            assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        }

        @Test
        void isRefusedWhereTheKeyWasUsedForAnotherContent() throws Exception {
            String key = key();
            submitted(dossier("NP-3", uploaded(PDF)), key, 202);

            ObjectNode other = dossier("NP-3", uploaded(PDF));
            other.withObject("/form").put("plot", "13");
            JsonNode problem = submitted(other, key, 409);

            assertThat(problem.get("stage").asText()).isEqualTo("known-by-its-key");
            assertThat(problem.toString()).doesNotContain("Nguyễn");
        }

        @Test
        void isRefusedWhereTheCodeIsTaken() throws Exception {
            submitted(dossier("NP-4", uploaded(PDF)), key(), 202);

            JsonNode problem = submitted(dossier("NP-4", uploaded(PDF)), key(), 409);

            assertThat(problem.get("pointer").asText()).isEqualTo("/code");
        }

        @Test
        void isToldOnTheFeedWithoutPersonalData() throws Exception {
            submitted(dossier("NP-5", uploaded(PDF)), key(), 202);

            await().untilAsserted(() -> {
                String feed = new String(
                        get("/api/v1/changes?limit=1000&agency=H27.44", "handing")
                                .body(),
                        StandardCharsets.UTF_8);
                assertThat(feed)
                        .contains("\"subject\":\"NP-5\"", "\"toldBy\":\"handing\"")
                        .doesNotContain("Nguyễn");
            });
        }
    }

    @Nested
    class WhenSomethingIsWrongWithIt {
        @Test
        void allOfItIsToldAtOnceAndNothingOfItRepeated() throws Exception {
            ObjectNode body = dossier("");
            body.put("surprise", 1);
            body.withObject("/applicant").remove("name");
            body.withObject("/form").removeAll();
            body.withObject("/form")
                    .put("area", "eighty")
                    .put("use", "secret-use")
                    .put("colour", "red");

            JsonNode problem = submitted(body, key(), 422);

            assertThat(problem.get("type").asText()).isEqualTo("/problems/faulty-submission");
            assertThat(pointers(problem))
                    .containsExactlyInAnyOrder(
                            "/surprise",
                            "/applicant/name",
                            "/form/plot",
                            "/form/area",
                            "/form/use",
                            "/form/colour",
                            "/attachments");
            assertThat(problem.toString())
                    .contains("has to be a number", "one of garden, house")
                    .doesNotContain("eighty", "secret-use");
        }

        @Test
        void procedureAgencyRightAndKeyAreAskedFor() throws Exception {
            ObjectNode unknown = dossier("");
            unknown.put("procedure", "9.999999");
            assertThat(submitted(unknown, key(), 422).get("remedy").asText()).contains("1.000001");

            ObjectNode nobody = dossier("");
            nobody.put("agency", "H99");
            submitted(nobody, key(), 404);

            ObjectNode takesNone = dossier("");
            takesNone.put("agency", "H27.41");
            assertThat(submitted(takesNone, key(), 422).get("detail").asText()).contains("takes no submissions");

            assertThat(post("/api/v1/dossiers", "elsewhere", key(), dossier("").toString())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post("/api/v1/dossiers", "portal", key(), dossier("").toString())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post("/api/v1/dossiers", "handing", "", dossier("").toString())
                            .statusCode())
                    .isEqualTo(400);
            assertThat(post("/api/v1/dossiers", "handing", key(), "[1]").statusCode())
                    .isEqualTo(400);
            assertThat(post("/api/v1/dossiers", "handing", key(), "{").statusCode())
                    .isEqualTo(400);
        }

        @Test
        void namesThatLeadElsewhereAreNoNames() throws Exception {
            String file = uploaded(PDF);
            for (String name : List.of(
                    "../../etc/passwd", "..\\a.pdf", "/a.pdf", "C:a.pdf", "CON.pdf", ".hidden", "a\u202Efdp.exe")) {
                ObjectNode body = dossier("", file);
                ((ObjectNode) body.at("/attachments/0")).put("name", name);

                assertThat(pointers(submitted(body, key(), 422))).as(name).containsExactly("/attachments/0/name");
            }
        }

        @Test
        void aFileOfSomebodyElseOrOfNobodyIsNotAttached() throws Exception {
            String others = told(
                            upload(
                                    ("%PDF-1.4 " + key()).getBytes(StandardCharsets.US_ASCII),
                                    "application/pdf",
                                    "elsewhere"),
                            201,
                            "/api/v1/attachments",
                            "post")
                    .get("sha256")
                    .asText();

            assertThat(pointers(submitted(dossier("", others), key(), 422))).containsExactly("/attachments/0/sha256");
            assertThat(pointers(submitted(dossier("", "0".repeat(64)), key(), 422)))
                    .containsExactly("/attachments/0/sha256");
        }

        @Test
        void aFileThatTheProcedureDoesNotTakeIsTold() throws Exception {
            byte[] large = Arrays.copyOf(PDF, 600_000);
            byte[] text = "only words".getBytes(StandardCharsets.US_ASCII);
            String note = told(upload(text, "text/plain", "handing"), 201, "/api/v1/attachments", "post")
                    .get("sha256")
                    .asText();

            JsonNode problem = submitted(dossier("", uploaded(large), note), key(), 422);

            assertThat(pointers(problem)).containsExactly("/attachments/0", "/attachments/1");
            assertThat(problem.get("detail").asText()).contains("at most 512000", "takes application/pdf");
        }
    }

    @Nested
    class WhenAFileIsUploaded {
        @Test
        void isKeptOnceUnderItsHash() throws Exception {
            String sha256 = uploaded(PDF);

            assertThat(uploaded(PDF)).isEqualTo(sha256).isEqualTo(sha256(PDF));
            Path kept =
                    data.resolve("attachments").resolve(sha256.substring(0, 2)).resolve(sha256);
            assertThat(kept).hasBinaryContent(PDF);
        }

        @Test
        void itsDigestIsHeldAgainstWhatCame() throws Exception {
            String right = "sha-256=:"
                    + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256(PDF))) + ":";
            String wrong = "sha-256=:" + Base64.getEncoder().encodeToString(new byte[32]) + ":";

            told(
                    upload(PDF, "application/pdf", "handing", "Content-Digest", right),
                    201,
                    "/api/v1/attachments",
                    "post");
            JsonNode problem = told(
                    upload(PDF, "application/pdf", "handing", "Content-Digest", wrong),
                    400,
                    "/api/v1/attachments",
                    "post");
            told(
                    upload(PDF, "application/pdf", "handing", "Content-Digest", "md5=x"),
                    400,
                    "/api/v1/attachments",
                    "post");

            assertThat(problem.get("detail").asText()).contains(sha256(PDF));
        }

        @Test
        void itsContentIsHeldAgainstItsType() throws Exception {
            byte[] script = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
            byte[] unknown = {1, 2, 3, 4, 5, 6, 7, 8};

            assertThat(told(upload(script, "application/pdf", "handing"), 415, "/api/v1/attachments", "post")
                            .get("detail")
                            .asText())
                    .contains("application/pdf", "text/html");
            told(upload(unknown, "image/png", "handing"), 415, "/api/v1/attachments", "post");
            told(upload(PDF, "image/png", "handing"), 415, "/api/v1/attachments", "post");
            told(upload(new byte[0], "application/pdf", "handing"), 400, "/api/v1/attachments", "post");
            told(upload(PDF, "nonsense", "handing"), 415, "/api/v1/attachments", "post");
        }

        @Test
        void isRefusedWhileItStreamsAsSoonAsItIsTooLarge() throws Exception {
            URI address = URI.create(hub.http());
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
                socket.setSoTimeout(60_000);
                OutputStream out = socket.getOutputStream();
                out.write(("POST /api/v1/attachments HTTP/1.1\r\nHost: hub\r\nX-API-Key: handing-key\r\n"
                                + "Content-Type: application/pdf\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] chunk = Arrays.copyOf(PDF, 64 * 1024);
                // One and a half of what is allowed, and no end: an answer comes all the same.
                for (int i = 0; i < 24; i++) {
                    out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.flush();
                InputStream in = socket.getInputStream();
                assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 413");
            }
            try (var left = Files.list(data.resolve("attachments").resolve("incoming"))) {
                assertThat(left).isEmpty();
            }
        }

        @Test
        void isRemovedWhenNoSubmissionNamesIt() throws Exception {
            byte[] unused = ("%PDF-1.4 unused " + key()).getBytes(StandardCharsets.US_ASCII);
            byte[] used = ("%PDF-1.4 used " + key()).getBytes(StandardCharsets.US_ASCII);
            String lone = uploaded(unused);
            String named = uploaded(used);
            submitted(dossier("", named), key(), 202);

            int removed =
                    hub.bean(SubmissionAgeing.class).removeSome(Instant.now().plus(Duration.ofMinutes(1)), 500);

            assertThat(removed).isPositive();
            Path folder = data.resolve("attachments");
            assertThat(folder.resolve(lone.substring(0, 2)).resolve(lone)).doesNotExist();
            assertThat(folder.resolve(named.substring(0, 2)).resolve(named)).hasBinaryContent(used);
            assertThat(pointers(submitted(dossier("", lone), key(), 422))).containsExactly("/attachments/0/sha256");
        }
    }

    @Nested
    class WhenFilesComeAlong {
        private HttpResponse<byte[]> send(String boundary, byte[]... parts) throws Exception {
            List<byte[]> whole = new ArrayList<>(List.of(parts));
            whole.add(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(hub.http() + "/api/v1/dossiers"))
                            .header("X-API-Key", "handing-key")
                            .header("Accept-Language", "en")
                            .header("Idempotency-Key", key())
                            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                            .POST(BodyPublishers.ofByteArrays(whole))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }

        private byte[] part(String name, String fileName, String type, byte[] content) {
            String head = "--b\r\nContent-Disposition: form-data; name=\"" + name + "\""
                    + (fileName.isEmpty() ? "" : "; filename=\"" + fileName + "\"") + "\r\nContent-Type: " + type
                    + "\r\n\r\n";
            byte[] start = head.getBytes(StandardCharsets.UTF_8);
            byte[] part = Arrays.copyOf(start, start.length + content.length + 2);
            System.arraycopy(content, 0, part, start.length, content.length);
            part[part.length - 2] = '\r';
            part[part.length - 1] = '\n';
            return part;
        }

        private byte[] json(String file) throws IOException {
            ObjectNode body = dossier("");
            body.withArray("attachments").addObject().put("kind", "application").put("part", file);
            return part("submission", "", "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void theyAreStreamedAndAttached() throws Exception {
            JsonNode receipt = told(
                    send("b", json("f1"), part("f1", "don.pdf", "application/pdf", PDF)),
                    202,
                    "/api/v1/dossiers",
                    "post");

            assertThat(receipt.at("/attachments/0/name").asText()).isEqualTo("don.pdf");
            assertThat(receipt.at("/attachments/0/sha256").asText()).isEqualTo(sha256(PDF));
        }

        @Test
        void whatIsWrongWithThemIsTold() throws Exception {
            byte[] large = Arrays.copyOf(PDF, 1_200_000);

            told(send("b", json("f1"), part("f1", "a.pdf", "application/pdf", large)), 413, "/api/v1/dossiers", "post");
            told(send("b", part("f1", "a.pdf", "application/pdf", PDF), json("f1")), 400, "/api/v1/dossiers", "post");
            told(send("b", json("f1"), part("f2", "a.pdf", "application/pdf", PDF)), 400, "/api/v1/dossiers", "post");
            told(send("other", json("f1")), 400, "/api/v1/dossiers", "post");
            JsonNode tricked = told(
                    send("b", json("f1"), part("f1", "../a.pdf", "application/pdf", PDF)),
                    422,
                    "/api/v1/dossiers",
                    "post");
            assertThat(pointers(tricked)).containsExactly("/attachments/0/name");
        }
    }

    @Nested
    class WhenSomethingIsHandedInAboutADossier {
        private JsonNode about(String what, String code, String body, int status) throws Exception {
            return told(
                    post("/api/v1/dossiers/" + what + "?code=" + code, "handing", key(), body),
                    status,
                    "/api/v1/dossiers/{what}",
                    "post");
        }

        @Test
        void aWithdrawalOfANewOneIsTakenAndShown() throws Exception {
            submitted(dossier("NP-20", uploaded(PDF)), key(), 202);

            about("withdrawals", "NP-20", "{\"reason\": \"No longer needed\"}", 202);

            await().untilAsserted(() ->
                    assertThat(lookedUp("NP-20").at("/status/key").asText()).isEqualTo("withdrawal-requested"));
        }

        @Test
        void anUnknownDossierIsTold() throws Exception {
            about("withdrawals", "NP-none", "{\"reason\": \"x\"}", 404);
            about("withdrawals", "", "{\"reason\": \"x\"}", 400);
        }

        @Test
        void whatTheAgencyDoesNotTakeIsTold() throws Exception {
            submitted(dossier("NP-21", uploaded(PDF)), key(), 202);

            about(
                    "payments",
                    "NP-21",
                    "{\"amount\": 1, \"paidAt\": \"2026-11-28T09:00:00+07:00\", \"reference\": \"r\"}",
                    422);
            assertThat(pointers(about("supplements", "NP-21", "{}", 422))).containsExactly("");
            assertThat(pointers(about("withdrawals", "NP-21", "{}", 422))).containsExactly("/reason");
            about("supplements", "NP-21", "{\"form\": {\"plot\": \"14\"}, \"note\": \"right plot\"}", 202);
            assertThat(pointers(about("supplements", "NP-21", "{\"form\": {\"plot\": 14}}", 422)))
                    .containsExactly("/form/plot");
        }

        @Test
        void itsFormIsCheckedThoughTheDossierIsNotInTheStoreYet() throws Exception {
            var routes = hub.bean(CamelContext.class).getRouteController();
            routes.stopRoute("status-changes");
            try {
                submitted(dossier("NP-22", uploaded(PDF)), key(), 202);

                assertThat(pointers(about("supplements", "NP-22", "{\"form\": {\"plot\": 14}}", 422)))
                        .containsExactly("/form/plot");
            } finally {
                routes.startRoute("status-changes");
            }
        }

        @Test
        void aWithdrawalOfWhatTheAgencyCompletedIsShownAsAConflict() throws Exception {
            for (int i = 1; i < 3; i++) {
                hub.accept(HubUnderTest.change(
                        WEST,
                        "W-1",
                        null,
                        i,
                        i == 1 ? DossierStatus.IN_PROGRESS : DossierStatus.COMPLETED,
                        Instant.now()));
            }

            about("withdrawals", "W-1", "{\"reason\": \"too late\"}", 202);

            await().untilAsserted(() -> {
                var response = get("/api/v1/dossiers?code=W-1", "portal");
                JsonNode answer = told(response, 200, "/api/v1/dossiers", "get");
                assertThat(answer.at("/status/key").asText()).isEqualTo("completed");
                assertThat(answer.at("/conflict/decidedBy").asText()).isEqualTo("agency");
                assertThat(answer.at("/conflict/portal/system").asText()).isEqualTo("handing");
                assertThat(answer.at("/conflict/portal/status/key").asText()).isEqualTo("withdrawal-requested");
                assertThat(answer.at("/conflict/agency/status/key").asText()).isEqualTo("completed");
            });
        }
    }

    @Nested
    class WhenItComesOverAQueue {
        @Test
        void everyProtocolGetsTheReceiptThatRestGets() throws Exception {
            String key = key();
            ObjectNode body = dossier("NP-40", uploaded(PDF));
            JsonNode receipt = submitted(body, key, 202);
            ObjectNode message = body.deepCopy().put("idempotencyKey", key).put("language", "en");

            var ways = WaysIn.all(hub);
            for (String way : List.of("JMS", "AMQP 1.0", "MQTT 5", "STOMP")) {
                WayIn.Told told = Objects.requireNonNull(ways.get(way))
                        .ask(new WayIn.Question("handing", "NP-40", null, "en", message.deepCopy()));

                assertThat(told.status()).as(way).isEqualTo(202);
                assertThat(told.body()).as(way).isEqualTo(receipt);
            }
            Objects.requireNonNull(ways.get("STOMP")).close();
        }

        @Test
        void whatIsWrongIsToldAndWithdrawalsAreTaken() throws Exception {
            submitted(dossier("NP-41", uploaded(PDF)), key(), 202);
            WayIn jms = WaysIn.overJms(hub.port(vn.lienthong.hub.broker.BrokerDoor.CORE));
            ObjectNode withdrawal = JSON.createObjectNode()
                    .put("act", "withdraw")
                    .put("idempotencyKey", key())
                    .put("code", "NP-41")
                    .put("language", "en")
                    .put("reason", "no longer needed");
            ObjectNode faulty = withdrawal.deepCopy().put("idempotencyKey", key());
            faulty.remove("reason");
            ObjectNode unknown = withdrawal.deepCopy().put("act", "dance");

            assertThat(jms.ask(new WayIn.Question("handing", "", null, null, faulty))
                            .status())
                    .isEqualTo(422);
            assertThat(jms.ask(new WayIn.Question("handing", "", null, null, unknown))
                            .status())
                    .isEqualTo(400);
            WayIn.Told told = jms.ask(new WayIn.Question("handing", "", null, null, withdrawal));

            assertThat(told.status()).isEqualTo(202);
            assertThat(told.body().get("act").asText()).isEqualTo("withdraw");
        }
    }

    @Nested
    class WhenItComesOverSoap {
        private HttpResponse<byte[]> soap(String envelope, String type, String content) throws Exception {
            String body = "<e:Envelope xmlns:e=\"" + envelope + "\"><e:Body>"
                    + "<HandIn xmlns=\"urn:lienthong:dossier-submission:1\">" + content
                    + "</HandIn></e:Body></e:Envelope>";
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(hub.http() + "/soap/submissions"))
                            .header("X-API-Key", "handing-key")
                            .header("Content-Type", type + "; charset=UTF-8")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }

        private static final String SOAP_1_1 = "http://schemas.xmlsoap.org/soap/envelope/";
        private static final String SOAP_1_2 = "http://www.w3.org/2003/05/soap-envelope";

        @Test
        void theReceiptComesInBothVersions() throws Exception {
            String file = uploaded(PDF);
            String key = key();
            String dossier = "<idempotencyKey>" + key + "</idempotencyKey><agency>H27.44</agency><code>NP-50</code>"
                    + "<procedure>1.000001</procedure><applicant><name>Nguyễn Văn Ảo</name></applicant>"
                    + "<form><plot>12</plot><area>80.5</area></form><attachments><attachment><kind>application</kind>"
                    + "<name>don.pdf</name><sha256>" + file + "</sha256></attachment></attachments>";

            var first = soap(SOAP_1_1, "text/xml", dossier);
            var again = soap(SOAP_1_2, "application/soap+xml", dossier);

            String receipt = new String(first.body(), StandardCharsets.UTF_8);
            assertThat(first.statusCode()).as(receipt).isEqualTo(200);
            assertThat(receipt).contains("<code>NP-50</code>", "<sha256>" + file + "</sha256>");
            String id = receipt.replaceAll("(?s).*<id>([^<]+)</id>.*", "$1");
            assertThat(new String(again.body(), StandardCharsets.UTF_8)).contains("<id>" + id + "</id>");
            JsonNode content = JSON.readTree(
                    get("/api/v1/submissions/" + id + "/content", "handing").body());
            assertThat(content.at("/form/area").isNumber()).isTrue();
        }

        @Test
        void whatIsWrongIsAFaultThatTellsAllOfIt() throws Exception {
            var response = soap(
                    SOAP_1_1,
                    "text/xml",
                    "<idempotencyKey>" + key() + "</idempotencyKey><language>en</language><agency>H27.44</agency>"
                            + "<procedure>1.000001</procedure><applicant/><form><area>big</area></form>");

            String fault = new String(response.body(), StandardCharsets.UTF_8);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(fault)
                    .contains("/problems/faulty-submission", "/applicant", "/form/plot", "/form/area", "/attachments");
        }

        private static String withFile(String key, String content) {
            return "<idempotencyKey>" + key + "</idempotencyKey><language>en</language><agency>H27.44</agency>"
                    + "<procedure>1.000001</procedure><applicant><name>Nguyễn Văn Ảo</name></applicant>"
                    + "<form><plot>12</plot><area>80.5</area></form><attachments><attachment><kind>application</kind>"
                    + "<name>don.pdf</name>" + content + "</attachment></attachments>";
        }

        private HttpResponse<String> mtom(String content, String id, byte[] file) throws Exception {
            String root = "--border\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\n"
                    + "Content-ID: <root@portal>\r\n\r\n<e:Envelope xmlns:e=\"" + SOAP_1_1 + "\"><e:Body>"
                    + "<HandIn xmlns=\"urn:lienthong:dossier-submission:1\">" + content
                    + "</HandIn></e:Body></e:Envelope>\r\n--border\r\nContent-Type: application/pdf\r\n"
                    + "Content-Transfer-Encoding: binary\r\nContent-ID: <" + id + ">\r\n\r\n";
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(hub.http() + "/soap/submissions"))
                            .header("X-API-Key", "handing-key")
                            .header(
                                    "Content-Type",
                                    "multipart/related; type=\"application/xop+xml\"; start=\"<root@portal>\";"
                                            + " start-info=\"text/xml\"; boundary=\"border\"")
                            .POST(BodyPublishers.concat(
                                    BodyPublishers.ofString(root),
                                    BodyPublishers.ofByteArray(file),
                                    BodyPublishers.ofString("\r\n--border--\r\n")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        private static final String BESIDE = "<mediaType>application/pdf</mediaType><content><x:Include"
                + " xmlns:x=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:paper+1%40portal\"/></content>";

        @Test
        void aFileComesBesideTheEnvelopeOrInIt() throws Exception {
            byte[] paper = "%PDF-1.4\n% beside an envelope\n".getBytes(StandardCharsets.US_ASCII);
            String key = key();

            var beside = mtom(withFile(key, BESIDE), "paper+1@portal", paper);
            var within = soap(
                    SOAP_1_2,
                    "application/soap+xml",
                    withFile(
                            key,
                            "<mediaType>application/pdf</mediaType><content>"
                                    + java.util.Base64.getEncoder().encodeToString(paper) + "</content>"));

            assertThat(beside.statusCode()).as(beside.body()).isEqualTo(200);
            String sha256 = java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(paper));
            assertThat(beside.body()).contains("<sha256>" + sha256 + "</sha256>", "<size>" + paper.length + "</size>");
            String id = beside.body().replaceAll("(?s).*<id>([^<]+)</id>.*", "$1");
            assertThat(new String(within.body(), StandardCharsets.UTF_8))
                    .as("the same, so the same receipt")
                    .contains("<id>" + id + "</id>");
        }

        @Test
        void aFileThatIsNotThereOrCannotBeKeptIsToldInAFault() throws Exception {
            var missing = mtom(withFile(key(), BESIDE), "other@portal", PDF);
            var wrong = mtom(withFile(key(), BESIDE), "paper+1@portal", new byte[] {'P', 'K', 3, 4, 1, 2, 3, 4});

            assertThat(missing.statusCode()).isEqualTo(500);
            assertThat(missing.body())
                    .contains("content refers to the part “cid:paper+1%40portal”, which is not in the message");
            assertThat(wrong.statusCode()).isEqualTo(500);
            assertThat(wrong.body()).contains("application/pdf");

            var text = soap(
                    SOAP_1_1,
                    "text/xml",
                    withFile(key(), "<mediaType>application/pdf</mediaType><content>JVBE{}==</content>"));
            assertThat(new String(text.body(), StandardCharsets.UTF_8)).contains("content is not Base64");
        }

        @Test
        void theContractIsThereForEverybody() throws Exception {
            var wsdl = HTTP.send(
                    HttpRequest.newBuilder(URI.create(hub.http() + "/soap/submissions?wsdl"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(wsdl.statusCode()).isEqualTo(200);
            assertThat(wsdl.body()).contains("DossierSubmissionOfTheHub", "HandInResponse");
        }
    }

    @Nested
    class WhenALinkIsFollowed {
        @Test
        void nothingComesWithoutATokenOfIt() throws Exception {
            String sha256 = uploaded(PDF);
            String path = "/api/v1/attachments/" + sha256;
            long until = Instant.now().plusSeconds(60).getEpochSecond();

            assertThat(get(path, "handing").statusCode()).isEqualTo(403);
            assertThat(get(path + "?until=" + until + "&for=west-office&token=AAAA", "handing")
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}

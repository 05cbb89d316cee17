package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.security.auth.callback.CallbackHandler;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.jaxws.DispatchImpl;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.WSS4JConstants;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.common.util.UsernameTokenUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.FolderCheck;
import vn.lienthong.hub.simulation.ConnectorSimulation;
import vn.lienthong.hub.status.StatusStore;

/** Systems push over SOAP, by the contracts that the hub serves: CXF's client made of them, and envelopes written by hand. */
class SoapPushIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OWN = "soap-push";
    private static final String OTHERS = "soap-push-own-contract";
    private static final String KEY = "a-soap-push-key-for-tests";
    private static final String PASSWORD = "the password of the token";
    private static final String NAMESPACE = "urn:lienthong:changes-push:1";
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final Path EXAMPLES = Path.of("src", "docs", "connectors");

    private static Path home;

    private static RunningHub hub;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        home = folder;
        for (String example : List.of(OWN, OTHERS)) {
            FileSystemUtils.copyRecursively(
                    EXAMPLES.resolve(example), home.resolve("connectors").resolve(example));
        }
        hub = new RunningHub(
                home,
                0,
                "--SOAP_PUSH_PASSWORD=" + PASSWORD,
                "--lienthong.access.clients[5].id=pusher-by-soap",
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(KEY),
                "--lienthong.access.clients[5].pushes-for=" + OWN + "," + OTHERS);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Nested
    class WhenAClientIsMadeOfTheServedContract {
        @Test
        void pushesOverBothVersionsWithADigestOfItsPassword() throws Exception {
            for (String port : List.of("Soap11", "Soap12")) {
                Dispatch<Source> client = client(OWN, "ChangesPushOfTheHub", port, NAMESPACE);
                signed(client, WSS4JConstants.PW_DIGEST, OWN, PASSWORD);

                String answer = called(client, push(record("CXF-" + port, "NHAN", 1)));

                assertThat(answer)
                        .isEqualTo("<PushChangesResponse xmlns=\"" + NAMESPACE
                                + "\"><accepted>1</accepted></PushChangesResponse>");
                awaitAtPortal(OWN, "CXF-" + port, 2);
            }
        }

        @Test
        void pushesByTheSystemsOwnContractWithAKeyInTheToken() throws Exception {
            Dispatch<Source> client = client(OTHERS, "TienDoService", "TienDoPort", "urn:vi-du:mot-cua:tien-do");
            signed(client, WSS4JConstants.PW_TEXT, "pusher-by-soap", KEY);

            String answer = called(client, sample(OTHERS, "normal"));

            assertThat(answer)
                    .isEqualTo("<GuiTienDoResponse xmlns=\"urn:vi-du:mot-cua:tien-do\"><maLoi>0</maLoi>"
                            + "<daNhan>1</daNhan><loi>0</loi></GuiTienDoResponse>");
            awaitAtPortal(OTHERS, "CT-2026-0007", 2);
        }

        @Test
        void isToldTheProblemInsideAFault() throws Exception {
            Dispatch<Source> client = client(OWN, "ChangesPushOfTheHub", "Soap12", NAMESPACE);
            signed(client, WSS4JConstants.PW_DIGEST, OWN, "a guess");

            SOAPFaultException fault =
                    assertThrows(SOAPFaultException.class, () -> called(client, push(record("CXF-3", "NHAN", 1))));

            assertThat(fault.getFault().getFaultCodeAsQName().getLocalPart()).isEqualTo("Sender");
            assertThat(fault.getFault().getDetail().getTextContent()).contains("/problems/not-authenticated");
        }
    }

    @Nested
    class WhenTheSystemIsSimulated {
        @Test
        void pushesItsSamplesThroughASocket() throws Exception {
            Path folder = home.resolve("connectors").resolve(OWN);
            try (ConnectorSimulation system = ConnectorSimulation.start(
                    FolderCheck.definition(folder, name -> null), folder, 0, secret -> PASSWORD, Clock.systemUTC())) {

                List<HttpResponse<String>> answers = system.push(hub.address(""), null);

                assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 200);
                assertThat(answers.get(0).body()).contains("<accepted>2</accepted>");
            }
            awaitAtPortal(OWN, "XD-2026-0001", 5);
        }
    }

    @Nested
    class WhenARecordIsBad {
        @Test
        void takesTheOthersAndKeepsItUnderTheNumberThatIsTold() throws Exception {
            String bad = record("HAND-2", "NHAN", 1).replace("<at>2026", "<at>yesterday 2026");
            int before = letters(OWN).size();

            HttpResponse<String> answer = send(OWN, SOAP_11, push(record("HAND-1", "NHAN", 1) + bad), key());

            assertThat(answer.statusCode()).isEqualTo(200);
            List<JsonNode> letters = letters(OWN);
            assertThat(letters).hasSize(before + 1);
            assertThat(answer.body())
                    .contains("<accepted>1</accepted><problem><record>2</record><dossierNo>HAND-2</dossierNo>"
                            + "<type>/problems/bad-date</type>")
                    .contains("<deadLetter>" + letters.get(0).path("id").asText() + "</deadLetter>");
            awaitAtPortal(OWN, "HAND-1", 2);
        }
    }

    @Nested
    class WhenTheSenderIsNotKnown {
        @Test
        void isAskedForItsKeyAsOverRest() throws Exception {
            HttpResponse<String> answer = send(OWN, SOAP_11, push(record("NO-1", "NHAN", 1)), Map.of());

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate")).anyMatch(how -> how.startsWith("Basic"));
        }

        @Test
        void refusesAKeyThatMayNotPushForTheSystem() throws Exception {
            HttpResponse<String> header =
                    send(OWN, SOAP_11, push(record("NO-2", "NHAN", 1)), Map.of("X-API-Key", RunningHub.PUSH_KEY));
            HttpResponse<String> token = sendSigned(OWN, token("land-office", RunningHub.PUSH_KEY));

            assertThat(header.statusCode()).isEqualTo(403);
            assertFault(token, "s:Client", "/problems/not-allowed");
        }

        @Test
        void refusesADigestForAClientWhoseKeyTheHubHasNoCopyOf() throws Exception {
            HttpResponse<String> answer = sendSigned(OWN, digest("pusher-by-soap", KEY, Instant.now(), "n1"));

            assertFault(answer, "s:Client", "/problems/not-authenticated");
            assertThat(answer.body()).contains("intake/token");
        }

        @Test
        void refusesADigestThatComesTwiceOrLate() throws Exception {
            String fresh = digest(OWN, PASSWORD, Instant.now(), "n2");
            HttpResponse<String> first = sendSigned(OWN, fresh);
            HttpResponse<String> again = sendSigned(OWN, fresh);
            HttpResponse<String> late =
                    sendSigned(OWN, digest(OWN, PASSWORD, Instant.now().minus(Duration.ofMinutes(6)), "n3"));

            assertThat(first.statusCode()).isEqualTo(200);
            assertFault(again, "s:Client", "/problems/not-authenticated");
            assertThat(again.body()).contains("was used before");
            assertFault(late, "s:Client", "/problems/not-authenticated");
            assertThat(late.body()).contains("check the clock");
        }

        @Test
        void stopsWhoGuessesInTokens() throws Exception {
            for (int i = 0; i < 10; i++) {
                assertFault(
                        sendSigned(OTHERS, token("somebody", "guess " + i)), "s:Client", "/problems/not-authenticated");
            }

            HttpResponse<String> answer = sendSigned(OTHERS, token("somebody", "one guess more"));

            assertFault(answer, "s:Client", "/problems/too-many-requests");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }

        @Test
        void readsNoLongBodyOfSomebodyUnknown() throws Exception {
            HttpResponse<String> answer = post(
                    OWN,
                    "text/xml",
                    "<s:Envelope xmlns:s=\"" + SOAP_11 + "\"><s:Header><x>" + "x".repeat(70_000)
                            + "</x></s:Header><s:Body/></s:Envelope>",
                    Map.of());

            assertFault(answer, "s:Client", "/problems/too-large");
        }
    }

    @Nested
    class WhenAnEnvelopeIsWrong {
        @Test
        void tellsItsSenderWhatIsAndWhatWouldBeRight() throws Exception {
            String good = push(record("BAD-1", "NHAN", 1));

            assertWrong(envelope(SOAP_12, "", good), "Phong bì thuộc phiên bản khác", "of another version");
            assertWrong(envelope(SOAP_11, "", good + good), "phần tử thứ hai", "second element in its Body");
            assertWrong(envelope(SOAP_11, "", ""), "Body rỗng", "empty Body");
            assertWrong(envelope(SOAP_11, "", "<Other xmlns=\"urn:x\"/>"), "cần PushChanges", "expected PushChanges");
            assertWrong(
                    envelope(SOAP_11, "<m:Must xmlns:m=\"urn:m\" s:mustUnderstand=\"1\"/>", good),
                    "bắt buộc phải hiểu",
                    "has to be understood");
            assertWrong(
                    "<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                            + envelope(SOAP_11, "", push(record("&b;", "NHAN", 1))),
                    "kiểu tài liệu",
                    "document type");
            assertWrong("no XML at all", "không phải là XML", "not well-formed XML (line 1, column 1");
        }

        @Test
        void refusesAnotherAction() throws Exception {
            Map<String, String> headers = new HashMap<>(key());
            headers.put("SOAPAction", "\"urn:other\"");

            HttpResponse<String> answer = send(OWN, SOAP_11, push(record("BAD-2", "NHAN", 1)), headers);

            assertFault(answer, "s:Client", "/problems/malformed");
            assertThat(answer.body()).contains("expected " + NAMESPACE + ":PushChanges or none");
        }

        @Test
        void refusesWhatIsNoEnvelopeAndOtherMethods() throws Exception {
            assertThat(post(OWN, "application/json", "{}", key()).statusCode()).isEqualTo(415);
            Map<String, String> compressed = new HashMap<>(key());
            compressed.put("Content-Encoding", "gzip");
            assertThat(post(OWN, "text/xml", "x", compressed).statusCode()).isEqualTo(415);
            assertThat(post("land-office", "text/xml", "x", Map.of("X-API-Key", RunningHub.PUSH_KEY))
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void keepsWhatWasReadOfAnElementThatBreaksOffAndNothingOfTheHeader() throws Exception {
            String whole = envelope(SOAP_11, token("pusher-by-soap", KEY), push(record("BROKEN-1", "NHAN", 1)));
            String broken = whole.substring(0, whole.indexOf("</change>"));

            HttpResponse<String> answer = post(OWN, "text/xml", broken, Map.of("Accept-Language", "en"));

            assertFault(answer, "s:Client", "/problems/malformed");
            JsonNode letter = letters(OWN).get(0);
            String kept = hub.get("/api/v1/dead-letters/" + letter.path("id").asText(), RunningHub.ADMIN_KEY)
                    .body();
            assertThat(kept).contains("BROKEN-1").doesNotContain(KEY);
        }

        @Test
        void keepsAnElementInWhichThereAreNoRecords() throws Exception {
            HttpResponse<String> answer =
                    send(OWN, SOAP_11, "<PushChanges xmlns=\"" + NAMESPACE + "\"><recrod/></PushChanges>", key());

            assertFault(answer, "s:Client", "/problems/invalid");
            assertThat(letters(OWN).get(0).at("/problem/type").asText()).isEqualTo("/problems/invalid");
        }

        @Test
        void refusesOneThatIsTooLongOrTooDeep() throws Exception {
            String deep = "<a>".repeat(150) + "</a>".repeat(150);

            assertThat(send(OWN, SOAP_11, push(record("x".repeat(1_200_000), "NHAN", 1)), key())
                            .statusCode())
                    .isEqualTo(413);
            assertFault(send(OWN, SOAP_11, push(deep), key()), "s:Client", "/problems/too-large");
        }

        @Test
        void takesAnElementWithoutRecordsThatIsAsTheContractSays() throws Exception {
            HttpResponse<String> answer = send(OWN, SOAP_12, "<PushChanges xmlns=\"" + NAMESPACE + "\"/>", key());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("<accepted>0</accepted>");
        }

        private void assertWrong(String envelope, String vi, String en) throws Exception {
            HttpResponse<String> inEnglish = post(OWN, "text/xml", envelope, key());
            Map<String, String> vietnamese = new HashMap<>(key());
            vietnamese.put("Accept-Language", "vi");
            HttpResponse<String> inVietnamese = post(OWN, "text/xml", envelope, vietnamese);

            assertThat(inEnglish.statusCode()).isEqualTo(500);
            assertThat(inEnglish.body())
                    .contains("<faultstring xml:lang=\"en\">")
                    .contains(en);
            assertThat(inVietnamese.body())
                    .contains("<faultstring xml:lang=\"vi\">")
                    .contains(vi);
        }
    }

    @Nested
    class WhenTheContractIsAskedFor {
        @Test
        void isServedWithTheAddressItWasFetchedFromAndOnlyWhatItLeadsTo() throws Exception {
            String address =
                    hub.address("/soap/connectors/" + OTHERS + "/changes").toString();

            String wsdl =
                    hub.get("/soap/connectors/" + OTHERS + "/changes?wsdl").body();

            assertThat(wsdl)
                    .contains("<soap:address location=\"" + address + "\"/>")
                    .contains("schemaLocation=\"" + address + "?xsd=tien-do-types.xsd\"");
            assertThat(hub.get("/soap/connectors/" + OTHERS + "/changes?xsd=tien-do-types.xsd")
                            .body())
                    .contains("name=\"GuiTienDo\"");
            assertThat(hub.get("/soap/connectors/" + OTHERS + "/changes?xsd=connector.yaml")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static void assertFault(HttpResponse<String> answer, String code, String type) {
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("<faultcode>" + code + "</faultcode>")
                .contains("<type>" + type + "</type>");
    }

    private static Dispatch<Source> client(String connector, String service, String port, String namespace)
            throws Exception {
        return Service.create(
                        hub.address("/soap/connectors/" + connector + "/changes?wsdl")
                                .toURL(),
                        new QName(namespace, service))
                .createDispatch(new QName(namespace, port), Source.class, Service.Mode.PAYLOAD);
    }

    private static void signed(Dispatch<Source> client, String type, String user, String password) {
        CallbackHandler asked = callbacks -> ((WSPasswordCallback) callbacks[0]).setPassword(password);
        ((DispatchImpl<?>) client)
                .getClient()
                .getOutInterceptors()
                .add(new WSS4JOutInterceptor(Map.of(
                        ConfigurationConstants.ACTION,
                        ConfigurationConstants.USERNAME_TOKEN,
                        ConfigurationConstants.USER,
                        user,
                        ConfigurationConstants.PW_CALLBACK_REF,
                        asked,
                        ConfigurationConstants.PASSWORD_TYPE,
                        type)));
    }

    private static String called(Dispatch<Source> client, String element) throws Exception {
        Source answer = client.invoke(new StreamSource(new StringReader(element)));
        StringWriter text = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(answer, new StreamResult(text));
        return text.toString().replaceFirst("<\\?xml[^>]*\\?>", "");
    }

    private static String sample(String connector, String name) throws Exception {
        return Files.readString(EXAMPLES.resolve(connector).resolve("samples/" + name + "/input.xml"));
    }

    private static String push(String records) {
        return "<PushChanges xmlns=\"" + NAMESPACE + "\">" + records + "</PushChanges>";
    }

    private static String record(String number, String status, int sequence) {
        return "<record><sourceDossierNo>%s</sourceDossierNo><change><status>%s</status><at>2026-11-20T08:00:00</at><sequence>%d</sequence></change></record>"
                .formatted(number, status, sequence);
    }

    private static String envelope(String version, String header, String body) {
        return "<s:Envelope xmlns:s=\"" + version + "\"><s:Header>" + header + "</s:Header><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static Map<String, String> key() {
        String basic = Base64.getEncoder().encodeToString(("pusher-by-soap:" + KEY).getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Basic " + basic);
    }

    private HttpResponse<String> send(String connector, String version, String body, Map<String, String> headers)
            throws Exception {
        String type = version.equals(SOAP_11) ? "text/xml; charset=utf-8" : "application/soap+xml; charset=utf-8";
        return post(connector, type, envelope(version, "", body), headers);
    }

    private HttpResponse<String> sendSigned(String connector, String security) throws Exception {
        String body = connector.equals(OWN)
                ? push(record("SIGNED-" + UUID.randomUUID(), "NHAN", 1))
                : sample(OTHERS, "normal");
        return post(connector, "text/xml", envelope(SOAP_11, security, body), Map.of());
    }

    private HttpResponse<String> post(String connector, String type, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.address("/soap/connectors/" + connector + "/changes"))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .setHeader("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String token(String user, String password) {
        return security("<wsse:Username>" + user + "</wsse:Username><wsse:Password>" + password + "</wsse:Password>");
    }

    private static String digest(String user, String password, Instant created, String nonce) throws Exception {
        byte[] bytes = nonce.getBytes(StandardCharsets.UTF_8);
        return security("<wsse:Username>" + user
                + "</wsse:Username><wsse:Password Type=\"" + WSS4JConstants.PASSWORD_DIGEST + "\">"
                + UsernameTokenUtil.doPasswordDigest(bytes, created.toString(), password)
                + "</wsse:Password><wsse:Nonce>" + Base64.getEncoder().encodeToString(bytes)
                + "</wsse:Nonce><wsu:Created xmlns:wsu=\"" + WSS4JConstants.WSU_NS + "\">" + created
                + "</wsu:Created>");
    }

    private static String security(String token) {
        return "<wsse:Security xmlns:wsse=\"" + WSS4JConstants.WSSE_NS
                + "\" s:mustUnderstand=\"1\"><wsse:UsernameToken>" + token + "</wsse:UsernameToken></wsse:Security>";
    }

    private static List<JsonNode> letters(String connector) throws Exception {
        String path = "/api/v1/dead-letters?state=open&limit=100&connector=" + connector;
        JsonNode listed = RunningHub.json(hub.get(path, RunningHub.ADMIN_KEY));
        return List.copyOf(listed.findValue("deadLetters").findParents("problem"));
    }

    private static void awaitAtPortal(String connector, String number, int status) {
        DossierKey dossier = new DossierKey(SystemId.of(connector), number);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.bean(StatusStore.class)
                        .find(dossier)
                        .map(DossierState::present)
                        .map(entry -> entry.change().status().code()))
                .contains(status));
    }
}

package vn.lienthong.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.simulator.RawClient.json;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CivilRegistryTest {
    private static final String NS = "urn:lienthong:simulator:civil-registry:1";
    private static final String SOAP_1_1 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_1_2 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String LIST = "<ListChanges xmlns=\"" + NS + "\"><since>%d</since><max>%d</max></ListChanges>";
    private static final String GET = "<GetDossier xmlns=\"" + NS + "\"><soHoSo>%s</soHoSo></GetDossier>";

    private final SettableClock clock = new SettableClock();
    private CivilRegistry registry;
    private RawClient client;

    @BeforeEach
    void start() {
        registry = CivilRegistry.start(0, "civil-demo", new AgencyStart(1, 40, null), clock);
        client = new RawClient(registry.address());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Nested
    class WhenChangesAreListed {
        @Test
        void tellsThemSinceTheCountOverBothVersions() throws Exception {
            String over11 = ask(SOAP_1_1, LIST.formatted(5, 3)).body();
            String over12 = ask(SOAP_1_2, LIST.formatted(5, 3)).body();

            assertThat(texts(over11, "seq")).containsExactly("6", "7", "8");
            assertThat(over11).contains("<soap:Envelope xmlns:soap=\"" + SOAP_1_1 + "\">");
            assertThat(over12).contains("<soap:Envelope xmlns:soap=\"" + SOAP_1_2 + "\">");
            assertThat(over12.replace(SOAP_1_2, SOAP_1_1)).isEqualTo(over11);
        }

        @Test
        void writesSomeDatesWithoutOffset() throws Exception {
            List<String> times = texts(ask(SOAP_1_1, LIST.formatted(0, 1000)).body(), "thoiDiem");

            assertThat(times).anyMatch(time -> time.endsWith("+07:00"));
            assertThat(times).anyMatch(time -> time.length() == "2026-09-17T14:20:00".length());
        }

        @Test
        void repeatsAndMixesOnDemand() throws Exception {
            client.post("/control/faults", json("{'repeatEvery':2,'disorder':true}"));

            List<String> seqs = texts(ask(SOAP_1_1, LIST.formatted(0, 20)).body(), "seq");

            assertThat(seqs).hasSize(30);
            assertThat(seqs.stream().distinct()).hasSize(20);
            assertThat(seqs.stream().map(Long::valueOf).toList())
                    .isNotEqualTo(seqs.stream().map(Long::valueOf).sorted().toList());
        }

        @Test
        void writesFlawsAsTheyAreOrdered() throws Exception {
            client.post("/control/faults", json("{'badDateEvery':1}"));
            long last = client.getJson("/control").path("changes").asLong();
            client.post("/control/step?count=10", "");
            client.post("/control/faults", json("{'missingFieldEvery':1}"));
            client.post("/control/step?count=10", "");

            String answer = ask(SOAP_1_1, LIST.formatted(last, 100)).body();

            assertThat(texts(answer, "thoiDiem"))
                    .contains("2026-02-31T25:61:00")
                    .hasSizeLessThan(20);
            assertThat(texts(answer, "lanCapNhat")).hasSize(20);
        }

        @Test
        void faultsAsTheContractDeclaresForACountAhead() throws Exception {
            HttpResponse<String> answer = ask(SOAP_1_1, LIST.formatted(100_000, 3));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("<faultcode>soap:Client</faultcode>", "<code>SINCE_AHEAD</code>");
        }
    }

    @Nested
    class WhenADossierIsAskedFor {
        @Test
        void tellsItWithItsHistoryByEitherCode() throws Exception {
            client.post("/control/change", json("{'dossier':'X-1','code':'new','at':'2026-10-01T01:00:00Z'}"));
            client.post(
                    "/control/change",
                    json("{'dossier':'X-1','code':'processing','subCode':'hold','at':'2026-10-02T01:00:00Z'}"));

            String byNumber = ask(SOAP_1_2, GET.formatted("X-1")).body();

            assertThat(texts(byNumber, "trangThai")).containsExactly("processing", "new", "processing");
            assertThat(texts(byNumber, "trangThaiPhu")).containsExactly("hold", "hold");
            String national = ask(SOAP_1_1, LIST.formatted(0, 1)).body();
            String code = texts(national, "maHoSo").get(0);
            assertThat(ask(SOAP_1_1, GET.formatted(code)).body()).contains("<maHoSo>" + code + "</maHoSo>");
        }

        @Test
        void answersWithoutOneForAnUnknownCode() throws Exception {
            HttpResponse<String> answer = ask(SOAP_1_1, GET.formatted("nobody"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("GetDossierResponse").doesNotContain("<dossier>");
        }
    }

    @Nested
    class WhenTheTokenIsChecked {
        @Test
        void takesAPasswordAsText() throws Exception {
            String token = token("<wsse:Password>civil-demo</wsse:Password>");

            assertThat(send(SOAP_1_1, envelope(SOAP_1_1, token, LIST.formatted(0, 1)))
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void refusesAWrongPassword() throws Exception {
            String token = token("<wsse:Password>guess</wsse:Password>");

            HttpResponse<String> over11 = send(SOAP_1_1, envelope(SOAP_1_1, token, LIST.formatted(0, 1)));
            HttpResponse<String> over12 = send(SOAP_1_2, envelope(SOAP_1_2, token, LIST.formatted(0, 1)));

            assertThat(over11.statusCode()).isEqualTo(500);
            assertThat(over11.body()).contains(">wsse:FailedAuthentication</faultcode>");
            assertThat(over12.statusCode()).isEqualTo(400);
            assertThat(over12.body())
                    .contains(
                            "<soap:Value>soap:Sender</soap:Value>",
                            "<soap:Value>wsse:FailedAuthentication</soap:Value>",
                            "<soap:Text xml:lang=\"en\">");
        }

        @Test
        void refusesANonceThatCameBefore() throws Exception {
            String envelope = envelope(SOAP_1_1, digest("nonce-0001", clock.instant()), LIST.formatted(0, 1));

            assertThat(send(SOAP_1_1, envelope).statusCode()).isEqualTo(200);
            assertThat(send(SOAP_1_1, envelope).body()).contains("the nonce was used before");
        }

        @Test
        void refusesATokenOfSixMinutesAgo() throws Exception {
            Instant created = clock.instant().minus(Duration.ofMinutes(6));

            String answer = send(SOAP_1_1, envelope(SOAP_1_1, digest("nonce-0002", created), LIST.formatted(0, 1)))
                    .body();

            assertThat(answer).contains("wsse:MessageExpired");
        }

        @Test
        void refusesARequestWithoutOne() throws Exception {
            assertThat(send(SOAP_1_1, envelope(SOAP_1_1, "", LIST.formatted(0, 1)))
                            .body())
                    .contains("wsse:InvalidSecurity");
        }
    }

    @Nested
    class WhenTheRequestIsWrong {
        @Test
        void refusesADocumentTypeBeforeAnythingElse() throws Exception {
            String bomb =
                    "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY f SYSTEM \"file:///etc/hostname\">]>" + "<x>&a;&f;</x>";

            HttpResponse<String> answer = send(SOAP_1_1, bomb);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("soap:Client", "DOCTYPE");
        }

        @Test
        void namesWhatTheSchemaForbids() throws Exception {
            String body = "<ListChanges xmlns=\"" + NS + "\"><since>-1</since><max>5</max></ListChanges>";

            HttpResponse<String> answer = ask(SOAP_1_2, body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("not what the contract says", "-1");
        }

        @Test
        void refusesAnEnvelopeOfNoVersion() throws Exception {
            assertThat(send(SOAP_1_1, envelope("urn:soap-2.0", "", LIST.formatted(0, 1)))
                            .body())
                    .contains("soap:VersionMismatch");
        }

        @Test
        void refusesAHeaderItMustUnderstandAndDoesNot() throws Exception {
            String strange = "<q:Q xmlns:q=\"urn:q\" soap:mustUnderstand=\"1\"/>";

            assertThat(send(SOAP_1_1, envelope(SOAP_1_1, strange, LIST.formatted(0, 1)))
                            .body())
                    .contains("soap:MustUnderstand");
        }
    }

    @Nested
    class WhenItsContractIsAskedFor {
        @Test
        void servesTheConnectorsFileWithItsOwnAddress() throws Exception {
            String wsdl = client.get("/soap/dossiers?wsdl").body();

            assertThat(wsdl)
                    .isEqualTo(Files.readString(Path.of("connectors/civil-registry/civil-registry.wsdl"))
                            .replace(
                                    "http://127.0.0.1:18081", registry.address().toString()));
        }
    }

    @Nested
    class WhenItFails {
        @Test
        void answersWithAFaultOfTheVersionSpoken() throws Exception {
            client.post("/control/faults", json("{'failEvery':1}"));

            assertThat(ask(SOAP_1_1, LIST.formatted(0, 1)).body()).contains("<faultcode>soap:Server</faultcode>");
            assertThat(ask(SOAP_1_2, LIST.formatted(0, 1)).body()).contains("<soap:Value>soap:Receiver</soap:Value>");
        }

        @Test
        void waitsAsLongAsItIsTold() throws Exception {
            client.post("/control/faults", json("{'delayMs':300}"));
            long before = System.nanoTime();

            ask(SOAP_1_1, LIST.formatted(0, 1));

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(299));
        }
    }

    private HttpResponse<String> ask(String version, String body) throws Exception {
        String nonce = "nonce-" + System.nanoTime();
        return send(version, envelope(version, digest(nonce, clock.instant()), body));
    }

    private HttpResponse<String> send(String version, String envelope) throws Exception {
        String type = version.equals(SOAP_1_2) ? "application/soap+xml" : "text/xml";
        return client.post("/soap/dossiers", envelope, "Content-Type", type + "; charset=utf-8");
    }

    private static String envelope(String version, String header, String body) {
        return "<soap:Envelope xmlns:soap=\"%s\"><soap:Header>%s</soap:Header><soap:Body>%s</soap:Body></soap:Envelope>"
                .formatted(version, header, body);
    }

    private static String digest(String nonce, Instant created) throws Exception {
        byte[] nonceBytes = nonce.getBytes(StandardCharsets.UTF_8);
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(nonceBytes);
        sha1.update((created + "civil-demo").getBytes(StandardCharsets.UTF_8));
        return token("<wsse:Password Type=\"http://docs.oasis-open.org/wss/2004/01/"
                + "oasis-200401-wss-username-token-profile-1.0#PasswordDigest\">"
                + Base64.getEncoder().encodeToString(sha1.digest()) + "</wsse:Password><wsse:Nonce>"
                + Base64.getEncoder().encodeToString(nonceBytes) + "</wsse:Nonce><wsu:Created>" + created
                + "</wsu:Created>");
    }

    private static String token(String content) {
        return "<wsse:Security soap:mustUnderstand=\"1\""
                + " xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\""
                + " xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\">"
                + "<wsse:UsernameToken><wsse:Username>lienthong</wsse:Username>" + content
                + "</wsse:UsernameToken></wsse:Security>";
    }

    private static List<String> texts(String xml, String element) {
        return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
                .matcher(xml)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}

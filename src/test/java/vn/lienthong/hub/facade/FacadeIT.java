package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.agency.call.TryingSystem.send;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;
import static vn.lienthong.hub.facade.FacadeFixtures.PLAIN;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.agency.call.TryingSystem;
import vn.lienthong.hub.agency.call.TryingSystem.Answer;
import vn.lienthong.hub.translation.soap.Wsdls;

/** A facade between a caller and a system that answers whatever comes to mind. */
@Tag("every-java")
class FacadeIT {
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String GOOD = "<GetTaxResponse xmlns='urn:tax'><sum>1.50</sum></GetTaxResponse>";
    private static volatile Answer answering = (request, exchange) -> {};

    private static RunningHub hub;
    private static TryingSystem system;
    private static FacadeContract contract;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        system = new TryingSystem();
        system.on("/base/soap", (request, exchange) -> answering.to(request, exchange));
        FacadeFixtures.connector(
                home,
                "tax-office",
                system.address(),
                Wsdls.TAX,
                PLAIN + "credentials: {kind: basic, user: lienthong, password: {env: LAND_OFFICE_SECRET}}\n");
        FacadeFixtures.connector(
                home,
                "lenient-office",
                system.address(),
                Wsdls.TAX,
                """
                facade:
                  kind: rest
                  contract: tax.wsdl
                  path: /soap
                  strictness: lenient
                  addressing: true
                  at-once: 1
                  header: '<Auth xmlns="urn:a"><u>{{user}}</u><p>{{password}}</p></Auth>'
                  operations: [{name: GetTax, method: GET, path: "/taxes/{code}"}]
                credentials: {kind: username-token, user: "a<b", password: {env: LAND_OFFICE_SECRET}, digest: false}
                """);
        FacadeFixtures.connector(home, "header-office", system.address(), withHeaders(), PLAIN);
        FacadeFixtures.connector(home, "scan-office", system.address(), withAttachments(), PLAIN);
        hub = FacadeFixtures.hub(
                home, "tax-office,lenient-office,header-office,scan-office", "--lienthong.agency.largest-answer=2MB");
        contract = FacadeContract.of(
                hub.get("/facade/rest/tax-office/openapi.json").body());
    }

    /** The contract with an element bound to the header of request and answer. */
    private static String withHeaders() {
        return Wsdls.TAX
                .replaceFirst(
                        "<xs:element name=\"GetTax\">",
                        "<xs:element name=\"session\"><xs:complexType><xs:sequence><xs:element name=\"id\" type=\"xs:int\"/>"
                                + "<xs:element name=\"who\" type=\"xs:string\" minOccurs=\"0\"/></xs:sequence></xs:complexType></xs:element>$0")
                .replaceFirst(
                        "<wsdl:portType",
                        "<wsdl:message name=\"session\"><wsdl:part name=\"s\" element=\"t:session\"/></wsdl:message>$0")
                .replace(
                        "<soap:body use=\"literal\"/>",
                        "<soap:header message=\"t:session\" part=\"s\" use=\"literal\"/><soap:body use=\"literal\"/>");
    }

    private static String withAttachments() {
        return Wsdls.TAX
                .replace(
                        "<wsdl:part name=\"parameters\" element=\"t:GetTax\"/>",
                        "<wsdl:part name=\"parameters\" element=\"t:GetTax\"/><wsdl:part name=\"scan\" type=\"xs:base64Binary\"/>")
                .replace(
                        "<wsdl:part name=\"parameters\" element=\"t:GetTaxResponse\"/>",
                        "<wsdl:part name=\"parameters\" element=\"t:GetTaxResponse\"/><wsdl:part name=\"scan\" type=\"xs:base64Binary\"/>")
                .replace(
                        "<soap:body use=\"literal\"/>",
                        "<mime:multipartRelated><mime:part><soap:body use=\"literal\"/></mime:part>"
                                + "<mime:part><mime:content part=\"scan\" type=\"image/png\"/></mime:part></mime:multipartRelated>");
    }

    @AfterAll
    static void stop() {
        hub.close();
        system.close();
    }

    @BeforeEach
    void answerWell() {
        system.asked().clear();
        soap(200, "<s:Body>" + GOOD + "</s:Body>");
    }

    private static void soap(int status, String content) {
        String xml = "<s:Envelope xmlns:s='" + ENVELOPE + "'>" + content + "</s:Envelope>";
        answering = (request, exchange) -> send(exchange, status, "text/xml; charset=utf-8", xml);
    }

    private static HttpResponse<String> call(String json) throws Exception {
        HttpResponse<String> answer = hub.post("/facade/rest/tax-office/GetTax", KEY, json);
        contract.check("/GetTax", "post", json, answer);
        return answer;
    }

    private static String detail(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return answer.statusCode() + " "
                + RunningHub.json(answer).path("detail").asText();
    }

    private static String told() throws Exception {
        return detail(call("{\"code\":\"A\"}"));
    }

    private static String toldOf(String json) throws Exception {
        String told = detail(call(json));
        assertThat(system.asked()).isEmpty();
        return told;
    }

    @Nested
    class WhenAllIsWell {
        @Test
        void sendsWhatTheContractWantsAndAnswersWithJson() throws Exception {
            AtomicReference<String> action = new AtomicReference<>();
            AtomicReference<String> length = new AtomicReference<>();
            Answer good = answering;
            answering = (request, exchange) -> {
                action.set(exchange.getRequestHeaders().getFirst("SOAPAction"));
                length.set(exchange.getRequestHeaders().getFirst("Content-Length"));
                good.to(request, exchange);
            };

            HttpResponse<String> answer = call("{\"year\":2026,\"code\":\"A\"}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"sum\":1.50,\"note\":[]}");
            assertThat(action.get()).isEqualTo("\"urn:tax/GetTax\"");
            String sent = system.asked().get(0).body();
            assertThat(sent).contains("<n1:code>A</n1:code><n1:year>2026</n1:year>");
            assertThat(length.get()).isEqualTo(String.valueOf(sent.getBytes(StandardCharsets.UTF_8).length));
            assertThat(system.asked().get(0).contentType()).isEqualTo("text/xml; charset=utf-8");
            assertThat(system.asked().get(0).authorization())
                    .isEqualTo("Basic "
                            + Base64.getEncoder()
                                    .encodeToString("lienthong:land-demo".getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void takesTheInputFromPathAndQueryAndDropsWhatIsUnknownWhereThatIsDeclared() throws Exception {
            soap(200, "<s:Body>" + GOOD.replace("</sum>", "</sum><more/>") + "</s:Body>");

            HttpResponse<String> answer = hub.get("/facade/rest/lenient-office/taxes/A%26B?year=2026", KEY);

            assertThat(answer.body()).isEqualTo("{\"sum\":1.50,\"note\":[]}");
            assertThat(answer.headers().firstValue("X-Dropped")).hasValue("1");
            assertThat(hub.get("/actuator/prometheus", RunningHub.VIEW_KEY).body())
                    .contains("lienthong_facade_dropped_total{connector=\"lenient-office\"} 1.0");
            assertThat(system.asked().get(0).body())
                    .contains("<n1:code>A&amp;B</n1:code><n1:year>2026</n1:year>")
                    .contains("<wsse:Username>a&lt;b</wsse:Username>", "#PasswordText\">land-demo</wsse:Password>")
                    .contains(
                            "<wsa:Action xmlns:wsa=\"http://www.w3.org/2005/08/addressing\">urn:tax/GetTax</wsa:Action>");
        }

        @Test
        void takesAttachmentsInAsBase64() throws Exception {
            String include = "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:scan'/>";
            String envelope = "<s:Envelope xmlns:s='" + ENVELOPE + "'><s:Body>"
                    + GOOD.replace("</sum>", "</sum><note>" + include + "</note>") + "</s:Body></s:Envelope>";
            answering = (request, exchange) -> send(
                    exchange,
                    200,
                    "multipart/related; type=\"application/xop+xml\"; boundary=b; start=\"<root>\"; start-info=\"text/xml\"",
                    "--b\r\nContent-ID: <root>\r\n\r\n" + envelope
                            + "\r\n--b\r\nContent-ID: <scan>\r\n\r\nABC\r\n--b--");

            assertThat(call("{\"code\":\"A\"}").body()).isEqualTo("{\"sum\":1.50,\"note\":[\"QUJD\"]}");
        }

        @Test
        void passesAnswersAndRequestsOnThatAreTooLargeToBeHeld() throws Exception {
            String note = "<note>" + "x".repeat(1_000) + "</note>";
            soap(200, "<s:Body>" + GOOD.replace("</sum>", "</sum>" + note.repeat(1_500)) + "</s:Body>");

            HttpResponse<String> answer = call("{\"code\":\"" + "c".repeat(300_000) + "\"}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(RunningHub.json(answer).path("note")).hasSize(1_500);
            assertThat(system.asked().get(0).body()).contains("c".repeat(300_000));
        }
    }

    @Nested
    class WhenTheContractIsAskedFor {
        @Test
        void isServedAsItWasReadToWhoeverMayCall() throws Exception {
            assertThat(hub.get("/facade/rest/tax-office/contract", KEY).body()).isEqualTo(Wsdls.TAX);
            assertThat(hub.get("/facade/rest/tax-office/contract/tax.wsdl", KEY).body())
                    .isEqualTo(Wsdls.TAX);
            assertThat(hub.get("/facade/rest/tax-office/contract/connector.yaml", KEY)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(hub.get("/facade/rest/tax-office/contract").statusCode()).isEqualTo(401);
        }
    }

    @Nested
    class WhenRequestsCarryAddresses {
        @Test
        void refusesAnAnswerToAnotherMessage() throws Exception {
            Answer good = answering;
            String relates = "<s:Header><a:RelatesTo xmlns:a='http://www.w3.org/2005/08/addressing'>%s</a:RelatesTo>"
                    + "</s:Header><s:Body>" + GOOD + "</s:Body>";
            answering = (request, exchange) -> {
                soap(200, relates.formatted(request.body().replaceAll(".*<wsa:MessageID[^>]*>([^<]*)<.*", "$1")));
                answering.to(request, exchange);
            };
            assertThat(hub.get("/facade/rest/lenient-office/taxes/A", KEY).statusCode())
                    .isEqualTo(200);

            soap(200, relates.formatted("urn:uuid:another"));
            assertThat(detail(hub.get("/facade/rest/lenient-office/taxes/A", KEY)))
                    .isEqualTo("502 The answer of the system lenient-office is not as its contract says:"
                            + " /Envelope/Header/RelatesTo names another message; expected the one that was sent.");
            answering = good;
        }
    }

    @Nested
    class WhenTheContractBindsAttachments {
        private static HttpResponse<String> scan(String json) throws Exception {
            HttpResponse<String> answer = hub.post("/facade/rest/scan-office/GetTax", KEY, json);
            FacadeContract.of(hub.get("/facade/rest/scan-office/openapi.json").body())
                    .check("/GetTax", "post", json, answer);
            return answer;
        }

        private static void answerWithScans() {
            answering = (request, exchange) -> send(
                    exchange,
                    200,
                    "multipart/related; type=\"text/xml\"; boundary=b",
                    "--b\r\nContent-Type: text/xml\r\n\r\n<s:Envelope xmlns:s='" + ENVELOPE + "'><s:Body>" + GOOD
                            + "</s:Body></s:Envelope>\r\n--b\r\nContent-ID: <scan=1@x>\r\n\r\nABC\r\n"
                            + "--b\r\nContent-ID: <other@x>\r\n\r\n\r\n--b--");
        }

        @Test
        void sendsAndTakesThemBesideTheEnvelope() throws Exception {
            answerWithScans();

            HttpResponse<String> answer = scan("{\"attachments\":{\"scan\":\"SGVsbG8=\"},\"body\":{\"code\":\"A\"}}");

            assertThat(answer.body())
                    .isEqualTo(
                            "{\"body\":{\"sum\":1.50,\"note\":[]},\"attachments\":{\"scan\":\"QUJD\",\"other@x\":\"\"}}");
            TryingSystem.Asked asked = system.asked().get(0);
            String boundary = asked.contentType().replaceAll(".*boundary=\"?([^\"]*)\"?$", "$1");
            assertThat(asked.contentType())
                    .startsWith("multipart/related; type=\"text/xml\"; start=\"<envelope@lienthong>\"");
            assertThat(asked.body())
                    .containsPattern(
                            "Content-ID: <envelope@lienthong>\r\n\r\n<\\?xml [^>]*><soap:Envelope .*</soap:Envelope>\r\n--"
                                    + boundary)
                    .endsWith("\r\n--" + boundary
                            + "\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: binary\r\n"
                            + "Content-ID: <scan=attachment@lienthong>\r\n\r\nHello\r\n--" + boundary + "--\r\n");
        }

        @Test
        void passesThemOnThatAreTooLargeToBeHeld() throws Exception {
            answerWithScans();
            String scan = Base64.getEncoder().encodeToString(new byte[300_000]);

            HttpResponse<String> answer =
                    scan("{\"body\":{\"code\":\"A\"},\"attachments\":{\"scan\":\"" + scan + "\"}}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(system.asked().get(0).body()).contains("\0".repeat(300_000));
        }

        @Test
        void tellsWhatIsWrongOfThem() throws Exception {
            String begin = "400 The request is not as the contract wants it: ";
            assertThat(detail(scan("{\"body\":{\"code\":\"A\"},\"attachments\":{\"scan\":\"*\"}}")))
                    .isEqualTo(begin + "/attachments/scan is not Base64; expected Base64.");
            assertThat(detail(scan("{\"body\":{\"code\":\"A\"},\"attachments\":{\"photo\":\"\"}}")))
                    .isEqualTo(begin + "/attachments/photo is no attachment of the operation; expected one of scan.");
            assertThat(detail(scan("{\"attachments\":{}}")))
                    .isEqualTo(begin + "/ has no body; expected the member body.");
            assertThat(detail(scan("[]"))).isEqualTo(begin + "/ is no object; expected one with body and attachments.");
            assertThat(system.asked()).isEmpty();
        }

        @Test
        void tellsAnAnswerThatBreaksOffBetweenThem() throws Exception {
            answering = (request, exchange) -> send(
                    exchange,
                    200,
                    "multipart/related; type=\"text/xml\"; boundary=b",
                    "--b\r\n\r\n<s:Envelope xmlns:s='" + ENVELOPE + "'><s:Body>" + GOOD
                            + "</s:Body></s:Envelope>\r\n--b\r\nContent-ID: <scan=1@x>\r\n\r\nAB");

            assertThat(detail(scan("{\"body\":{\"code\":\"A\"}}")))
                    .isEqualTo("502 The answer of the system scan-office is not as its contract says: / has several"
                            + " parts and no end of them.");
        }
    }

    @Nested
    class WhenTheContractBindsHeaders {
        private static HttpResponse<String> call(String header) throws Exception {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(hub.address("/facade/rest/header-office/GetTax"))
                                    .header("X-API-Key", KEY)
                                    .header("Accept-Language", "en")
                                    .header("Content-Type", "application/json")
                                    .header("Soap-session", header)
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"A\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        }

        @Test
        void takesAndTellsThemAsHeadersOfHttpTypedByTheContract() throws Exception {
            soap(
                    200,
                    "<s:Header><session xmlns='urn:tax' s:mustUnderstand='1'><id>8</id><who>Ấn</who></session></s:Header>"
                            + "<s:Body>" + GOOD + "</s:Body>");

            HttpResponse<String> answer = call("{\"id\":7,\"who\":\"\\u1ea4n\"}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Soap-session")).hasValue("{\"id\":8,\"who\":\"\\u1EA4n\"}");
            assertThat(system.asked().get(0).body())
                    .containsPattern(
                            "<soap:Header><n1:session [^>]*><n1:id>7</n1:id><n1:who>Ấn</n1:who></n1:session></soap:Header>");
            JsonNode get = FacadeContract.of(
                            hub.get("/facade/rest/header-office/openapi.json").body())
                    .document()
                    .at("/paths/~1GetTax/post");
            assertThat(get.at("/parameters/0/name").asText()).isEqualTo("Soap-session");
            assertThat(get.at("/responses/200/headers/Soap-session/content/application~1json/schema/$ref")
                            .asText())
                    .isEqualTo("#/components/schemas/session");
        }

        @Test
        void tellsWhereOneIsWrongAndAsksNobody() throws Exception {
            assertThat(detail(call("{\"id\":\"x\"}")))
                    .isEqualTo(
                            "400 The request is not as the contract wants it: /session/id is \"x\"; expected xs:int.");
            assertThat(system.asked()).isEmpty();
        }
    }

    @Nested
    class WhenTheSystemAnswersAFault {
        @Test
        void tellsItWithItsDetailTyped() throws Exception {
            soap(
                    500,
                    "<s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>Closed</faultstring><detail>"
                            + "<TaxFault xmlns='urn:tax'><number>17</number></TaxFault></detail></s:Fault></s:Body>");

            HttpResponse<String> answer = call("{\"code\":\"A\"}");

            assertThat(detail(answer)).isEqualTo("502 The system tax-office answered the fault Server: Closed.");
            JsonNode fault = RunningHub.json(answer).path("fault");
            assertThat(fault.toString())
                    .isEqualTo(
                            "{\"codes\":[\"Server\"],\"reason\":\"Closed\",\"detail\":{\"TaxFault\":{\"number\":17}}}");
        }

        @Test
        void saysThatItIsTheCallersWhereTheSystemSaysSo() throws Exception {
            soap(
                    200,
                    "<s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>Bad</faultstring></s:Fault></s:Body>");

            assertThat(told()).isEqualTo("400 The system tax-office answered the fault Client: Bad.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"FailedAuthentication", "MessageExpired"})
        void saysThatItIsTheHubsWhereItsCredentialsAreRefused(String code) throws Exception {
            soap(
                    500,
                    "<s:Body><s:Fault><faultcode xmlns:w='urn:w'>w:" + code + "</faultcode>"
                            + "<faultstring>no</faultstring></s:Fault></s:Body>");

            assertThat(told()).isEqualTo("502 The system tax-office does not accept the hub's credentials.");
        }
    }

    @Nested
    class WhenTheSystemAnswersSomethingElse {
        @Test
        void tellsItsStatusAndType() throws Exception {
            answering = (request, exchange) -> send(exchange, 200, "text/html", "<html>login</html>");
            assertThat(told())
                    .isEqualTo("502 The system tax-office answered HTTP 200 with text/html, which is not SOAP.");

            answering = (request, exchange) -> send(exchange, 503, "text/html", "<html>down</html>");
            assertThat(told()).isEqualTo("503 The system tax-office answered HTTP 503.");

            answering = (request, exchange) -> send(exchange, 404, "text/xml", "<error/>");
            assertThat(told()).isEqualTo("502 The system tax-office answered HTTP 404.");

            answering = (request, exchange) -> send(exchange, 401, "text/plain", "who?");
            assertThat(told()).isEqualTo("502 The system tax-office does not accept the hub's credentials.");

            answering = (request, exchange) -> {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/");
                send(exchange, 302, "text/html", "");
            };
            assertThat(told()).isEqualTo("502 The system tax-office redirects (HTTP 302), which is not followed.");
        }

        @Test
        void tellsAnotherVersionTwoBodiesAndHeadersThatMustBeUnderstood() throws Exception {
            answering = (request, exchange) -> send(
                    exchange,
                    200,
                    "application/soap+xml",
                    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>");
            assertThat(told())
                    .isEqualTo(
                            "502 The answer of the system tax-office is not as its contract says: /Envelope is of SOAP"
                                    + " 1.2; expected SOAP 1.1.");

            soap(200, "<s:Body>" + GOOD + GOOD + "</s:Body>");
            assertThat(told())
                    .isEqualTo(
                            "502 The answer of the system tax-office is not as its contract says: /Envelope/Body has a"
                                    + " second element, <{urn:tax}GetTaxResponse>; expected one.");

            soap(
                    200,
                    "<s:Header><t:Lock xmlns:t='urn:t' s:mustUnderstand='1'/></s:Header><s:Body>" + GOOD + "</s:Body>");
            assertThat(told())
                    .isEqualTo(
                            "502 The answer of the system tax-office is not as its contract says: /Envelope/Header has"
                                    + " <{urn:t}Lock>, which has to be understood and is not.");
        }

        @Test
        void tellsWhereAValueIsWrongAndNotWhatItIs() throws Exception {
            soap(200, "<s:Body>" + GOOD.replace("1.50", "Nguyen Van An") + "</s:Body>");

            assertThat(told())
                    .isEqualTo(
                            "502 The answer of the system tax-office is not as its contract says: /GetTaxResponse/sum has"
                                    + " a wrong value; expected xs:decimal.");
        }
    }

    @Nested
    class WhenTheSystemIsHostileOrAway {
        private static String toldOf(String answer) throws Exception {
            answering = (request, exchange) -> send(exchange, 200, "text/xml; charset=utf-8", answer);
            return told().replace("502 The answer of the system tax-office is not as its contract says: ", "");
        }

        private static String envelope(String body) {
            return "<s:Envelope xmlns:s='" + ENVELOPE + "'>" + body + "</s:Envelope>";
        }

        @Test
        void expandsNoEntityAndBoundsDepthAttributesAndNumbers() throws Exception {
            String bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;'>]>";
            String limit = "is beyond a limit of depth, attributes, text or size, which is ";
            assertThat(toldOf(bomb + envelope("<s:Body>" + GOOD.replace("1.50", "&d;") + "</s:Body>")))
                    .isEqualTo("/ declares a document type, which is refused.");
            assertThat(toldOf(envelope("<s:Body>" + GOOD.replace("1.50", "&d;") + "</s:Body>")))
                    .startsWith("/GetTaxResponse/sum");
            assertThat(toldOf(envelope("<s:Header>" + "<a>".repeat(500) + "</a>".repeat(500) + "</s:Header><s:Body>"
                            + GOOD + "</s:Body>")))
                    .isEqualTo("/Envelope/Body " + limit + "101.");
            assertThat(toldOf(envelope("<s:Header><a b='" + "x".repeat(1_500_000) + "'/></s:Header><s:Body>" + GOOD
                            + "</s:Body>")))
                    .isEqualTo("/Envelope/Body " + limit + "1000000.");
            assertThat(toldOf(envelope("<s:Body>" + GOOD.replace("1.50", "1e999999999") + "</s:Body>")))
                    .isEqualTo("/GetTaxResponse/sum has a wrong value; expected xs:decimal.");
            assertThat(toldOf(envelope("<s:Body>" + GOOD.replace("1.50", "1&#0;") + "</s:Body>")))
                    .startsWith("/GetTaxResponse/sum is not well-formed XML");
        }

        @Test
        void tellsABodyThatIsMissingOrIsThereTwice() throws Exception {
            assertThat(toldOf(envelope(""))).isEqualTo("/Envelope has no body; expected a body.");
            assertThat(toldOf(envelope("<s:Body>" + GOOD + "</s:Body><s:Body/>")))
                    .startsWith("/Envelope has <{http://schemas.xmlsoap.org/soap/envelope/}Body> after its body");
        }

        @Test
        void inflatesNoMoreThanTheLargestAnswer() throws Exception {
            answering = (request, exchange) -> {
                exchange.getResponseHeaders().set("Content-Type", "text/xml");
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                byte[] bomb = bomb();
                exchange.sendResponseHeaders(200, bomb.length);
                exchange.getResponseBody().write(bomb);
            };

            assertThat(told())
                    .isEqualTo(
                            "502 The answer of the system tax-office is not as its contract says: /Envelope/Body is beyond"
                                    + " a limit of depth, attributes, text or size, which is 2097152.");
        }

        private static byte[] bomb() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(("<s:Envelope xmlns:s='" + ENVELOPE + "'>").getBytes(StandardCharsets.UTF_8));
                byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 50; i++) {
                    gzip.write(blanks);
                }
            }
            assertThat(bytes.size()).isLessThan(1 << 20);
            return bytes.toByteArray();
        }

        @Test
        void tellsAnAnswerThatBreaksOffBeforeItsBeginningWasSent() throws Exception {
            answering = (request, exchange) -> {
                exchange.getResponseHeaders().set("Content-Type", "text/xml");
                exchange.sendResponseHeaders(200, 10_000);
                exchange.getResponseBody()
                        .write(("<s:Envelope xmlns:s='" + ENVELOPE + "'><s:Body>").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            };

            assertThat(told()).startsWith("503 The call to the system tax-office broke off (");
        }

        @Test
        void cutsTheConnectionWhereTheBeginningOfAnAnswerWasSent() {
            answering = (request, exchange) -> {
                exchange.getResponseHeaders().set("Content-Type", "text/xml");
                exchange.sendResponseHeaders(200, 1_900_000);
                OutputStream out = exchange.getResponseBody();
                out.write(
                        ("<s:Envelope xmlns:s='" + ENVELOPE + "'><s:Body><GetTaxResponse xmlns='urn:tax'><sum>1</sum>")
                                .getBytes(StandardCharsets.UTF_8));
                out.write("<note>text</note>".repeat(50_000).getBytes(StandardCharsets.UTF_8));
                out.flush();
            };

            assertThatThrownBy(() -> hub.post("/facade/rest/tax-office/GetTax", KEY, "{\"code\":\"A\"}"))
                    .isInstanceOf(IOException.class);
        }

        @Test
        void waitsNoLongerThanTheDeadline() throws Exception {
            CountDownLatch done = new CountDownLatch(1);
            answering = (request, exchange) -> {
                try {
                    done.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };

            String told = told();
            done.countDown();

            assertThat(told).isEqualTo("503 The system tax-office did not answer in time.");
        }
    }

    @Nested
    class WhenTheSystemIsSlowOrRests {
        @Test
        void refusesOneCallMoreThanMayBeThereAtOnce() throws Exception {
            CountDownLatch done = new CountDownLatch(1);
            Answer good = answering;
            answering = (request, exchange) -> {
                try {
                    done.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                good.to(request, exchange);
            };
            CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> lenient());
            await().until(() -> system.asked().size() == 1);

            HttpResponse<String> second = lenient();
            done.countDown();

            assertThat(detail(second)).isEqualTo("503 The system lenient-office is busy with other calls.");
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(lenient().statusCode()).isEqualTo(200);
        }

        private static HttpResponse<String> lenient() {
            try {
                return hub.get("/facade/rest/lenient-office/taxes/A", KEY);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        void refusesCallsWhileTheConnectorIsPausedAndStillTellsItsContract() throws Exception {
            hub.post("/api/v1/connectors/lenient-office/pause", RunningHub.ADMIN_KEY, "");
            HttpResponse<String> paused = lenient();
            HttpResponse<String> document = hub.get("/facade/rest/lenient-office/openapi.json");
            hub.post("/api/v1/connectors/lenient-office/resume", RunningHub.ADMIN_KEY, "");

            assertThat(detail(paused)).isEqualTo("503 The connector lenient-office is paused or being changed.");
            assertThat(document.statusCode()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(lenient().statusCode()).isEqualTo(200));
        }
    }

    @Nested
    class WhenTheInputIsWrong {
        @Test
        void tellsWhereAndAsksNobody() throws Exception {
            String begin = "400 The request is not as the contract wants it: ";
            assertThat(toldOf("{\"code\":\"A\",\"year\":\"x\"}"))
                    .isEqualTo(begin + "/GetTax/year is \"x\"; expected xs:int.");
            assertThat(toldOf("{\"code\":\"A\",\"year\":1e999999999}")).startsWith(begin + "/GetTax/year");
            assertThat(toldOf("{\"code\":\"A\",\"more\":1}")).startsWith(begin + "/GetTax");
            assertThat(toldOf("{\"code\":\"A\",\"code\":\"B\"}")).isEqualTo(begin + "/GetTax has code twice.");
            assertThat(toldOf("{\"code\":\"A\\u0000\"}")).startsWith(begin + "/GetTax/code");
            assertThat(toldOf("{\"code\":")).startsWith(begin + "/GetTax");
            assertThat(toldOf("{\"code\":\"A\"} {}")).isEqualTo(begin + "/ has more than one JSON value.");
            assertThat(toldOf("")).isEqualTo(begin + "/ is empty.");
            assertThat(toldOf("{}")).startsWith(begin + "/GetTax");
            assertThat(toldOf("[".repeat(1_000))).startsWith("4");
            assertThat(toldOf("{\"code\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"))
                    .matches("4.*beyond a limit of depth, text, number or size, which is \\d+\\.|4.*xs:string.*");
            assertThat(toldOf("{\"code\":\"\\ud800\"}")).contains("U+D800, which XML 1.0 cannot carry");
        }

        @Test
        void sendsNoWholeEnvelopeWhereALongInputTurnsOutWrong() throws Exception {
            HttpResponse<String> answer = call("{\"code\":\"" + "c".repeat(300_000) + "\",\"year\":\"x\"}");

            assertThat(detail(answer))
                    .isEqualTo(
                            "400 The request is not as the contract wants it: /GetTax/year is \"x\"; expected xs:int.");
            assertThat(system.asked()).noneMatch(asked -> asked.body().contains("</"));
        }

        @Test
        void refusesWhatIsTooLargeNoJsonOrCompressed() throws Exception {
            assertThat(toldOf("{\"code\":\"" + "x".repeat(2_000_000) + "\"}"))
                    .isEqualTo("413 The body is longer than 1048576 bytes.");
            assertThat(sent("text/xml", "identity")).isEqualTo("415 A body of this type or coding is not taken.");
            assertThat(sent("application/json", "gzip")).isEqualTo("415 A body of this type or coding is not taken.");
            assertThat(system.asked()).isEmpty();
        }

        private static String sent(String type, String coding) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(hub.address("/facade/rest/tax-office/GetTax"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .header("X-API-Key", KEY)
                    .header("Accept-Language", "en")
                    .header("Content-Type", type)
                    .header("Content-Encoding", coding)
                    .build();
            return detail(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()));
        }

        @Test
        void refusesParametersThatAreUnknownOrToldTwice() throws Exception {
            assertThat(detail(hub.get("/facade/rest/lenient-office/taxes/A?month=1", KEY)))
                    .isEqualTo(
                            "400 The request is not as the contract wants it: /month is no member that a parameter can"
                                    + " tell; expected one of code, year.");
            assertThat(detail(hub.get("/facade/rest/lenient-office/taxes/A?code=B", KEY)))
                    .isEqualTo("400 The request is not as the contract wants it: /code is told twice; expected once.");
        }

        @Test
        void tellsWhatIsServedWhereSomethingElseIsAskedFor() throws Exception {
            HttpResponse<String> wrong = hub.get("/facade/rest/tax-office/GetTax", KEY);

            assertThat(detail(wrong)).isEqualTo("405 This address does not take GET.");
            assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
            assertThat(detail(hub.post("/facade/rest/tax-office/GetToll", KEY, "{}")))
                    .isEqualTo("404 The facade of tax-office has no operation at this address.");
        }
    }
}

package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.agency.call.TryingSystem.send;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.agency.call.TryingSystem;
import vn.lienthong.hub.agency.call.TryingSystem.Answer;

/** A facade of kind soap between a caller that sends whatever comes to mind and a system that answers so. */
@Tag("every-java")
class SoapFacadeIT {
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String NAMESPACE = "urn:lienthong:facade:order-office";
    private static final String API =
            """
            openapi: 3.1.0
            info: {title: Orders, version: "1"}
            servers: [{url: /api}]
            paths:
              /orders:
                post:
                  operationId: order
                  requestBody:
                    required: true
                    content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
                  responses:
                    "200": {description: done, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
                    "409": {description: refused, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
              /scans/{which}:
                post:
                  operationId: scan
                  parameters:
                    - {name: which, in: path, required: true, style: matrix, schema: {type: array, items: {type: integer}}}
                    - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {from: {type: string}, to: {type: string}}}}
                    - {name: session, in: cookie, required: true, schema: {type: string}}
                  requestBody:
                    required: true
                    content:
                      multipart/form-data:
                        schema: {type: object, properties: {title: {type: string}, file: {type: string, format: binary}}}
                  responses: {"204": {description: kept}}
              /token:
                post:
                  operationId: token
                  requestBody:
                    content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {user: {type: string}}}}}
                  responses: {"204": {description: given}}
            components:
              schemas:
                Order:
                  type: object
                  required: [code]
                  properties:
                    code: {type: string}
                    sum: {type: number}
                    more: {$ref: "#/components/schemas/Order"}
                    note: {type: array, items: {type: string}}
            """;
    private static final String GOOD = "{\"code\":\"A\",\"sum\":1.50}";
    private static volatile Answer answering = (request, exchange) -> {};

    private static volatile String cookies = "";

    private static RunningHub hub;
    private static TryingSystem system;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        system = new TryingSystem();
        system.on("/api/orders", (request, exchange) -> answering.to(request, exchange));
        system.on("/api/", (request, exchange) -> {
            cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
            exchange.sendResponseHeaders(204, -1);
        });
        connector(home, "order-office", ", strictness: strict");
        connector(home, "lenient-office", "");
        connector(home, "forgetful-office", ", username-token: {user: portal, password: {env: NOBODY_SET_THIS}}");
        connector(home, "secured-office", ", username-token: {user: portal, password: {env: CALLERS_PASSWORD}}");
        connector(
                home,
                "open-office",
                ", username-token: {user: portal, password: {env: CALLERS_PASSWORD}, digest: false}");
        hub = FacadeFixtures.hub(
                home,
                "order-office,lenient-office,secured-office,open-office,forgetful-office",
                "--CALLERS_PASSWORD=sécret",
                "--lienthong.agency.largest-answer=2MB");
    }

    private static void connector(Path home, String id, String more) throws IOException {
        Path folder = Files.createDirectories(home.resolve("connectors").resolve(id));
        Files.writeString(folder.resolve("api.yaml"), API);
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: %s
                name: {vi: "Đơn", en: "Orders"}
                address: %s
                facade: {kind: soap, contract: api.yaml, namespace: "%s", path: /api, deadline: PT2S%s}
                """
                        .formatted(id, system.address().toString().replaceAll("/base/$", ""), NAMESPACE, more));
    }

    @AfterAll
    static void stop() {
        hub.close();
        system.close();
    }

    @BeforeEach
    void answerWell() {
        system.asked().clear();
        answering = (request, exchange) -> send(exchange, 200, "application/json", GOOD);
    }

    private static String order(String body) {
        return "<order xmlns='" + NAMESPACE + "'><body>" + body + "</body></order>";
    }

    private static String envelope(String header, String body) {
        return "<s:Envelope xmlns:s='" + SOAP_11 + "'>" + header + "<s:Body>" + body + "</s:Body></s:Envelope>";
    }

    private static HttpResponse<String> post(byte[] envelope, String... headers) throws Exception {
        return postTo("order-office", envelope, headers);
    }

    private static HttpResponse<String> postTo(String office, byte[] envelope, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.address("/facade/soap/" + office))
                .header("X-API-Key", KEY)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String envelope, String... headers) throws Exception {
        return post(envelope.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The fault's code and words, and nobody was asked. */
    private static String refused(String envelope, String... headers) throws Exception {
        String fault = fault(post(envelope, headers));
        assertThat(system.asked()).isEmpty();
        return fault;
    }

    private static String fault(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        return answer.body()
                .replaceAll("(?s).*<faultcode>s:(.*?)</faultcode><faultstring>(.*?)</faultstring>.*", "$1: $2")
                .replace("&quot;", "\"");
    }

    @Nested
    class WhenAllIsWell {
        @Test
        void asksOverRestAndAnswersOverSoap() throws Exception {
            HttpResponse<String> answer = post(envelope("", order("<code>A</code><sum>1.50</sum>")));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(system.asked().get(0).body()).isEqualTo("{\"code\":\"A\",\"sum\":1.50}");
            assertThat(answer.body()).contains("code>A<", "sum>1.50<");
        }

        @Test
        void saysToWhichMessageItAnswers() throws Exception {
            String addresses = "<s:Header xmlns:a='http://www.w3.org/2005/08/addressing'>"
                    + "<a:MessageID s:mustUnderstand='1'>urn:m:1</a:MessageID><a:Action s:mustUnderstand='1'>"
                    + NAMESPACE
                    + "/order</a:Action><a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address>"
                    + "</a:ReplyTo></s:Header>";

            HttpResponse<String> answer = post(envelope(addresses, order("<code>A</code>")));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains(":RelatesTo xmlns:a=\"http://www.w3.org/2005/08/addressing\">urn:m:1<");
            assertThat(refused(envelope(addresses.replace("/anonymous", "/other"), order("<code>A</code>"))))
                    .isEqualTo("Client: The envelope wants its answer at another address; expected the anonymous one");
        }

        private static String refused(String envelope) throws Exception {
            system.asked().clear();
            return SoapFacadeIT.refused(envelope);
        }
    }

    @Nested
    class WhenTheServiceTakesForms {
        @Test
        void sendsPartsWithParametersOfAllPlaces() throws Exception {
            String call = "<scan xmlns='" + NAMESPACE + "'><which><item>1</item><item>2</item></which>"
                    + "<filter><from>a</from><to>b c</to></filter><session>s 1</session>"
                    + "<body><title>Giấy</title><file>SGVsbG8=</file></body></scan>";

            HttpResponse<String> answer = post(envelope("", call));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            var asked = system.asked().get(0);
            assertThat(asked.uri()).isEqualTo("/api/scans/;which=1,2?filter%5Bfrom%5D=a&filter%5Bto%5D=b%20c");
            assertThat(cookies).isEqualTo("session=s%201");
            assertThat(asked.contentType()).startsWith("multipart/form-data; boundary=");
            assertThat(asked.body())
                    .contains("name=\"title\"\r\n\r\nGiấy\r\n", "filename=\"file\"\r\n", "\r\n\r\nHello\r\n");
        }

        @Test
        void sendsPairs() throws Exception {
            HttpResponse<String> answer =
                    post(envelope("", "<token xmlns='" + NAMESPACE + "'><body><user>a&amp;b</user></body></token>"));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(system.asked().get(0).body()).isEqualTo("user=a%26b");
            assertThat(system.asked().get(0).contentType()).startsWith("application/x-www-form-urlencoded");
        }

        @Test
        void takesMtom() throws Exception {
            String call =
                    "<scan xmlns='" + NAMESPACE + "'><which><item>1</item></which><session>s</session><body><file>"
                            + "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:f'/></file></body></scan>";
            String message = "--b\r\nContent-Type: application/xop+xml\r\nContent-ID: <e>\r\n\r\n" + envelope("", call)
                    + "\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <f>\r\n\r\n" + "Hello".repeat(40_000)
                    + "\r\n--b--\r\n";

            HttpResponse<String> answer = post(
                    message,
                    "Content-Type",
                    "multipart/related; type=\"application/xop+xml\"; start=\"<e>\"; start-info=\"text/xml\"; boundary=b");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(system.asked().get(0).body()).contains("\r\n\r\n" + "Hello".repeat(40_000) + "\r\n");
        }
    }

    @Nested
    class WhenTheBodyHoldsMoreThanTheContract {
        @Test
        void dropsAndCountsIt() throws Exception {
            String call = envelope("", order("<code>A</code><unknown>x</unknown>"));

            HttpResponse<String> answer = postTo("lenient-office", call.getBytes(StandardCharsets.UTF_8));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(system.asked().get(0).body()).isEqualTo("{\"code\":\"A\"}");
            assertThat(hub.get("/actuator/prometheus", RunningHub.VIEW_KEY).body())
                    .contains("lienthong_facade_dropped_total{connector=\"lenient-office\"} 1.0");
        }
    }

    @Nested
    class WhenAUsernameTokenIsAskedFor {
        private static final String WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";

        private static String token(String password, String nonce, Instant created) throws Exception {
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            sha.update(nonce.getBytes(StandardCharsets.UTF_8));
            sha.update(created.toString().getBytes(StandardCharsets.UTF_8));
            String digest = Base64.getEncoder().encodeToString(sha.digest(password.getBytes(StandardCharsets.UTF_8)));
            return header(
                    "Digest",
                    digest,
                    "<w:Nonce EncodingType='" + WSS + "soap-message-security-1.0#Base64Binary'>"
                            + Base64.getEncoder().encodeToString(nonce.getBytes(StandardCharsets.UTF_8))
                            + "</w:Nonce><u:Created>" + created + "</u:Created>");
        }

        private static String header(String kind, String password, String more) {
            return "<s:Header><w:Security xmlns:w='" + WSS + "wssecurity-secext-1.0.xsd' xmlns:u='" + WSS
                    + "wssecurity-utility-1.0.xsd' s:mustUnderstand='1'><w:UsernameToken><w:Username>portal</w:Username>"
                    + "<w:Password Type='" + WSS + "username-token-profile-1.0#Password" + kind + "'>" + password
                    + "</w:Password>" + more + "</w:UsernameToken></w:Security></s:Header>";
        }

        private static HttpResponse<String> call(String office, String header) throws Exception {
            return postTo(office, envelope(header, order("<code>A</code>")).getBytes(StandardCharsets.UTF_8));
        }

        private static void isRefused(String office, String header, String words) throws Exception {
            HttpResponse<String> answer = call(office, header);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains(words).doesNotContain("sécret");
            assertThat(system.asked()).isEmpty();
        }

        @Test
        void takesADigestOnceAndForAWhile() throws Exception {
            String good = token("sécret", "nonce-1", Instant.now());
            HttpResponse<String> answer = call("secured-office", good);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            system.asked().clear();

            isRefused("secured-office", good, ">w:FailedAuthentication<");
            isRefused("secured-office", token("other", "nonce-2", Instant.now()), ">w:FailedAuthentication<");
            isRefused(
                    "secured-office",
                    token("sécret", "nonce-3", Instant.now().minusSeconds(3_600)),
                    ">w:FailedAuthentication<");
            isRefused("secured-office", header("Text", "sécret", ""), "is not taken");
            isRefused("secured-office", "", "has no wsse:Security");
        }

        @Test
        void saysThatItIsTheHubsWhereThePasswordCannotBeRead() throws Exception {
            isRefused(
                    "forgetful-office",
                    token("sécret", "nonce-4", Instant.now()),
                    "<faultcode>s:Server</faultcode><faultstring>The hub cannot read the password");
        }

        @Test
        void takesATextWhereThatIsAskedFor() throws Exception {
            HttpResponse<String> answer = call("open-office", header("Text", "sécret", ""));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            system.asked().clear();

            isRefused("open-office", header("Text", "wrong", ""), ">w:FailedAuthentication<");
            isRefused(
                    "open-office", header("Text", "sécret", "").replace(">portal<", ">other<"), "FailedAuthentication");
        }

        @Test
        void understandsNothingElseOfSecurity() throws Exception {
            String signed = header("Text", "sécret", "")
                    .replace(
                            "</w:Security>",
                            "<d:Signature xmlns:d='http://www.w3.org/2000/09/xmldsig#'/></w:Security>");

            isRefused("open-office", signed, "s:MustUnderstand");
            isRefused("order-office", header("Text", "sécret", ""), "s:MustUnderstand");
        }
    }

    @Nested
    class WhenTheEnvelopeIsWrong {
        @Test
        void saysWhatIsWrongAndAsksNobody() throws Exception {
            String call = order("<code>A</code>");
            assertThat(refused(envelope("", call + call)))
                    .isEqualTo("Client: The envelope has a second element in its Body; expected one");
            assertThat(refused(envelope("", call).replace("</s:Envelope>", "<s:Body/></s:Envelope>")))
                    .isEqualTo("Client: The envelope has Body after its Body; expected nothing more");
            assertThat(refused(envelope("", ""))).startsWith("Client: The envelope has an empty Body");
            assertThat(refused("<s:Envelope xmlns:s='" + SOAP_11 + "'/>"))
                    .startsWith("Client: The envelope has no Body");
            assertThat(refused(envelope("<s:Header><x:Pay xmlns:x='urn:x' s:mustUnderstand='1'/></s:Header>", call)))
                    .startsWith("MustUnderstand: The header Pay has to be understood");
            assertThat(refused(envelope("", call), "SOAPAction", "\"urn:other\""))
                    .startsWith("Client: The envelope says another action than the operation order");
            assertThat(refused(envelope("", call).replace(SOAP_11, "http://www.w3.org/2003/05/soap-envelope")))
                    .startsWith("VersionMismatch: ");
            assertThat(refused(envelope("", call).substring(0, 120))).startsWith("Client: ");
            assertThat(refused("")).startsWith("Client: ");
        }

        @Test
        void saysSoWithTheSameStatusInSoap12() throws Exception {
            String second = envelope("", order("<code>A</code><sum>x</sum>"))
                    .replace(SOAP_11, "http://www.w3.org/2003/05/soap-envelope");

            HttpResponse<String> answer = post(second, "Content-Type", "application/soap+xml");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/soap+xml;charset=utf-8");
            assertThat(answer.body()).contains("<s:Value>s:Sender</s:Value>", "/order/body/sum is");
        }

        @Test
        void tellsThePathOfAValue() throws Exception {
            assertThat(refused(envelope("", order("<code>A</code><sum>x</sum>"))))
                    .isEqualTo("Client: /order/body/sum is \"x\"; expected xs:decimal");
            assertThat(refused(envelope("", order("<code>A</code><sum>1e999999999</sum>"))))
                    .startsWith("Client: /order/body/sum");
        }
    }

    @Nested
    class WhenTheEnvelopeIsHostile {
        @Test
        void expandsNoEntity() throws Exception {
            String bomb = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>";

            assertThat(refused(bomb + envelope("", order("<code>&c;</code>"))))
                    .isEqualTo("Client: The envelope declares a document type or uses an entity, which is refused");
        }

        @Test
        void boundsDepthAndTellsTheLimit() throws Exception {
            String deep = "<more><code>A</code>".repeat(300) + "</more>".repeat(300);

            assertThat(refused(envelope("", order("<code>A</code>" + deep))))
                    .matches("Client: .*/more is beyond a limit of depth.*, which is \\d+");
        }

        @Test
        void boundsAttributesAndRefusesCharactersThatAreNone() throws Exception {
            assertThat(fault(post(envelope("", order("<code a='" + "x".repeat(600_000) + "'>A</code>")))))
                    .startsWith("Client: ");
            system.asked().clear();
            assertThat(refused(envelope("", order("<code>&#0;</code>")))).startsWith("Client: ");
            assertThat(refused(envelope("", order("<code>\u0001</code>")))).startsWith("Client: ");
        }

        @Test
        void inflatesNothing() throws Exception {
            ByteArrayOutputStream bomb = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
                gzip.write(envelope("", order("<code>" + "A".repeat(1 << 20) + "</code>"))
                        .getBytes(StandardCharsets.UTF_8));
            }

            assertThat(post(bomb.toByteArray(), "Content-Encoding", "gzip").statusCode())
                    .isEqualTo(415);
            assertThat(system.asked()).isEmpty();
        }
    }

    @Nested
    class WhenTheSystemAnswersWrongly {
        private static String told() throws Exception {
            return fault(post(envelope("", order("<code>A</code>"))));
        }

        private static void json(String body) {
            answering = (request, exchange) -> send(exchange, 200, "application/json", body);
        }

        @Test
        void saysThatItIsTheSystems() throws Exception {
            json("{\"code\":\"A\",\"code\":\"B\"}");
            assertThat(told()).startsWith("Server: ").contains("code twice");
            json("{\"code\":\"A\\u0000\"}");
            assertThat(told()).startsWith("Server: ");
            json("{\"code\":\"A\",\"sum\":1e999999999}");
            assertThat(told()).startsWith("Server: ");
            json("{\"code\":\"A\"");
            assertThat(told()).startsWith("Server: ");
            json("{\"code\":\"A\",\"more\":".repeat(1_500) + "1" + "}".repeat(1_500));
            assertThat(told()).startsWith("Server: ");
        }

        @Test
        void inflatesNoMoreThanTheLargestAnswer() throws Exception {
            ByteArrayOutputStream bomb = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
                gzip.write("{\"code\":\"A\",\"note\":[\"\"".getBytes(StandardCharsets.UTF_8));
                byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 50; i++) {
                    gzip.write(blanks);
                }
            }
            answering = (request, exchange) -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, bomb.size());
                exchange.getResponseBody().write(bomb.toByteArray());
            };

            assertThat(told()).startsWith("Server: ").contains("is beyond a limit of depth, text, number or size");
        }

        @Test
        void boundsItsValuesAndTellsTheLimit() throws Exception {
            json("{\"code\":\"" + "x".repeat(1_500_000) + "\"}");
            assertThat(told()).matches("Server: .*is beyond a limit of depth, text, number or size, which is \\d+.*");
            json("{\"code\":\"\\ud800\"}");
            assertThat(told()).startsWith("Server: ").contains("U+D800");
        }

        @Test
        void tellsAnAnswerThatBreaksOffBeforeItsBeginningWasSent() throws Exception {
            answering = (request, exchange) -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 10_000);
                exchange.getResponseBody().write("{\"code\":\"A\"".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            };

            assertThat(told()).startsWith("Server: The call to the system order-office broke off (");
        }

        @Test
        void tellsAProblemAsATypedFault() throws Exception {
            answering = (request, exchange) -> send(exchange, 409, "application/json", GOOD);

            assertThat(post(envelope("", order("<code>A</code>"))).body())
                    .contains("<faultcode>s:Client</faultcode>", "orderFault409", "sum>1.50<");
        }

        @Test
        void cutsTheConnectionWhereTheBeginningOfAnAnswerWasSent() {
            answering = (request, exchange) -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 1_900_000);
                exchange.getResponseBody()
                        .write(("{\"code\":\"A\",\"note\":[\"x\"" + ",\"text\"".repeat(100_000))
                                .getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            };

            assertThatThrownBy(() -> post(envelope("", order("<code>A</code>"))))
                    .isInstanceOf(IOException.class);
        }
    }
}

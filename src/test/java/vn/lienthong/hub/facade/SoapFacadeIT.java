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
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.agency.call.TryingSystem;
import vn.lienthong.hub.agency.call.TryingSystem.Answer;

/** A facade of kind soap between a caller that sends whatever comes to mind and a system that answers so. */
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

    private static RunningHub hub;
    private static TryingSystem system;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        system = new TryingSystem();
        system.on("/api/orders", (request, exchange) -> answering.to(request, exchange));
        Path folder = Files.createDirectories(home.resolve("connectors").resolve("order-office"));
        Files.writeString(folder.resolve("api.yaml"), API);
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: order-office
                name: {vi: "Đơn", en: "Orders"}
                address: %s
                facade: {kind: soap, contract: api.yaml, path: /api, deadline: PT2S}
                """
                        .formatted(system.address().toString().replaceAll("/base/$", "")));
        hub = FacadeFixtures.hub(home, "order-office", "--lienthong.agency.largest-answer=2MB");
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
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.address("/facade/soap/order-office"))
                .header("X-API-Key", KEY)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
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
    class WhenTheEnvelopeIsWrong {
        @Test
        void saysWhatIsWrongAndAsksNobody() throws Exception {
            String call = order("<code>A</code>");
            assertThat(refused(envelope("", call + call)))
                    .isEqualTo("Client: The envelope has a second element in its Body; expected one");
            assertThat(refused(envelope("", call).replace("</s:Envelope>", "<s:Body/></s:Envelope>")))
                    .isEqualTo("Client: The envelope has Body after its Body; expected nothing more");
            assertThat(refused(envelope("", ""))).startsWith("Client: The envelope has an empty Body");
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

package vn.lienthong.hub.translation.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapRefused;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** Calls and answers that are too long to be held. */
class LongCallsTest {
    private static final String API =
            """
            openapi: 3.0.3
            info: {title: Depot, version: "1"}
            paths:
              /orders/{id}:
                post:
                  operationId: order
                  parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                  requestBody:
                    required: true
                    content: {application/json: {schema: {type: array, items: {type: integer}}}}
                  responses:
                    "204": {description: done}
                    "409": {description: no, content: {application/json: {schema: {type: array, items: {type: integer}}}}}
              /scan:
                post:
                  operationId: scan
                  requestBody: {required: true, content: {application/pdf: {schema: {type: string, format: binary}}}}
                  responses:
                    "200": {description: it, content: {application/pdf: {schema: {type: string, format: binary}}}}
              /note:
                post:
                  operationId: note
                  requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}
                  responses: {"204": {description: done}}
            """;
    private static final RestContract DEPOT =
            RestContract.read(SchemaCatalogue.of(Map.of("api.yaml", API.getBytes(UTF_8))), "api.yaml", "urn:depot");

    private static RestRequest read(String call, String behind) throws IOException {
        String envelope = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + call
                + "</s:Body>" + behind + "</s:Envelope>";
        return new SoapCalls(DEPOT, Strictness.STRICT, Limits.MESSAGE)
                .read(SoapVersion.SOAP_1_1, null, new ByteArrayInputStream(envelope.getBytes(UTF_8)))
                .request();
    }

    private static String order(String items, String more) {
        return "<t:order xmlns:t='urn:depot'><t:id>7</t:id><t:body>" + items + "</t:body>" + more + "</t:order>";
    }

    private static String items(int count) {
        return "<t:item>1234567</t:item>".repeat(count);
    }

    private static byte[] written(RestRequest request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Objects.requireNonNull(request.body()).writeTo(out);
        return out.toByteArray();
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    private static RestOperation operation(String name) {
        return Objects.requireNonNull(DEPOT.operations().get(new QName("urn:depot", name)));
    }

    @Nested
    class WhenACallIsLong {
        @Test
        void knowsWhereItGoesBeforeItsBodyIsRead() throws IOException {
            RestRequest request = read(order(items(50_000), ""), "");

            assertThat(request.target()).isEqualTo("/orders/7");
            assertThat(request.contentType()).isEqualTo("application/json");
            assertThat(request.body()).isInstanceOf(CallBody.class);
            assertThat(new String(written(request), UTF_8)).isEqualTo("[" + "1234567,".repeat(49_999) + "1234567]");
        }

        @Test
        void tellsWhatIsWrongInTheBodyByItsPathWhenItIsWritten() throws IOException {
            RestRequest request = read(order(items(50_000) + "<t:item>x</t:item>", ""), "");

            Untranslatable wrong = assertThrows(Untranslatable.class, () -> written(request));

            assertThat(wrong).hasMessageStartingWith("/order/body/item[50001] is \"x\"; expected ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"<t:more/>", "<t:body/>"})
        void refusesWhatFollowsTheBody(String more) throws IOException {
            RestRequest request = read(order(items(50_000), more), "");

            SoapRefused refused = assertThrows(SoapRefused.class, () -> written(request));

            assertThat(refused).hasMessageContaining("behind the body of its operation; expected nothing more");
        }

        @Test
        void refusesASecondBody() throws IOException {
            RestRequest request =
                    read(order(items(50_000), ""), "<s:Body xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>");

            assertThat(assertThrows(SoapRefused.class, () -> written(request)))
                    .hasMessage("The envelope has Body after its Body; expected nothing more");
        }

        @Test
        void tellsThatItBrokeOff() throws IOException {
            RestRequest request =
                    read(order(items(50_000) + "<t:item>1</t:it", "").replace("</t:body>", ""), "");

            assertThrows(Untranslatable.class, () -> written(request));
        }
    }

    @Nested
    class WhenTheBodyIsOctets {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 48_000, 250_000, 250_001, 250_002})
        void sendsThemAsTheyAre(int count) throws IOException {
            byte[] octets = octets(count);
            String text = Base64.getMimeEncoder().encodeToString(octets);

            RestRequest request = read("<t:scan xmlns:t='urn:depot'><t:body>" + text + "</t:body></t:scan>", "");

            assertThat(written(request)).isEqualTo(octets);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 48_000, 6_144, 250_001, 3_000_000})
        void answersWithThemAsBase64(int count) throws IOException {
            byte[] octets = octets(count);
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            new SoapReplies(DEPOT, Strictness.STRICT, Limits.MESSAGE)
                    .write(SoapVersion.SOAP_1_1, operation("scan"), 200, new ByteArrayInputStream(octets), out);

            String answer = out.toString(UTF_8);
            String text = answer.substring(
                    answer.indexOf("body>") + 5, answer.lastIndexOf("</", answer.lastIndexOf("body>")));
            assertThat(Base64.getDecoder().decode(text)).isEqualTo(octets);
        }

        @Test
        void refusesMoreThanTheLimit() {
            byte[] octets = octets(100_000);
            SoapReplies replies = new SoapReplies(DEPOT, Strictness.STRICT, Limits.MESSAGE.ofBytes(99_999));

            Untranslatable refused = assertThrows(
                    Untranslatable.class,
                    () -> replies.write(
                            SoapVersion.SOAP_1_1,
                            operation("scan"),
                            200,
                            new ByteArrayInputStream(octets),
                            new ByteArrayOutputStream()));

            assertThat(refused.kind()).isEqualTo(Untranslatable.Kind.TOO_LARGE);
        }
    }

    @Nested
    class WhenTheBodyIsText {
        @Test
        void sendsItUnquoted() throws IOException {
            String text = "Đã \"nhận\" \\ đủ. ".repeat(20_000);

            RestRequest request = read("<t:note xmlns:t='urn:depot'><t:body>" + text + "</t:body></t:note>", "");

            assertThat(new String(written(request), UTF_8)).isEqualTo(text);
        }
    }

    @Nested
    class WhenAFaultsDetailIsTooLongToBeHeld {
        @Test
        void leavesItOutAndTellsTheFault() throws IOException {
            byte[] body = ("[" + "1234567,".repeat(50_000) + "1]").getBytes(UTF_8);
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            SoapReplies.Outcome outcome = new SoapReplies(DEPOT, Strictness.STRICT, Limits.MESSAGE)
                    .write(SoapVersion.SOAP_1_1, operation("order"), 409, new ByteArrayInputStream(body), out);

            assertThat(outcome).isEqualTo(SoapReplies.Outcome.SENDER_FAULT);
            assertThat(out.toString(UTF_8))
                    .contains("<faultstring>The service answered with the status 409</faultstring>")
                    .contains("status>409<")
                    .doesNotContain("1234567");
        }
    }

    @Test
    void holdsAShortBodyWhichIsKnownToBeRight() throws IOException {
        RestRequest request = read(order(items(2), ""), "");

        assertThat(request.body())
                .isEqualTo(new RestRequest.Held("[1234567,1234567]".getBytes(UTF_8)))
                .hasToString("Held[17 bytes]");
        assertThat(Arrays.equals(written(request), "[1234567,1234567]".getBytes(UTF_8)))
                .isTrue();
    }
}

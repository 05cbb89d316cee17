package vn.lienthong.hub.translation.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapRefused;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** Calls and answers of an invented service. */
class OverSoapTest {
    private static final String API =
            """
            openapi: 3.0.3
            info: {title: Shop, version: "1"}
            paths:
              /orders/{id}:
                parameters:
                  - {name: id, in: path, required: true, schema: {type: string}}
                put:
                  operationId: change
                  parameters:
                    - {name: tag, in: query, schema: {type: array, items: {type: string}}}
                    - {name: fields, in: query, explode: false, schema: {type: array, items: {type: string}}}
                    - {name: X-Trace, in: header, schema: {type: string}}
                  requestBody:
                    content: {application/json: {schema: {$ref: "common.yaml#/Order"}}}
                  responses:
                    "200": {description: done, content: {application/json: {schema: {$ref: "common.yaml#/Order"}}}}
                    "204": {description: nothing changed}
                    "404": {description: none, content: {application/problem+json: {schema: {$ref: "common.yaml#/Problem"}}}}
                    "5XX": {description: broken}
              /scan:
                post:
                  operationId: scan
                  requestBody: {required: true, content: {application/pdf: {schema: {type: string, format: binary}}}}
                  responses: {"200": {description: text, content: {text/plain: {schema: {type: string}}}}}
            """;
    private static final String COMMON =
            """
            Order: {type: object, required: [sum], properties: {sum: {type: number}, note: {type: string, nullable: true}}}
            Problem: {type: object, properties: {title: {type: string}}}
            """;
    private static final RestContract SHOP = RestContract.read(
            SchemaCatalogue.of(Map.of("api.yaml", API.getBytes(UTF_8), "common.yaml", COMMON.getBytes(UTF_8))),
            "api.yaml",
            "urn:shop");
    private static final String BODY = "<t:change xmlns:t='urn:shop'><t:id>a/b c</t:id>%s</t:change>";

    private static String envelope(String header, String body) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>" + header + "<s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static RestRequest read(String envelope, @Nullable String action) {
        try {
            return new SoapCalls(SHOP, Strictness.STRICT, Limits.MESSAGE)
                    .read(SoapVersion.SOAP_1_1, action, new ByteArrayInputStream(envelope.getBytes(UTF_8)))
                    .request();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(RestRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Objects.requireNonNull(request.body()).writeTo(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(UTF_8);
    }

    private static String answer(SoapVersion version, String operation, int status, String body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RestOperation asked = Objects.requireNonNull(SHOP.operations().get(new QName("urn:shop", operation)));
        try {
            new SoapReplies(SHOP, Strictness.STRICT, Limits.MESSAGE)
                    .write(version, asked, status, new ByteArrayInputStream(body.getBytes(UTF_8)), out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(UTF_8).replaceAll(" xmlns:(n1|xsi)=\"[^\"]*\"", "");
    }

    @Nested
    class WhenAnOperationIsCalled {
        @Test
        void putsParametersWhereTheyBelongAndTheBodyBehind() {
            String more = "<t:tag><t:item>x&amp;y</t:item><t:item>z</t:item></t:tag>"
                    + "<t:fields><t:item>a</t:item><t:item>b,c</t:item></t:fields><t:X-Trace>7</t:X-Trace>"
                    + "<t:body><t:sum>1.50</t:sum></t:body>";

            RestRequest request = read(envelope("", BODY.formatted(more)), "urn:shop/change");

            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.target()).isEqualTo("/orders/a%2Fb%20c?tag=x%26y&tag=z&fields=a,b%2Cc");
            assertThat(request.headers()).containsExactly(Map.entry("X-Trace", "7"));
            assertThat(request.contentType()).isEqualTo("application/json");
            assertThat(text(request)).isEqualTo("{\"sum\":1.50}");
        }

        @Test
        void sendsNoBodyWhereNoneIsGiven() {
            assertThat(read(envelope("", BODY.formatted("")), "").body()).isNull();
        }

        @Test
        void sendsOctetsAsTheyAre() {
            RestRequest request =
                    read(envelope("", "<t:scan xmlns:t='urn:shop'><t:body>SGVsbG8=</t:body></t:scan>"), null);

            assertThat(request.contentType()).isEqualTo("application/pdf");
            assertThat(text(request)).isEqualTo("Hello");
        }
    }

    @Nested
    class WhenMoreIsToldThanTheContractKnows {
        @Test
        void dropsItBelowTheBodyAndCountsItWhereThatIsAllowed() throws IOException {
            String call = envelope("", BODY.formatted("%s<t:body><t:sum>2</t:sum><t:new>x</t:new></t:body>"));
            long[] dropped = {0};
            SoapCalls lenient =
                    new SoapCalls(SHOP, Strictness.LENIENT, Limits.MESSAGE, null, null, count -> dropped[0] += count);

            RestRequest request = lenient.read(SoapVersion.SOAP_1_1, null, bytes(call.formatted("")))
                    .request();

            assertThat(text(request)).isEqualTo("{\"sum\":2}");
            assertThat(dropped[0]).isEqualTo(1);
            assertThat(assertThrows(Untranslatable.class, () -> read(call.formatted(""), null)))
                    .hasMessage("/change/body has the element new, which is not declared");
            assertThrows(
                    Untranslatable.class,
                    () -> lenient.read(SoapVersion.SOAP_1_1, null, bytes(call.formatted("<t:other/>"))));
        }
    }

    @Nested
    class WhenAMessageIsOfMtom {
        private static final String TYPE = "multipart/related; type=\"application/xop+xml\"; start=\"<e>\";"
                + " start-info=\"text/xml\"; boundary=b";

        private static String message(String end) {
            String scan =
                    "<t:scan xmlns:t='urn:shop'><t:body><x:Include xmlns:x='http://www.w3.org/2004/08/xop/include'"
                            + " href='cid:scan'/></t:body></t:scan>";
            return "--b\r\nContent-Type: application/xop+xml\r\nContent-ID: <e>\r\n\r\n" + envelope("", scan)
                    + "\r\n--b\r\nContent-Type: application/pdf\r\nContent-ID: <scan>\r\n\r\nHello" + end;
        }

        private static RestRequest mtom(String message) throws IOException {
            return new SoapCalls(SHOP, Strictness.STRICT, Limits.MESSAGE)
                    .read(SoapVersion.SOAP_1_1, null, TYPE, bytes(message))
                    .request();
        }

        @Test
        void sendsTheOctetsThatItRefersTo() throws IOException {
            assertThat(text(mtom(message("\r\n--b--\r\n")))).isEqualTo("Hello");
        }

        @Test
        void refusesOneThatBreaksOff() {
            assertThat(assertThrows(Untranslatable.class, () -> mtom(message("")))
                            .getMessage())
                    .contains("no end");
            assertThat(assertThrows(
                            Untranslatable.class,
                            () -> mtom(message("\r\n--b--").replace("cid:scan", "cid:other"))))
                    .hasMessageContaining("refers to an attachment that is not there");
        }
    }

    @Nested
    class WhenAnEnvelopeIsWrong {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
            SENDER           | <x/>                                                                                              | The envelope is no envelope; expected one of SOAP 1.1
            VERSION_MISMATCH | <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body/></s:Envelope>              | The envelope is of another version than its Content-Type; expected SOAP 1.1
            SENDER           | <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>                                 | The envelope has no Body; expected it as the last in the Envelope
            SENDER           | <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>            | The envelope has an empty Body; expected one element, that of an operation
            SENDER           | <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><x/></s:Body></s:Envelope> | The envelope has x of "" in its Body, which is no operation; expected one of the WSDL
            SENDER           | <!DOCTYPE a [<!ENTITY b "c">]><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>   | The envelope declares a document type or uses an entity, which is refused
            """)
        void saysWhatIsWrong(Code code, String envelope, String message) {
            SoapRefused refused = assertThrows(SoapRefused.class, () -> read(envelope, null));

            assertThat(refused).hasMessage(message);
            assertThat(refused.code()).isEqualTo(code);
        }

        @Test
        void refusesASecondBodyAndAHeaderItWouldHaveToUnderstand() {
            String call = BODY.formatted("");
            String must = "<s:Header><a:Pay xmlns:a='urn:a' s:mustUnderstand='1'/></s:Header>";

            assertThat(assertThrows(SoapRefused.class, () -> read(envelope("", call + call), null)))
                    .hasMessage("The envelope has a second element in its Body; expected one");
            assertThat(assertThrows(SoapRefused.class, () -> read(envelope(must, call), null))
                            .code())
                    .isEqualTo(Code.MUST_UNDERSTAND);
            assertThat(read(envelope(must.replace("'1'", "'0'"), call), null).method())
                    .isEqualTo("PUT");
        }

        @Test
        void refusesAnotherAction() {
            assertThat(assertThrows(SoapRefused.class, () -> read(envelope("", BODY.formatted("")), "urn:other")))
                    .hasMessage("The envelope says another action than the operation change in its Body;"
                            + " expected urn:shop/change or none");
        }

        @Test
        void tellsWhereAValueIsWrong() {
            String body = BODY.formatted("<t:body><t:sum>x</t:sum></t:body>");

            assertThat(assertThrows(Untranslatable.class, () -> read(envelope("", body), null)))
                    .hasMessage("/change/body/sum is \"x\"; expected xs:decimal");
            assertThat(assertThrows(
                                    Untranslatable.class,
                                    () -> read(envelope("", BODY.formatted("")).substring(0, 150), null))
                            .kind())
                    .isEqualTo(Untranslatable.Kind.MALFORMED);
        }

        @Test
        void refusesAPathThatWouldLeadElsewhere() {
            assertThat(assertThrows(
                            Untranslatable.class,
                            () -> read(envelope("", "<change xmlns='urn:shop'><id>..</id></change>"), null)))
                    .hasMessage("/change/id cannot be a part of a path; expected a text of letters or digits");
        }
    }

    @Nested
    class WhenTheServiceAnswers {
        @Test
        void wrapsASuccess() {
            assertThat(answer(SoapVersion.SOAP_1_1, "change", 200, "{\"note\":null,\"sum\":2}"))
                    .endsWith("<s:Body><n1:changeResponse><n1:status>200</n1:status><n1:body-200><n1:sum>2</n1:sum>"
                            + "<n1:note xsi:nil=\"true\"/></n1:body-200></n1:changeResponse></s:Body></s:Envelope>");
            assertThat(answer(SoapVersion.SOAP_1_2, "change", 204, ""))
                    .endsWith(
                            "<n1:changeResponse><n1:status>204</n1:status></n1:changeResponse></s:Body></s:Envelope>");
            assertThat(answer(SoapVersion.SOAP_1_1, "scan", 200, "a \"b\"")).contains("<n1:body>a \"b\"</n1:body>");
        }

        @Test
        void makesAProblemATypedFault() {
            assertThat(answer(SoapVersion.SOAP_1_1, "change", 404, "{\"title\":\"gone\"}"))
                    .endsWith("<s:Fault><faultcode>s:Client</faultcode>"
                            + "<faultstring>The service answered with the status 404</faultstring><detail>"
                            + "<n1:changeFault404><n1:status>404</n1:status><n1:body><n1:title>gone</n1:title></n1:body>"
                            + "</n1:changeFault404></detail></s:Fault></s:Body></s:Envelope>");
            assertThat(answer(SoapVersion.SOAP_1_2, "change", 503, "<html>"))
                    .contains("<s:Value>s:Receiver</s:Value>", "<n1:changeFault5XX><n1:status>503</n1:status>");
        }

        @Test
        void keepsTheStatusOfAProblemThatIsNotTheDeclaredOne() {
            assertThat(answer(SoapVersion.SOAP_1_1, "change", 404, "not JSON"))
                    .contains("<n1:changeFault404><n1:status>404</n1:status></n1:changeFault404>");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
            {"sum":1} {"sum":2}        | has more than one JSON value
            {"sum":1},"status":5       | is not well-formed JSON
            {"sum":1                   | is not well-formed JSON
            {"sum":"x"}                | /changeResponse/body-200/sum is "x"; expected xs:decimal
            """)
        void refusesAnAnswerThatIsNotTheDeclaredOne(String body, String message) {
            assertThat(assertThrows(Untranslatable.class, () -> answer(SoapVersion.SOAP_1_1, "change", 200, body)))
                    .hasMessageContaining(message);
        }

        @Test
        void refusesAStatusNobodyDeclared() {
            assertThat(assertThrows(Untranslatable.class, () -> answer(SoapVersion.SOAP_1_1, "change", 202, "")))
                    .hasMessage("/ has the status 202; expected one that the contract declares");
        }
    }

    @Test
    void isNotReadWhereSomethingIsWrongAndTellsAllOfIt() {
        String wrong =
                """
                openapi: 3.1.0
                paths:
                  /a/{b}:
                    post:
                      operationId: a
                      requestBody: {content: {multipart/form-data: {schema: {type: object}}}}
                      responses: {"200": {content: {application/json: {schema: {$ref: "#/components/schemas/X"}}}}}
                components: {schemas: {X: {properties: {y: {$ref: "other.yaml"}, z: {type: text}}}}}
                """;

        ContractRefused refused = assertThrows(
                ContractRefused.class,
                () -> RestContract.read(
                        SchemaCatalogue.of(Map.of("api.yaml", wrong.getBytes(UTF_8))), "api.yaml", "urn:x"));

        assertThat(refused.problems().stream().map(ContractProblem::toString))
                .containsExactlyInAnyOrder(
                        "api.yaml#/paths/~1a~1{b}/post has no parameter for {b} of its path; expected one in path",
                        "api.yaml#/paths/~1a~1{b}/post/requestBody/content/multipart~1form-data is a form of which no member"
                                + " is known; expected an object with properties",
                        "api.yaml#/components/schemas/X/properties/y names \"other.yaml\", which the catalogue does not"
                                + " hold; add it (nothing is fetched)",
                        "api.yaml#/components/schemas/X/properties/z/type is \"text\"; expected one of array, boolean,"
                                + " integer, number, object, string");
    }
}

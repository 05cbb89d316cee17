package vn.lienthong.hub.translation.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** What parameters of all styles and forms become on their way to a REST service. */
class ParametersAndFormsTest {
    private static final String FORMS =
            """
            openapi: 3.1.0
            paths:
              /upload:
                post:
                  operationId: upload
                  requestBody:
                    required: true
                    content:
                      multipart/form-data:
                        schema:
                          type: object
                          required: [scan]
                          properties:
                            code: {type: string}
                            scan: {type: string, format: binary}
                            pages: {type: array, items: {type: string, format: binary}}
                            owner: {type: object, properties: {name: {type: string}}}
                        encoding: {scan: {contentType: image/png}}
                  responses: {"204": {description: kept}}
              /token:
                post:
                  operationId: token
                  requestBody:
                    content:
                      application/x-www-form-urlencoded:
                        schema: {type: object, properties: {grant: {type: string}, sum: {type: number}, scope: {type: array, items: {type: string}}, tag: {type: array, items: {type: string}}}}
                        encoding: {scope: {style: spaceDelimited, explode: false}}
                  responses: {"204": {description: kept}}
            """;

    private static RestContract contract(String api) {
        return RestContract.read(SchemaCatalogue.of(Map.of("api.yaml", api.getBytes(UTF_8))), "api.yaml", "urn:x");
    }

    private static RestContract withParameter(String path, String parameter) {
        return contract("openapi: 3.1.0\npaths:\n  " + path + ":\n    get:\n      operationId: get\n      parameters: ["
                + parameter + "]\n      responses: {\"204\": {description: done}}\n");
    }

    private static RestRequest read(RestContract contract, String call) throws IOException {
        String envelope = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + call
                + "</s:Body></s:Envelope>";
        return new SoapCalls(contract, Strictness.STRICT, Limits.MESSAGE)
                .read(SoapVersion.SOAP_1_1, null, new ByteArrayInputStream(envelope.getBytes(UTF_8)))
                .request();
    }

    private static String text(RestRequest request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Objects.requireNonNull(request.body()).writeTo(out);
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
        path   ! simple         ! false ! /a/R,1,G,a%20b            ! /a/x,y
        path   ! simple         ! true  ! /a/R=1,G=a%20b            ! /a/x,y
        path   ! label          ! false ! /a/.R,1,G,a%20b           ! /a/.x,y
        path   ! label          ! true  ! /a/.R=1.G=a%20b           ! /a/.x.y
        path   ! matrix         ! false ! /a/;p=R,1,G,a%20b         ! /a/;p=x,y
        path   ! matrix         ! true  ! /a/;R=1;G=a%20b           ! /a/;p=x;p=y
        query  ! form           ! false ! /a?p=R,1,G,a%20b          ! /a?p=x,y
        query  ! form           ! true  ! /a?R=1&G=a%20b            ! /a?p=x&p=y
        query  ! spaceDelimited ! false ! /a?p=R%201%20G%20a%20b    ! /a?p=x%20y
        query  ! pipeDelimited  ! false ! /a?p=R%7C1%7CG%7Ca%20b    ! /a?p=x%7Cy
        header ! simple         ! false ! p: R,1,G,a b              ! p: x,y
        header ! simple         ! true  ! p: R=1,G=a b              ! p: x,y
        cookie ! form           ! false ! Cookie: p=R,1,G,a%20b     ! Cookie: p=x,y
        cookie ! form           ! true  ! Cookie: R=1; G=a%20b      ! Cookie: p=x; p=y
        """)
    void writesObjectsAndListsByTheirStyle(String in, String style, boolean explode, String object, String list)
            throws IOException {
        String declared =
                "{name: p, in: " + in + ", required: true, style: " + style + ", explode: " + explode + ", schema: %s}";
        String path = in.equals("path") ? "/a/{p}" : "/a";
        RestContract objects = withParameter(
                path, declared.formatted("{type: object, properties: {R: {type: integer}, G: {type: string}}}"));
        RestContract lists = withParameter(path, declared.formatted("{type: array, items: {type: string}}"));

        RestRequest ofObject = read(objects, "<get xmlns='urn:x'><p><R>1</R><G>a b</G></p></get>");
        RestRequest ofList = read(lists, "<get xmlns='urn:x'><p><item>x</item><item>y</item></p></get>");

        assertThat(told(ofObject)).isEqualTo(object);
        assertThat(told(ofList)).isEqualTo(list);
    }

    private static String told(RestRequest request) {
        return request.headers().isEmpty()
                ? request.target()
                : request.headers().entrySet().stream()
                        .map(one -> one.getKey() + ": " + one.getValue())
                        .collect(Collectors.joining("\n"));
    }

    @Test
    void writesDeepObjectsAndJson() throws IOException {
        String object = "{type: object, properties: {R: {type: integer}, G: {type: array, items: {type: string}}}}";
        String call = "<get xmlns='urn:x'><p><R>1</R><G><item>a</item><item>b</item></G></p></get>";

        assertThat(read(withParameter("/a", "{name: p, in: query, style: deepObject, schema: " + object + "}"), call)
                        .target())
                .isEqualTo("/a?p%5BR%5D=1&p%5BG%5D=a&p%5BG%5D=b");
        assertThat(read(
                                withParameter(
                                        "/a",
                                        "{name: p, in: query, content: {application/json: {schema: " + object + "}}}"),
                                call)
                        .target())
                .isEqualTo("/a?p=%7B%22R%22%3A1%2C%22G%22%3A%5B%22a%22%2C%22b%22%5D%7D");
    }

    @Test
    void refusesStylesThatDoNotBelong() {
        assertThat(assertThrows(
                                ContractRefused.class,
                                () -> withParameter(
                                        "/a", "{name: p, in: query, style: matrix, schema: {type: string}}"))
                        .getMessage())
                .contains("is of style \"matrix\" in a query; expected form or spaceDelimited");
        assertThat(assertThrows(
                                ContractRefused.class,
                                () -> withParameter(
                                        "/a",
                                        "{name: p, in: query, schema: {type: object, properties: {a: {type: object,"
                                                + " properties: {b: {type: string}}}}}}"))
                        .getMessage())
                .contains("is an object within a parameter");
    }

    @Test
    void writesAFormInPartsWithItsOctets() throws IOException {
        RestRequest request = read(
                contract(FORMS),
                "<upload xmlns='urn:x'><body><code>A &amp; B</code><scan>SGVsbG8=</scan>"
                        + "<pages><item>MQ==</item><item>Mg==</item></pages><owner><name>An</name></owner></body></upload>");

        String type = String.valueOf(request.contentType());
        assertThat(type).startsWith("multipart/form-data; boundary=");
        String boundary = type.substring(type.indexOf('=') + 1);
        assertThat(text(request).replace(boundary, "B").replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        --B
                        Content-Disposition: form-data; name="code"

                        A & B
                        --B
                        Content-Disposition: form-data; name="scan"; filename="scan"
                        Content-Type: image/png

                        Hello
                        --B
                        Content-Disposition: form-data; name="pages"; filename="pages"
                        Content-Type: application/octet-stream

                        1
                        --B
                        Content-Disposition: form-data; name="pages"; filename="pages"
                        Content-Type: application/octet-stream

                        2
                        --B
                        Content-Disposition: form-data; name="owner"
                        Content-Type: application/json

                        {"name":"An"}
                        --B--
                        """);
    }

    @Test
    void writesAFormOfPairs() throws IOException {
        RestRequest request = read(
                contract(FORMS),
                "<token xmlns='urn:x'><body><grant>a&amp;b</grant><sum>1.50</sum><scope><item>r</item><item>w</item>"
                        + "</scope><tag><item>1</item><item>2</item></tag></body></token>");

        assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(text(request)).isEqualTo("grant=a%26b&sum=1.50&scope=r%20w&tag=1&tag=2");
    }
}

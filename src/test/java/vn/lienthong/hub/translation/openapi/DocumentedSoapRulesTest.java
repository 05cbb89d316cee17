package vn.lienthong.hub.translation.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.hub.translation.schema.Documents;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.Strictness;

/** Every example of the reference on OpenAPI and SOAP, run as it is written there. */
class DocumentedSoapRulesTest {
    private static final Pattern EXAMPLE = Pattern.compile(
            "## ([^\\n]+)\\n(?:(?!\\n## ).)*?```yaml\\n(.*?)```\\s*```json\\n(.*?)```\\s*```xml\\n(.*?)```",
            Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    record Example(String rule, String schema, String json, String xml) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Example> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("src/docs/reference/openapi-and-soap.md")))
                .results()
                .map(one -> new Example(
                        one.group(1),
                        one.group(2),
                        one.group(3).strip(),
                        one.group(4).strip()));
    }

    private static RestContract contract(String schema) {
        String api =
                """
                openapi: 3.1.0
                info: {title: Shop, version: "1"}
                paths: {/x: {post: {operationId: send, responses: {"204": {description: taken}},
                  requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Example"}}}}}}}
                components:
                  schemas:
                    Example:
                """;
        return RestContract.read(
                SchemaCatalogue.of(Map.of("api.yaml", (api + schema.indent(6)).getBytes(UTF_8))), "api.yaml", "urn:x");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void holdsInBothDirections(Example example) throws IOException {
        RestContract contract = contract(example.schema);
        ElementTranslation send = contract.element(new QName("urn:x", "send"));

        String xml = Documents.xml(send, "{\"body\":" + example.json + "}", Strictness.STRICT);

        assertThat(xml.replaceAll(" xmlns:\\w+=\"[^\"]*\"", "").replace("n1:", ""))
                .isEqualTo("<send><body>" + example.xml + "</body></send>");
        Documents.judge(contract.xsd(), xml);
        assertThat(JSON.readTree(Documents.json(send, xml, Strictness.STRICT)).get("body"))
                .isEqualTo(JSON.readTree(example.json));
    }

    @Test
    void findsTheExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(8);
    }
}

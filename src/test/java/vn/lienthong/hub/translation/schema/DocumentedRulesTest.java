package vn.lienthong.hub.translation.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the reference on XML and JSON, run as it is written there. */
class DocumentedRulesTest {
    private static final Pattern EXAMPLE = Pattern.compile(
            "## ([^\\n]+)\\n(?:(?!\\n## ).)*?```xsd\\n(.*?)```\\s*```xml\\n(.*?)```\\s*```json\\n(.*?)```",
            Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    record Example(String rule, String xsd, String xml, String json) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Example> examples() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("src/docs/reference/xml-and-json.md")));
        return example.results()
                .map(one -> new Example(
                        one.group(1), schema(one.group(2)), one.group(3).strip(), one.group(4)));
    }

    private static String schema(String body) {
        return "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:shop' targetNamespace='urn:shop'"
                + " elementFormDefault='qualified'>" + body + "</xs:schema>";
    }

    @ParameterizedTest
    @MethodSource("examples")
    void holdsInBothDirections(Example example) throws IOException {
        Documents.judge(example.xsd, example.xml);
        ElementTranslation order = Documents.schemas(example.xsd).element(new QName("urn:shop", "order"));

        String json = Documents.json(order, example.xml, Strictness.STRICT);
        String xml = Documents.xml(order, example.json, Strictness.STRICT);

        assertThat(JSON.readTree(json)).isEqualTo(JSON.readTree(example.json));
        Documents.judge(example.xsd, xml);
        Documents.judge(order, json);
        assertThat(JSON.readTree(Documents.json(order, xml, Strictness.STRICT))).isEqualTo(JSON.readTree(example.json));
    }

    @org.junit.jupiter.api.Test
    void findsTheExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(14);
    }
}

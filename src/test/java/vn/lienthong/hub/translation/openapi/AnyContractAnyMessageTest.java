package vn.lienthong.hub.translation.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.translation.schema.Documents;
import vn.lienthong.hub.translation.schema.Draws;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.Strictness;

/** What holds for every OpenAPI document and every body it allows. A failure tells its seed and the smallest example. */
class AnyContractAnyMessageTest {
    private static final int RUNS = Integer.getInteger("lienthong.property.runs", 150);
    private static final long SEED = Long.getLong("lienthong.property.seed", 1L);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    @Test
    void isTheSameJsonAfterJsonToXmlToJson() {
        Draws.check(SEED, RUNS, draws -> {
            GeneratedApi api = new GeneratedApi(draws);
            String document = api.document();
            JsonNode request = api.request();
            RestContract contract = RestContract.read(
                    SchemaCatalogue.of(Map.of("api.json", document.getBytes(UTF_8))), "api.json", "urn:any");
            ElementTranslation send = contract.element(new QName("urn:any", "send"));

            String xml = Documents.xml(send, request.toString(), Strictness.STRICT);

            Documents.judge(contract.xsd(), xml);
            JsonNode again = tree(Documents.json(send, xml, Strictness.STRICT));
            assertThat(again.equals(AnyContractAnyMessageTest::compare, tree(request.toString())))
                    .as(again + "\nfor " + request + "\nby " + xml + "\nof " + document + "\nas " + contract.xsd())
                    .isTrue();
        });
    }

    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.equals(other) ? 0 : 1;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e.getMessage() + " in " + json, e);
        }
    }
}

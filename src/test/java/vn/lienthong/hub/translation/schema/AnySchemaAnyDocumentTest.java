package vn.lienthong.hub.translation.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.MissingResourceException;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;

/**
 * What holds for every schema and every document of it. A failure tells its seed, the smallest example found, and the
 * draws that make it.
 */
class AnySchemaAnyDocumentTest {
    private static final int RUNS = Integer.getInteger("lienthong.property.runs", 150);
    private static final long SEED = Long.getLong("lienthong.property.seed", 1L);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private int judged;
    private int refused;

    private record Case(String xsd, String document, ElementTranslation element) {}

    private void forEachCase(long seed, Consumer<Case> property) {
        forEachCase(seed, (one, draws) -> property.accept(one));
    }

    private void forEachCase(long seed, java.util.function.BiConsumer<Case, Draws> property) {
        Draws.check(seed, RUNS, draws -> {
            GeneratedSchema schema = new GeneratedSchema(draws);
            String xsd = schema.xsd();
            SchemaSet set;
            try {
                set = Documents.schemas(xsd);
            } catch (SchemaRefused ambiguous) {
                // A random model is not always deterministic; the JDK says so.
                refused++;
                return;
            }
            String document = schema.document();
            if (document != null) {
                try {
                    Documents.judge(xsd, document);
                } catch (MissingResourceException miscounted) {
                    // JDK 17 counts an element wrongly in some nested repetitions, and then lacks the words to say so.
                    return;
                }
                judged++;
                property.accept(new Case(xsd, document, set.element(new QName("urn:shop", "root"))), draws);
            }
        });
        assertThat(judged)
                .as("documents; " + refused + " schemas were ambiguous")
                .isGreaterThan(RUNS / 3);
    }

    @Test
    void isTheSameDocumentAfterXmlToJsonToXml() {
        forEachCase(SEED, one -> {
            String json = Documents.json(one.element, one.document, Strictness.STRICT);
            String xml = Documents.xml(one.element, json, Strictness.STRICT);

            assertThat(Documents.infoset(xml)).as(json + "\n" + one).isEqualTo(Documents.infoset(one.document));
            Documents.judge(one.xsd, xml);
        });
    }

    @Test
    void isTheSameJsonAfterJsonToXmlToJson() {
        forEachCase(SEED + 1_000_000, one -> {
            String json = Documents.json(one.element, one.document, Strictness.STRICT);
            String again =
                    Documents.json(one.element, Documents.xml(one.element, json, Strictness.STRICT), Strictness.STRICT);

            assertThat(again).as(one.toString()).isEqualTo(json);
        });
    }

    @Test
    void writesTheSameXmlInWhateverOrderMembersCome() {
        forEachCase(SEED + 2_000_000, (one, draws) -> {
            JsonNode json = tree(Documents.json(one.element, one.document, Strictness.STRICT));
            JsonNode shuffled = shuffled(json, draws);

            String xml = Documents.xml(one.element, shuffled.toString(), Strictness.STRICT);

            Documents.judge(one.xsd, xml);
            assertThat(tree(Documents.json(one.element, xml, Strictness.STRICT)))
                    .as(xml + "\n" + shuffled + "\n" + one)
                    .isEqualTo(json);
        });
    }

    @Test
    void writesJsonThatItsJsonSchemaAllows() {
        forEachCase(
                SEED + 3_000_000,
                one -> Documents.judge(one.element, Documents.json(one.element, one.document, Strictness.STRICT)));
    }

    @Test
    void refusesABrokenDocumentInItsOwnWordsOrWritesAGoodOne() {
        forEachCase(SEED + 4_000_000, (one, draws) -> {
            String json = Documents.json(one.element, one.document, Strictness.STRICT);
            try {
                String xml = Documents.xml(one.element, broken(json, draws), Strictness.STRICT);
                Documents.infoset(xml);
            } catch (Untranslatable refused) {
                assertThat(refused.path()).startsWith("/");
            }
            try {
                tree(Documents.json(one.element, broken(one.document, draws), draws.of(Strictness.values())));
            } catch (Untranslatable refused) {
                assertThat(refused.path()).startsWith("/");
            }
        });
    }

    private static String broken(String document, Draws draws) {
        int at = draws.below(document.length());
        int length = Math.min(draws.below(12), document.length() - at);
        String instead = draws.of("", "x", "null", "[]", "{}", "\"", "<", ">", "&amp;", "-1", ":", "\u0001", "<x/>");
        return document.substring(0, at) + instead + document.substring(at + length);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e.getMessage() + " in " + json, e);
        }
    }

    private static JsonNode shuffled(JsonNode node, Draws draws) {
        if (node instanceof ObjectNode object) {
            List<String> members = new ArrayList<>();
            object.fieldNames().forEachRemaining(members::add);
            for (int i = members.size() - 1; i > 0; i--) {
                Collections.swap(members, i, draws.below(i + 1));
            }
            ObjectNode other = JSON.createObjectNode();
            members.forEach(member -> other.set(member, shuffled(object.get(member), draws)));
            return other;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode other = JSON.createArrayNode();
            array.forEach(item -> other.add(shuffled(item, draws)));
            return other;
        }
        return node;
    }
}

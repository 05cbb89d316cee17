package vn.lienthong.hub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Requests that are read back by the templates they were made of. */
class FillingTest {
    @Nested
    class OfJson {
        private static final String TEMPLATE =
                "{\"id\": {{id}}, \"note\": \"so: {{submission:/note}}\", \"form\": {{json:/form}}, \"kind\": \"NEW\"}";

        @Test
        void readsWholePartsWhateverTheyHold() {
            Map<String, JsonNode> values = Filling.of(TEMPLATE, "application/json")
                    .read(
                            "{\"kind\":\"NEW\",\"id\":\"7\",\"note\":\"so: \\\"x\\\"\",\"form\":{\"a\":[1,{\"form\":2}]}}")
                    .orElseThrow();

            assertThat(values)
                    .hasEntrySatisfying("id", told -> assertThat(told.asText()).isEqualTo("7"));
            assertThat(values).hasEntrySatisfying("submission:/note", told -> assertThat(told.asText())
                    .isEqualTo("\"x\""));
            assertThat(values.get("json:/form")).hasToString("{\"a\":[1,{\"form\":2}]}");
        }

        @Test
        void takesNoOtherRequestForIt() {
            Filling filling = Filling.of(TEMPLATE, "application/json");

            assertThat(filling.read("{\"kind\":\"OLD\",\"id\":\"7\",\"note\":\"so: x\",\"form\":{}}"))
                    .isEmpty();
            assertThat(filling.read("{\"kind\":\"NEW\",\"id\":\"7\"}")).isEmpty();
            assertThat(filling.read("no JSON")).isEmpty();
        }
    }

    @Nested
    class OfXml {
        private static final String TEMPLATE = "<Hand xmlns=\"urn:a\"><id>{{id}}</id><act>new</act>"
                + "<form>{{json:/form}}</form><papers>{{xml:/attachments}}</papers></Hand>";

        @Test
        void readsPartsByNamespaceAndName() {
            Map<String, JsonNode> values = Filling.of(TEMPLATE, "text/xml")
                    .read("<n:Hand xmlns:n=\"urn:a\"><n:id> 7 </n:id><n:act>new</n:act><n:form>{\"a\":1}</n:form>"
                            + "<n:papers><n:item><n:name>one</n:name></n:item></n:papers></n:Hand>")
                    .orElseThrow();

            assertThat(values)
                    .hasEntrySatisfying("id", told -> assertThat(told.asText()).isEqualTo("7"));
            assertThat(values.get("json:/form")).hasToString("{\"a\":1}");
            assertThat(values.get("xml:/attachments")).hasToString("{\"item\":{\"name\":\"one\"}}");
        }

        @Test
        void takesNoOtherRequestForIt() {
            Filling filling = Filling.of(TEMPLATE, "text/xml");

            assertThat(filling.read("<Hand xmlns=\"urn:b\"><id>7</id><act>new</act><form>{}</form><papers/></Hand>"))
                    .isEmpty();
            assertThat(filling.read("<Hand xmlns=\"urn:a\"><id>7</id><act>old</act><form>{}</form><papers/></Hand>"))
                    .isEmpty();
        }
    }

    @Test
    void readsAFormAndItsText() {
        assertThat(Filling.of("id={{id}}&code={{code}}", "application/x-www-form-urlencoded")
                        .read("id=7&code=NP-1")
                        .orElseThrow())
                .hasEntrySatisfying("code", told -> assertThat(told.asText()).isEqualTo("NP-1"));
    }
}

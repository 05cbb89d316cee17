package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;

/** A facade's OpenAPI document as a judge of what goes in and out. */
final class FacadeContract {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final JsonNode document;

    private FacadeContract(JsonNode document) {
        this.document = document;
    }

    static FacadeContract of(String json) throws IOException {
        FacadeContract contract = new FacadeContract(MAPPER.readTree(json));
        assertThat(contract.document.path("openapi").asText()).isEqualTo("3.1.0");
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        var read = new OpenAPIV3Parser().readContents(json, List.of(), options);
        assertThat(read.getMessages()).as("what swagger-parser says").isEmpty();
        contract.checkExamples();
        return contract;
    }

    JsonNode document() {
        return document;
    }

    /** Examples are there and validate against the schemas beside them. */
    private void checkExamples() throws IOException {
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                JsonNode request = operation.at("/requestBody/content/application~1json");
                if (!request.isMissingNode()) {
                    check(request.path("schema"), request.path("example").toString(), "an example of a request");
                }
                JsonNode answer = operation.at("/responses/200/content/application~1json");
                if (!answer.isMissingNode()) {
                    check(answer.path("schema"), answer.path("example").toString(), "an example of an answer");
                }
            }
        }
    }

    /** The request, where it was taken, and the answer are as the document says. */
    void check(String path, String method, String json, HttpResponse<String> answer) throws IOException {
        JsonNode operation = document.path("paths").path(path).path(method);
        assertThat(operation.isMissingNode()).as(method + " " + path).isFalse();
        if (answer.statusCode() < 300 && operation.has("requestBody")) {
            check(operation.at("/requestBody/content/application~1json/schema"), json, "the request");
        }
        JsonNode declared = operation.path("responses").path(String.valueOf(answer.statusCode()));
        JsonNode response = declared.isMissingNode() ? operation.at("/responses/default") : declared;
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (!answer.body().isEmpty()) {
            check(response.path("content").path(type).path("schema"), answer.body(), "the answer");
        }
    }

    private void check(JsonNode schema, String json, String what) throws IOException {
        assertThat(schema.isObject()).as("the schema of " + what).isTrue();
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(MAPPER.readTree(json));
        assertThat(errors).as(what + " " + json).isEmpty();
    }
}

package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The schemas that the hub publishes, to hold real messages against. */
public final class PublishedContract {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode openApi;
    private final JsonNode asyncApi;

    /** Fetches both documents from a running hub, as anybody may. */
    public PublishedContract(String hub) throws IOException, InterruptedException {
        openApi = fetch(hub + "/api/v1/openapi.json");
        asyncApi = fetch(hub + "/api/v1/asyncapi.json");
    }

    private static JsonNode fetch(String address) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofByteArray());
        return JSON.readTree(answer.body());
    }

    public JsonNode openApi() {
        return openApi;
    }

    JsonNode asyncApi() {
        return asyncApi;
    }

    /** What a reference in either document leads to; missing where it leads nowhere. */
    JsonNode at(String reference) {
        return reference.startsWith("#")
                ? asyncApi.at(reference.substring(1))
                : openApi.at(reference.substring("/api/v1/openapi.json#".length()));
    }

    /** @param schema of either document; references in it lead into the OpenAPI document */
    public void requireValid(JsonNode schema, JsonNode message) {
        String inside = schema.toString().replace("/api/v1/openapi.json#", "#");
        ObjectNode whole = (ObjectNode) readTree(inside);
        whole.set("components", openApi.get("components"));
        var faults = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(message);
        assertThat(faults).as(message.toString()).isEmpty();
    }

    private static JsonNode readTree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

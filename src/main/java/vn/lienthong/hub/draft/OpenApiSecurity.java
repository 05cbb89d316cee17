package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** How an OpenAPI document says that callers show who they are, as lines of {@code connector.yaml}. */
final class OpenApiSecurity {
    private final JsonNode schemes;

    OpenApiSecurity(JsonNode document) {
        this.schemes = document.at("/components/securitySchemes");
    }

    /** Of the first scheme that a connector can speak; with {@code SECRET} where the secret's name goes. */
    List<String> credentials() {
        for (JsonNode scheme : schemes) {
            List<String> lines = lines(scheme);
            if (!lines.isEmpty()) {
                return lines;
            }
        }
        return List.of();
    }

    private static List<String> lines(JsonNode scheme) {
        String type = scheme.path("type").asText();
        String http = scheme.path("scheme").asText().toLowerCase(Locale.ROOT);
        if (type.equals("apiKey") && scheme.path("in").asText().equals("header")) {
            return List.of("kind: api-key", "header: " + scheme.path("name").asText(), "key: {env: SECRET}");
        }
        if (type.equals("http") && http.equals("bearer")) {
            return List.of("kind: bearer", "token: {env: SECRET}");
        }
        if (type.equals("http") && http.equals("basic")) {
            return List.of("kind: basic", "user: lienthong", "password: {env: SECRET}");
        }
        JsonNode flow = scheme.at("/flows/clientCredentials");
        if (type.equals("oauth2") && flow.has("tokenUrl")) {
            String path = flow.path("tokenUrl").asText().replaceFirst("https?://[^/]+", "");
            return List.of(
                    "kind: oauth2", "token-path: " + path, "client-id: lienthong", "client-secret: {env: SECRET}");
        }
        return List.of();
    }
}

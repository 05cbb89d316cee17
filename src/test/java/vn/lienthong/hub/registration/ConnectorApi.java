package vn.lienthong.hub.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.portal.PublishedContract;

/** The connectors' API as a caller sees it. Every answer is held against the published contract. */
final class ConnectorApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BASE = "/api/v1/connectors";

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningHub hub;
    private final PublishedContract contract;

    ConnectorApi(RunningHub hub) throws Exception {
        this.hub = hub;
        String address = hub.address("/").toString();
        this.contract = new PublishedContract(address.substring(0, address.length() - 1));
    }

    /**
     * An answer.
     *
     * @param body missing where there is none, or it is no JSON
     */
    record Answer(int status, JsonNode body, byte[] bytes, HttpResponse<byte[]> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** A connector that takes pushes, of an agency of its own. */
    static Map<String, String> pushing(String id, int agency) {
        return Map.of(
                "connector.yaml",
                """
                id: %s
                name: {vi: Sở Thử nghiệm, en: Trial Office}
                agency: {id: H27.8.%d, name: {vi: Sở Thử nghiệm, en: Trial Office}}
                intake: {kind: rest-push, records: /events}
                """
                        .formatted(id, agency),
                "mapping.yaml",
                """
                dossier: {source-dossier-no: /no}
                changes: {status: /status, at: /at}
                tables: {statuses: {"1": 1, "4": 4}}
                """);
    }

    static String json(Map<String, String> files) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode into = json.putObject("files");
        files.forEach(into::put);
        return json.toString();
    }

    Answer put(String id, Map<String, String> files, String... headers) throws Exception {
        return send("PUT", "/{id}", "/" + id, RunningHub.ADMIN_KEY, json(files).getBytes("UTF-8"), headers);
    }

    Answer putZip(String id, byte[] zip) throws Exception {
        return send("PUT", "/{id}", "/" + id, RunningHub.ADMIN_KEY, zip, "Content-Type", "application/zip");
    }

    Answer get(String id, String part) throws Exception {
        String path = part.replaceFirst("\\?.*", "");
        return send("GET", "/{id}" + path, "/" + id + part, RunningHub.ADMIN_KEY, null);
    }

    Answer post(String id, String part, String body) throws Exception {
        return send("POST", "/{id}" + part, "/" + id + part, RunningHub.ADMIN_KEY, body.getBytes("UTF-8"));
    }

    Answer delete(String id, String query) throws Exception {
        return send("DELETE", "/{id}", "/" + id + query, RunningHub.ADMIN_KEY, null);
    }

    Answer send(
            String method,
            String template,
            String target,
            String key,
            byte @org.jspecify.annotations.Nullable [] body,
            String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.address(BASE + target))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("X-API-Key", key)
                .header("Accept-Language", "en")
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return asSaid(method, BASE + template, response);
    }

    private Answer asSaid(String method, String path, HttpResponse<byte[]> response) throws IOException {
        JsonNode said = contract.openApi()
                .path("paths")
                .path(path)
                .path(method.toLowerCase(java.util.Locale.ROOT))
                .path("responses")
                .path(Integer.toString(response.statusCode()));
        if (said.has("$ref")) {
            said = contract.openApi().at(said.get("$ref").asText().substring(1));
        }
        assertThat(said.isMissingNode())
                .as("%s %s says nothing of %s: %s", method, path, response.statusCode(), new String(response.body()))
                .isFalse();
        String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
        if (!type.endsWith("json")) {
            return new Answer(
                    response.statusCode(),
                    com.fasterxml.jackson.databind.node.MissingNode.getInstance(),
                    response.body(),
                    response);
        }
        JsonNode schema = said.path("content").path(type).path("schema");
        assertThat(schema.isMissingNode())
                .as("%s %s says nothing of %s", method, path, type)
                .isFalse();
        JsonNode body = JSON.readTree(response.body());
        contract.requireValid(schema, body);
        return new Answer(response.statusCode(), body, response.body(), response);
    }
}

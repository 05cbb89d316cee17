package vn.lienthong.hub.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import vn.lienthong.hub.agency.RunningHub;

/** Who hands in at a running hub over REST, by way of a portal, each time with a key of its own. */
public final class Citizen {
    private final RunningHub hub;
    private final String key;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param key of a client that may hand in */
    public Citizen(RunningHub hub, String key) {
        this.hub = hub;
        this.key = key;
    }

    /**
     * Uploads a PDF.
     *
     * @return its SHA-256, in hexadecimal
     */
    public String upload(byte[] content) throws Exception {
        return post("/api/v1/attachments", "application/pdf", content)
                .path("sha256")
                .asText();
    }

    /**
     * Hands in a dossier, or what is about one.
     *
     * @param body JSON
     * @return the receipt
     */
    public JsonNode handIn(String path, String body) throws Exception {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** How far what was handed in has come. */
    public JsonNode standing(JsonNode receipt) throws Exception {
        return RunningHub.json(
                hub.get("/api/v1/submissions/" + receipt.path("id").asText(), key));
    }

    private JsonNode post(String path, String type, byte[] body) throws Exception {
        var response = http.send(
                HttpRequest.newBuilder(hub.address(path))
                        .header("X-API-Key", key)
                        .header("Accept-Language", "en")
                        .header("Content-Type", type)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(201, 202);
        return RunningHub.json(response);
    }
}

package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/** The hub's API, as the commands call it. */
final class HubClient {
    private static final JsonMapper JSON = new JsonMapper();
    /** A check goes to a system that may be slow, step by step. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final URI hub;
    private final String key;
    private final Terminal terminal;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    HubClient(URI hub, String key, Terminal terminal) {
        if (hub.getHost() == null || hub.getScheme() == null || !hub.getScheme().startsWith("http")) {
            throw new IllegalArgumentException(hub + " has no host");
        }
        this.hub = hub;
        this.key = key;
        this.terminal = terminal;
    }

    /** A request's body. */
    record Body(String type, byte[] content) {
        static Body zip(byte[] zip) {
            return new Body("application/zip", zip);
        }

        static Body json(JsonNode json) {
            return new Body("application/json", json.toString().getBytes(StandardCharsets.UTF_8));
        }

        static Body none() {
            return new Body("application/json", new byte[0]);
        }
    }

    JsonNode get(String path) {
        return json(send("GET", path, null));
    }

    JsonNode post(String path, Body body) {
        return json(send("POST", path, body));
    }

    JsonNode put(String path, Body body) {
        return json(send("PUT", path, body));
    }

    void delete(String path) {
        send("DELETE", path, null);
    }

    byte[] download(String path) {
        return send("GET", path, null);
    }

    /** @param path from {@code /api/v1} on */
    JsonNode getFrom(String path) {
        return json(sendTo("GET", path, null));
    }

    /** @param path from {@code /api/v1} on */
    JsonNode postTo(String path, Body body) {
        return json(sendTo("POST", path, body));
    }

    /** @param path from {@code /api/v1} on */
    byte[] downloadFrom(String path) {
        return sendTo("GET", path, null);
    }

    /** @param path from {@code /api/v1/connectors} on */
    private byte[] send(String method, String path, @Nullable Body body) {
        return sendTo(method, "/connectors" + path, body);
    }

    private byte[] sendTo(String method, String path, @Nullable Body body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub + "/api/v1" + path))
                .timeout(PATIENCE)
                .header("X-API-Key", key)
                .header("Accept-Language", terminal.language().getLanguage().equals("en") ? "en" : "vi");
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", body.type())
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body.content()));
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw Stopped.byHub(answer.statusCode(), problem(answer));
            }
            return answer.body();
        } catch (IOException e) {
            throw Stopped.by(
                    Exit.NO_HUB,
                    terminal,
                    new Bilingual("Không gọi được trục ở " + hub + ".", "The hub at " + hub + " cannot be reached."),
                    new Bilingual(
                            "Kiểm tra trục có đang chạy và địa chỉ trong --hub.",
                            "Check that the hub runs, and the address in --hub."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the command was interrupted", e);
        }
    }

    private static JsonNode problem(HttpResponse<byte[]> answer) {
        JsonNode told = json(answer.body());
        return told.has("detail") || told.has("title")
                ? told
                : JsonNodeFactory.instance.objectNode().put("detail", "HTTP " + answer.statusCode());
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

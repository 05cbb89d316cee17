package vn.lienthong.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Speaks with the simulators' controls, as a tester does by curl. */
final class Steering {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private Steering() {}

    static void faults(URI simulator, String faults) throws IOException, InterruptedException {
        post(simulator.resolve("/control/faults"), faults);
    }

    static void post(URI address, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answered " + answer.statusCode() + " " + answer.body());
        }
    }

    static JsonNode get(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return JSON.readTree(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** What a portal was told, oldest first, from the one of this number on. */
    static List<JsonNode> log(URI portal, long from) throws IOException, InterruptedException {
        HttpResponse<String> lines = CLIENT.send(
                HttpRequest.newBuilder(portal.resolve("/log?from=" + from)).build(),
                HttpResponse.BodyHandlers.ofString());
        List<JsonNode> log = new ArrayList<>();
        for (String line : lines.body().split("\n")) {
            if (!line.isBlank()) {
                log.add(JSON.readTree(line));
            }
        }
        return log;
    }
}

package vn.lienthong.hub.simulation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Secret;

/** The calls of a system that pushes its changes to the hub over HTTP. */
@FunctionalInterface
interface Pusher {
    /** Sends what one sample holds, and gives what was answered. */
    HttpResponse<String> send(byte[] content) throws IOException, InterruptedException;

    /**
     * The one of a connector's system.
     *
     * @param hub its address
     * @param key a key of the hub's clients, for a system that has no token
     * @return null where the system does not push over HTTP
     */
    static @Nullable Pusher of(
            ConnectorDefinition connector, Function<Secret, @Nullable String> secrets, URI hub, @Nullable String key) {
        if (connector.intake() instanceof Intake.SoapPush push) {
            SoapPusher soap = new SoapPusher(connector, push, secrets);
            return content -> soap.send(hub, key, content);
        }
        if (!(connector.intake() instanceof Intake.RestPush)) {
            return null;
        }
        HttpClient http = HttpClient.newHttpClient();
        URI changes = URI.create(hub + "/api/v1/connectors/" + connector.id() + "/changes");
        return content -> http.send(
                HttpRequest.newBuilder(changes)
                        .header("X-API-Key", key == null ? "" : key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static void taken(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException("the hub answered " + answer.statusCode());
        }
    }
}

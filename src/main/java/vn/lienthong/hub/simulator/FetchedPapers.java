package vn.lienthong.hub.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The papers that an office fetched by the links it was given. */
public final class FetchedPapers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ERROR_OF_THE_SERVER = 500;

    private final Map<String, Integer> sizes = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** The sizes of those that came whole, by their hashes. */
    public Map<String, Integer> sizes() {
        return Map.copyOf(sizes);
    }

    /**
     * Fetches one.
     *
     * @return whether it is the paper that the hash names
     * @throws IOException if it cannot be had now
     */
    public boolean fetch(String link, String sha256) throws IOException {
        HttpResponse<byte[]> answer = ask(link);
        if (answer.statusCode() >= ERROR_OF_THE_SERVER) {
            throw new IOException("the hub answered " + answer.statusCode() + " to a link");
        }
        boolean isIt =
                answer.statusCode() == 200 && LandOfficeDesk.hash(answer.body()).equals(sha256);
        if (isIt) {
            sizes.put(sha256, answer.body().length);
        }
        return isIt;
    }

    private HttpResponse<byte[]> ask(String link) throws IOException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(link)).timeout(PATIENCE).build();
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the office closes", e);
        }
    }
}

package vn.lienthong.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienthong.hub.crash.HubProcess;

/**
 * People who hand dossiers in at a portal, each with a paper, and some a supplement after it: the portal sends each until the hub gives a
 * receipt, and now and then once more. What they write is invented.
 */
final class Citizens {
    /** The portal's client at the hub. */
    static final String CLIENT = "citizens";

    private static final Duration BETWEEN = Duration.ofMillis(900);
    private static final JsonMapper JSON = new JsonMapper();

    private final HubKeeper hub;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, HandedIn> handedIn = new ConcurrentSkipListMap<>();
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicInteger unlike = new AtomicInteger();

    Citizens(HubKeeper hub) {
        this.hub = hub;
    }

    /** What the hub has acknowledged, by its id. */
    record Receipt(String id, Instant at) {}

    /**
     * A dossier and what was said about it later.
     *
     * @param receipts oldest first; grows
     */
    record HandedIn(Counter counter, String sha256, List<Receipt> receipts) {
        /** Whether this is a time at which something was said about it after it was handed in. */
        boolean wasSupplementedAt(String portalTime) {
            return receipts.stream().skip(1).anyMatch(one -> Step.portalTime(one.at())
                    .equals(portalTime));
        }
    }

    /** What has a receipt, by the portal's codes. */
    Map<String, HandedIn> handedIn() {
        return Map.copyOf(handedIn);
    }

    int receipts() {
        return handedIn.values().stream().mapToInt(one -> one.receipts().size()).sum();
    }

    int repeats() {
        return repeats.get();
    }

    /** How often a repetition was given another receipt. */
    int unlike() {
        return unlike.get();
    }

    /** Hands in one dossier, however often the hub goes away. */
    void handIn(Counter counter, Random dice) throws InterruptedException {
        int n = number.incrementAndGet();
        String code = "NP-2026-%06d".formatted(n);
        String pdf = "%PDF-1.4\n% an invented paper of " + code + "\n";
        String sha256 = until(201, "/api/v1/attachments", "application/pdf", "file-" + n, pdf)
                .path("sha256")
                .asText();
        Receipt first = receipt("/api/v1/dossiers", "dossier-" + n, counter.dossier(code, sha256), dice);
        var dossier = new HandedIn(counter, sha256, new CopyOnWriteArrayList<>(List.of(first)));
        handedIn.put(code, dossier);
        if (dice.nextInt(3) == 0) {
            dossier.receipts()
                    .add(receipt(
                            "/api/v1/dossiers/" + code + "/supplements",
                            "supplement-" + n,
                            "{\"note\": \"an invented note\"}",
                            dice));
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
    }

    private Receipt receipt(String path, String key, String body, Random dice) throws InterruptedException {
        Receipt receipt = receipt(path, key, body);
        if (dice.nextInt(5) == 0) {
            repeats.incrementAndGet();
            if (!receipt(path, key, body).equals(receipt)) {
                unlike.incrementAndGet();
            }
        }
        return receipt;
    }

    private Receipt receipt(String path, String key, String body) throws InterruptedException {
        JsonNode receipt = until(202, path, "application/json", key, body);
        return new Receipt(
                receipt.path("id").asText(),
                Instant.parse(receipt.path("receivedAt").asText()));
    }

    private JsonNode until(int status, String path, String type, String key, String body) throws InterruptedException {
        URI address = hub.address(path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", type)
                .header("X-API-Key", HubProcess.key(CLIENT))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        while (true) {
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == status || answer.statusCode() == 200) {
                    return JSON.readTree(answer.body());
                }
                if (answer.statusCode() / 100 == 4) {
                    throw new AssertionError(
                            "the hub refused a good submission: " + answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                // The hub is away; the portal tries again.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}

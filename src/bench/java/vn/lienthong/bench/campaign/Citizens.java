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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienthong.hub.crash.HubProcess;

/**
 * People who hand dossiers in at a portal, each with a file: the portal sends one until the hub gives a receipt, and now and then once
 * more. What they write is invented.
 */
final class Citizens {
    /** The portal's client at the hub. */
    static final String CLIENT = "citizens";

    /** The agency's system that they hand in to. */
    static final String AGENCY = "H27.12";

    private static final Duration BETWEEN = Duration.ofMillis(700);
    private static final JsonMapper JSON = new JsonMapper();

    private final HubKeeper hub;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, String> receipts = new ConcurrentSkipListMap<>();
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicInteger unlike = new AtomicInteger();

    Citizens(HubKeeper hub) {
        this.hub = hub;
    }

    /** The ids of the hub's receipts, by the portal's codes. */
    Map<String, String> receipts() {
        return Map.copyOf(receipts);
    }

    int repeats() {
        return repeats.get();
    }

    /** How often a repetition was given another receipt. */
    int unlike() {
        return unlike.get();
    }

    /** Hands in the n-th dossier, however often the hub goes away. */
    void handIn(int n, Random dice) throws InterruptedException {
        String code = "NP-2026-%06d".formatted(n);
        String pdf = "%PDF-1.4\n% an invented paper of " + code + "\n";
        String file = until(201, "/api/v1/attachments", "application/pdf", "file-" + n, pdf)
                .path("sha256")
                .asText();
        String body =
                """
                {"agency": "%s", "procedure": "1.012785", "code": "%s",
                 "applicant": {"name": "Nguyễn Văn Ví Dụ", "idNo": "000000000001"},
                 "form": {"parcel": "%d", "mapSheet": "7", "area": 80.5},
                 "attachments": [{"kind": "application", "name": "don.pdf", "sha256": "%s"}]}"""
                        .formatted(AGENCY, code, n, file);
        receipts.put(code, receipt(n, body));
        if (dice.nextInt(5) == 0) {
            repeats.incrementAndGet();
            if (!receipt(n, body).equals(receipts.get(code))) {
                unlike.incrementAndGet();
            }
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
    }

    private String receipt(int n, String body) throws InterruptedException {
        return until(202, "/api/v1/dossiers", "application/json", "dossier-" + n, body)
                .path("id")
                .asText();
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

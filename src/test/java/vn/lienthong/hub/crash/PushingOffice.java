package vn.lienthong.hub.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * An agency that pushes its changes and remembers which were acknowledged. It sends each until the hub says 202, some twice, some before
 * the one that came before them.
 */
public final class PushingOffice {
    private static final int[] WALK = {1, 2, 4, 5, 2, 4, 9, 10};
    private static final int SENDERS = 4;

    /** One change, as the office knows it. */
    public record Change(String code, int sequence, int status, Instant at) {
        String json() {
            return "{\"no\":\"%s\",\"code\":\"%s\",\"seq\":%d,\"status\":\"%d\",\"at\":\"%s\",\"received\":\"2026-01-05T01:00:00Z\",\"due\":\"2026-12-05T01:00:00Z\"}"
                    .formatted("N" + code, code, sequence, status, at);
        }
    }

    private final String id;
    private final URI door;
    private final String key;
    private final Random chance;
    private final Map<String, List<Change>> truth = new TreeMap<>();
    private final Map<String, ConcurrentSkipListSet<Integer>> acknowledged = new ConcurrentSkipListMap<>();
    private final AtomicInteger repeats = new AtomicInteger();

    /** @param first the number of its first dossier */
    public PushingOffice(
            String id, String agency, URI door, String key, int first, int dossiers, int changesEach, long seed) {
        this.id = id;
        this.door = door;
        this.key = key;
        this.chance = new Random(seed);
        for (int d = first; d < first + dossiers; d++) {
            String code = "%s-260105-%05d".formatted(agency, d);
            Instant begin = Instant.parse("2026-01-05T01:00:00Z").plusSeconds(chance.nextInt(86_400));
            List<Change> changes = new ArrayList<>();
            for (int s = 0; s < changesEach; s++) {
                changes.add(new Change(code, s, WALK[s % WALK.length], begin.plusSeconds(3_600L * s)));
            }
            truth.put(code, List.copyOf(changes));
        }
    }

    public String id() {
        return id;
    }

    /** Every dossier with its changes in order. */
    public Map<String, List<Change>> truth() {
        return Collections.unmodifiableMap(truth);
    }

    /** The sequences of a dossier that the hub has acknowledged. */
    public ConcurrentSkipListSet<Integer> acknowledged(String code) {
        return acknowledged.computeIfAbsent(code, unused -> new ConcurrentSkipListSet<>());
    }

    public int repeats() {
        return repeats.get();
    }

    /**
     * Sends everything, however often the hub goes away.
     *
     * @param pause between two requests of one sender
     */
    public void sendAll(Duration pause) throws Exception {
        var pool = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (List<List<Change>> share : shares()) {
                long seed = chance.nextLong();
                work.add(() -> {
                    send(share, pause, new Random(seed));
                    return null;
                });
            }
            for (Future<Void> one : pool.invokeAll(work)) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Each sender has dossiers of its own, so that what one sender disorders is disorder and not a race of two. */
    private List<List<List<Change>>> shares() {
        List<List<List<Change>>> shares = new ArrayList<>();
        for (int s = 0; s < SENDERS; s++) {
            shares.add(new ArrayList<>());
        }
        int n = 0;
        for (List<Change> dossier : truth.values()) {
            shares.get(n++ % SENDERS).add(new ArrayList<>(dossier));
        }
        return shares;
    }

    private void send(List<List<Change>> dossiers, Duration pause, Random dice) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        List<List<Change>> open = new ArrayList<>(dossiers);
        while (!open.isEmpty()) {
            int pick = dice.nextInt(open.size());
            List<Change> waiting = open.get(pick);
            List<Change> batch = new ArrayList<>();
            boolean disordered = waiting.size() > 1 && dice.nextInt(20) == 0;
            batch.add(waiting.remove(disordered ? 1 : 0));
            if (dice.nextInt(10) == 0) {
                batch.add(batch.get(0));
                repeats.incrementAndGet();
            }
            push(client, batch);
            if (dice.nextInt(10) == 0) {
                push(client, batch);
                repeats.incrementAndGet();
            }
            if (waiting.isEmpty()) {
                open.remove(pick);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void push(HttpClient client, List<Change> batch) {
        String body = batch.stream().map(Change::json).collect(Collectors.joining(",", "{\"events\":[", "]}"));
        HttpRequest request = HttpRequest.newBuilder(door)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-API-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 202) {
                    batch.forEach(change -> acknowledged(change.code()).add(change.sequence()));
                    return;
                }
                if (answer.statusCode() / 100 == 4) {
                    throw new AssertionError(
                            "the hub refused a good change: " + answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                // The hub is away; an agency's system tries again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}

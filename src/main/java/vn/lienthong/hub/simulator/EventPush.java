package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes an agency's changes to the hub, in order, and repeats each push until the hub says 2xx. What was acknowledged
 * is remembered over a restart.
 */
final class EventPush implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPush.class);
    private static final int BATCH = 20;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    /** Where to push, and with what key. */
    record Destination(URI address, String key) {
        /** Prints no key. */
        @Override
        public String toString() {
            return "Destination[" + address + "]";
        }
    }

    private final Life life;
    private final Misbehaviour misbehaviour;
    private final Journal journal;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread pusher = new Thread(task, "simulator-land-office-push");
        pusher.setDaemon(true);
        return pusher;
    });
    private volatile @Nullable Destination destination;
    private volatile long acknowledged;
    private volatile Duration pause = SHORTEST_PAUSE;

    EventPush(Life life, Misbehaviour misbehaviour, @Nullable Path folder) {
        this.life = life;
        this.misbehaviour = misbehaviour;
        this.journal = Journal.open(folder, "land-office.pushed.jsonl");
        this.acknowledged = journal.found().stream()
                .mapToLong(line -> line.path("pushed").asLong())
                .max()
                .orElse(0);
    }

    void start() {
        thread.execute(this::pushAll);
    }

    void to(@Nullable Destination newDestination) {
        destination = newDestination;
        soon();
    }

    /** Looks for new changes now. */
    void soon() {
        if (!thread.isShutdown()) {
            thread.execute(this::pushPending);
        }
    }

    /** The last change, by its seq, that the hub acknowledged. */
    long acknowledged() {
        return acknowledged;
    }

    private void pushAll() {
        pushPending();
        if (!thread.isShutdown()) {
            thread.schedule(this::pushAll, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void pushPending() {
        List<Told> batch = life.since(acknowledged, BATCH);
        while (!batch.isEmpty() && push(batch)) {
            acknowledged = batch.get(batch.size() - 1).change().seq();
            journal.add(Json.object().put("pushed", acknowledged));
            batch = life.since(acknowledged, BATCH);
        }
        Duration longer = pause.multipliedBy(2);
        pause = batch.isEmpty() ? SHORTEST_PAUSE : longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private boolean push(List<Told> batch) {
        Destination to = destination;
        if (to == null || misbehaviour.faults().down()) {
            return false;
        }
        HttpRequest request = HttpRequest.newBuilder(to.address())
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("X-API-Key", to.key())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(batch)))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                LOG.debug("the hub answered {} to a push of {} events; it is repeated", status, batch.size());
            }
            return status / 100 == 2;
        } catch (IOException e) {
            LOG.debug("the hub was not reached with {} events; the push is repeated", batch.size(), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private byte[] body(List<Told> batch) {
        if (misbehaviour.faults().garbage()) {
            return Reply.GARBAGE;
        }
        ObjectNode body = Json.object();
        ArrayNode events = body.putArray("events");
        misbehaviour.disturbed(batch).forEach(told -> events.add(LandOfficeJson.dossier(told)));
        return Json.bytes(body);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // Only then may the file that notes what was pushed be closed.
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }
}

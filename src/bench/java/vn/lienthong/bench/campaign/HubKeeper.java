package vn.lienthong.bench.campaign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import vn.lienthong.hub.crash.HubProcess;

/** Starts the hub whenever it is not running, as a system's service manager does. */
final class HubKeeper implements AutoCloseable {
    private final HubProcess hub;
    private final Path home;
    private final AtomicInteger starts = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

    HubKeeper(HubProcess hub, Path home) {
        this.hub = hub;
        this.home = home;
    }

    void start() {
        watch.scheduleWithFixedDelay(this::keep, 0, 500, TimeUnit.MILLISECONDS);
        awaitUp();
    }

    private synchronized void keep() {
        if (!hub.isAlive()) {
            try {
                hub.start();
                starts.incrementAndGet();
            } catch (IOException e) {
                // The disk may be full; the next look tries again.
            }
        }
    }

    URI address(String path) {
        return hub.address(path);
    }

    int starts() {
        return starts.get();
    }

    synchronized void kill() throws InterruptedException {
        if (hub.isAlive()) {
            hub.kill();
        }
    }

    /** Stops the process where it stands, and lets it go on; what a machine that is overcommitted does. */
    void freeze(Duration howLong) throws Exception {
        long pid = hub.pid();
        signal("-STOP", pid);
        try {
            TimeUnit.MILLISECONDS.sleep(howLong.toMillis());
        } finally {
            signal("-CONT", pid);
        }
    }

    private static void signal(String signal, long pid) throws Exception {
        new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
    }

    /** Waits until it says that it is up, over as many starts as it takes. */
    void awaitUp() {
        HttpRequest health = HttpRequest.newBuilder(address("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Awaitility.await("the hub in " + home)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> client.send(health, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    @Override
    public void close() throws Exception {
        watch.shutdownNow();
        watch.awaitTermination(10, TimeUnit.SECONDS);
        hub.close();
    }
}

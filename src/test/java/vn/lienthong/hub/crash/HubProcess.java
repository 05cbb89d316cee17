package vn.lienthong.hub.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/** The hub as it is installed: the jar, in a process of its own, which can be killed without warning. */
public final class HubProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "lienthong-hub.jar");
    // Two cores that do other work as well take more than a minute for a start.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path home;
    private final List<String> settings;
    private final Map<String, String> environment;
    private final String heap;
    private final int port;
    private @Nullable Process process;
    private int starts;

    /**
     * @param home its data, logs and journal
     * @param settings as on the command line, {@code --name=value}
     */
    public HubProcess(Path home, List<String> settings, Map<String, String> environment) {
        this(home, settings, environment, "1g");
    }

    /** @param heap the most memory for its objects, such as {@code 128m} */
    public HubProcess(Path home, List<String> settings, Map<String, String> environment, String heap) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is missing; this test runs the packaged hub: ./mvnw verify");
        }
        this.home = home;
        this.settings = List.copyOf(settings);
        this.environment = Map.copyOf(environment);
        this.heap = heap;
        this.port = FreePort.find();
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public void start() throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                // It lives for seconds: what the second compiler would do for it costs more than it gains.
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "--server.port=" + port,
                "--lienthong.home=" + home.resolve("data")));
        for (String door : List.of("core", "amqp", "mqtt", "stomp")) {
            String setting = "--lienthong.broker." + door + "-port=";
            if (settings.stream().noneMatch(one -> one.startsWith(setting))) {
                words.add(setting + 0);
            }
        }
        words.addAll(settings);
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(home.resolve("hub-" + ++starts + ".log").toFile());
        process = builder.start();
    }

    /**
     * Settings that let clients in.
     *
     * @param grants what each client may, by its id, such as {@code rights=look-up}, or several of these with spaces between
     *     them; its key is {@link #key}
     */
    public static List<String> clients(Map<String, String> grants) {
        List<String> settings = new ArrayList<>(List.of(
                "--lienthong.access.rate-limit.per-second=100000", "--lienthong.access.rate-limit.burst=100000"));
        int n = 0;
        for (Map.Entry<String, String> client : new TreeMap<>(grants).entrySet()) {
            String at = "--lienthong.access.clients[" + n++ + "].";
            settings.add(at + "id=" + client.getKey());
            settings.add(at + "key-hash=" + sha256(key(client.getKey())));
            for (String grant : client.getValue().split(" ")) {
                settings.add(at + grant);
            }
        }
        return settings;
    }

    /** The key that {@link #clients} gives a client. */
    public static String key(String client) {
        return "lt_" + client + "_crash-test-key-0123456789-0123456789-01";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the hub says that it is up. */
    public void awaitUp() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(address("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        awaitUntil(
                "the hub to be up",
                () -> client.send(health, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    /** Waits for what the hub does; where it ends instead, or takes too long, the error has the end of its log. */
    public void awaitUntil(String what, Callable<Boolean> done) {
        try {
            Awaitility.await(what + ", start " + starts)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast("the hub ended", () -> !running().isAlive())
                    .until(done);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError(e.getMessage() + "\nThe end of " + log() + ":\n" + endOfLog(), e);
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }

    /** Whether the process lives; it may still be starting. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process's id, as the operating system knows it. */
    public long pid() {
        return running().pid();
    }

    /** The log of the present start. */
    public Path log() {
        return home.resolve("hub-" + starts + ".log");
    }

    /** As kill -9: no word of warning, no hook runs. */
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the hub was not started");
        }
        return process;
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}

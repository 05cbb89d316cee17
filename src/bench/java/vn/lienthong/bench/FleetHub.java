package vn.lienthong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ServerSocket;
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
import java.util.concurrent.TimeUnit;

/** The packaged hub as a process, with a folder of connectors of its own. */
final class FleetHub implements AutoCloseable {
    static final String KEY = "lt_bench_0123456789012345678901234567890123456789";

    private static final JsonMapper JSON = new JsonMapper();

    private final ServerProcess process;
    private final int port;
    private final Fleet fleet;
    private final HttpClient http = HttpClient.newHttpClient();
    private Duration allRan = Duration.ZERO;

    private FleetHub(ServerProcess process, int port, Fleet fleet) {
        this.process = process;
        this.port = port;
        this.fleet = fleet;
    }

    /** Starts a hub on the fleet's folder, and waits until every connector runs. */
    static FleetHub start(Path home, Fleet fleet, int connectors) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Files.createDirectories(home);
        Path settings = home.resolve("bench.properties");
        Files.writeString(settings, settings(connectors));
        long begin = System.nanoTime();
        var process = ServerProcess.start(
                home.resolve("hub.log"), port, words(home.resolve("data"), fleet.folder(), settings, port));
        var hub = new FleetHub(process, port, fleet);
        hub.awaitRunning(connectors);
        hub.allRan = Duration.ofNanos(System.nanoTime() - begin);
        return hub;
    }

    private static String settings(int connectors) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
        var pushes = new ArrayList<>(Fleet.pushing(connectors));
        // Those that come later.
        pushes.addAll(List.of(Fleet.id(9_900), Fleet.id(9_910)));
        return """
                lienthong.access.clients[0].id=bench
                lienthong.access.clients[0].key-hash=%s
                lienthong.access.clients[0].rights=look-up,see-personal-data,view,administer
                lienthong.access.clients[0].pushes-for=%s
                lienthong.access.rate-limit.per-second=1000000
                lienthong.access.rate-limit.burst=1000000
                BENCH_SECRET=bench
                """
                .formatted(HexFormat.of().formatHex(hash), String.join(",", pushes));
    }

    private static List<String> words(Path home, Path connectors, Path settings, int port) {
        List<String> words = new ArrayList<>(List.of("-Xmx1g"));
        words.addAll(List.of(System.getProperty("bench.hub.jvm", "").split(" ")));
        words.remove("");
        // Classes that are not packaged start by their path.
        String classes = System.getProperty("bench.hub.classpath");
        words.addAll(
                classes == null
                        ? List.of("-jar", "target/lienthong-hub.jar")
                        : List.of("-cp", classes, "vn.lienthong.hub.LienThongHub"));
        words.addAll(List.of(
                "--server.port=" + port,
                "--server.tomcat.max-keep-alive-requests=-1",
                "--spring.config.additional-location=file:" + settings,
                "--lienthong.home=" + home,
                "--lienthong.connectors=" + connectors));
        for (String door : List.of("core", "amqp", "mqtt", "stomp")) {
            words.add("--lienthong.broker." + door + "-port=0");
        }
        return words;
    }

    /** Waits until so many connectors run, five minutes at most. */
    private void awaitRunning(int connectors) throws Exception {
        Map<String, Integer> seen = Map.of();
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (System.nanoTime() < end) {
            seen = conditions();
            int running = seen.getOrDefault("running", 0) + seen.getOrDefault("struggling", 0);
            if (running >= connectors) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(connectors > 100 ? 500 : 100);
        }
        throw new IllegalStateException("of " + connectors + " connectors are " + seen);
    }

    /** How many connectors are in each condition. */
    Map<String, Integer> conditions() throws Exception {
        Map<String, Integer> seen = new TreeMap<>();
        for (JsonNode connector : JSON.readTree(get("/api/v1/connectors")).path("connectors")) {
            seen.merge(connector.path("condition").asText(), 1, Integer::sum);
        }
        return seen;
    }

    /** The body of an answer, or nothing where there is none yet. */
    String get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-API-Key", KEY)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException starting) {
            return "";
        }
    }

    /** How an address answers a push; 0 for not at all. */
    int push(String connector, String body) throws InterruptedException {
        return post("/api/v1/connectors/" + connector + "/changes", body);
    }

    /** The status of what is answered; 0 for no answer. */
    int post(String path) throws InterruptedException {
        return post(path, "");
    }

    private int post(String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-API-Key", KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException starting) {
            return 0;
        }
    }

    ServerProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    Fleet fleet() {
        return fleet;
    }

    /** From the process's start until every connector ran. */
    Duration allRan() {
        return allRan;
    }

    /** Threads of the process. */
    int threads() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line -> Integer.parseInt(line.substring(8).strip()))
                .findFirst()
                .orElse(-1);
    }

    /** Waits until the processor time of a second no longer falls, so many seconds at most. */
    void settle(int most) throws InterruptedException {
        double before = cpuPercent(1);
        for (int second = 1; second < most; second++) {
            double now = cpuPercent(1);
            if (now < 8 || now > before * 0.8) {
                return;
            }
            before = now;
        }
    }

    /** Processor time in hundredths of a core, over so many seconds. */
    double cpuPercent(int seconds) throws InterruptedException {
        Duration before = process.cpu();
        long begin = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        return process.cpu().minus(before).toNanos() * 100.0 / (System.nanoTime() - begin);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}

package vn.lienthong.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Measures the hub beside the {@link PlainHub} in one run: the same requests, to processes on the same core, in turns. Prints Markdown.
 *
 * <p>Run it by {@code src/bench/run}.
 *
 * <p>Wall-clock rates of a shared machine vary severalfold; the processor time per request, read from the operating system, is the
 * figure to trust. Rounds during which the machine was stolen from (more than 2 % of a core) are thrown away.
 */
public final class HubBench {
    private static final int DOSSIERS = 5_000;
    private static final String KEY = "lt_bench_0123456789012345678901234567890123456789";

    private final Path work;
    private final int rounds = Integer.getInteger("bench.rounds", 5);
    private final int requests = Integer.getInteger("bench.requests", 10_000);

    private HubBench(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory(Path.of("target"), "bench-");
        new HubBench(work).run();
    }

    private void run() throws Exception {
        int hubPort = freePort();
        int plainPort = freePort();
        try (var hub = ServerProcess.start(work.resolve("hub.log"), hubPort, hubWords(hubPort));
                var plain = ServerProcess.start(work.resolve("plain.log"), plainPort, plainWords(plainPort))) {
            System.out.printf(
                    Locale.ROOT,
                    "start-up until the port answers: hub %.1f s, plain %.1f s%n%n",
                    hub.startUp().toMillis() / 1e3,
                    plain.startUp().toMillis() / 1e3);
            var hubLoad = new HttpLoad(hubPort);
            var plainLoad = new HttpLoad(plainPort);
            LongFunction<HttpLoad.Request> hubPush = n -> push("/api/v1/connectors/bench-office/changes", n);
            LongFunction<HttpLoad.Request> plainPush = n -> push("/changes", n);

            // Fills both stores and warms both up.
            hubLoad.flatOut(32, DOSSIERS * 4L, hubPush);
            plainLoad.flatOut(32, DOSSIERS * 4L, plainPush);

            Map<String, Subject> lookUps = new LinkedHashMap<>();
            lookUps.put("hub look-up", new Subject(hub, hubLoad, n -> get("/api/v1/dossiers/" + code(n))));
            lookUps.put("plain look-up", new Subject(plain, plainLoad, n -> get("/dossiers/" + code(n))));
            lookUps.put("hub bare JSON", new Subject(hub, hubLoad, n -> get("/api/v1")));
            lookUps.put("plain bare JSON", new Subject(plain, plainLoad, n -> get("/bare")));
            for (Subject subject : lookUps.values()) {
                subject.load.flatOut(8, requests * 2L, subject.make);
            }
            System.out.println("## Look-ups from the store, 8 connections\n");
            table(lookUps, 8, requests);
            latencies(lookUps);

            for (int senders : new int[] {1, 8, 64}) {
                Map<String, Subject> pushes = new LinkedHashMap<>();
                long base = DOSSIERS * 1_000L * senders;
                var turn = new java.util.concurrent.atomic.AtomicLong(base);
                pushes.put(
                        "hub push",
                        new Subject(
                                hub,
                                hubLoad,
                                n -> push("/api/v1/connectors/bench-office/changes", turn.getAndIncrement())));
                pushes.put("plain push", new Subject(plain, plainLoad, n -> push("/changes", turn.getAndIncrement())));
                System.out.printf("%n## Push until durable, %d senders%n%n", senders);
                table(pushes, senders, senders == 1 ? requests / 10 : requests / 2);
            }
        }
    }

    /** A server and what to ask it. */
    private record Subject(ServerProcess server, HttpLoad load, LongFunction<HttpLoad.Request> make) {}

    private void table(Map<String, Subject> subjects, int senders, long count) throws Exception {
        Map<String, List<Double>> cpu = new LinkedHashMap<>();
        Map<String, List<Double>> rate = new LinkedHashMap<>();
        int thrownAway = 0;
        for (int round = 0; round < rounds; round++) {
            for (var entry : subjects.entrySet()) {
                Subject subject = entry.getValue();
                long stealBefore = steal();
                Duration before = subject.server.cpu();
                HttpLoad.Outcome outcome = subject.load.flatOut(senders, count, subject.make);
                Duration used = subject.server.cpu().minus(before);
                if (steal() - stealBefore > outcome.seconds() * 2) {
                    thrownAway++;
                    continue;
                }
                cpu.computeIfAbsent(entry.getKey(), unused -> new ArrayList<>())
                        .add(used.toNanos() / 1e3 / outcome.done());
                rate.computeIfAbsent(entry.getKey(), unused -> new ArrayList<>())
                        .add(outcome.rate());
            }
        }
        System.out.println("| what | per second, median | CPU µs each, median | rounds |");
        System.out.println("| --- | ---: | ---: | ---: |");
        for (String name : subjects.keySet()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %d |%n",
                    name,
                    median(rate.get(name)),
                    median(cpu.get(name)),
                    rate.getOrDefault(name, List.of()).size());
        }
        System.out.printf("%nRounds thrown away for stolen time: %d%n", thrownAway);
    }

    private void latencies(Map<String, Subject> subjects) throws Exception {
        System.out.println("\nAt 500 requests a second in all, from when each was due:\n");
        System.out.println("| what | p50 ms | p99 ms |");
        System.out.println("| --- | ---: | ---: |");
        for (var entry : subjects.entrySet()) {
            var subject = entry.getValue();
            var latency = subject.load.atRate(8, 500L * 10, 500, subject.make).latency();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f |%n",
                    entry.getKey(),
                    latency.getValueAtPercentile(50) / 1e3,
                    latency.getValueAtPercentile(99) / 1e3);
        }
    }

    private static String code(long n) {
        return "H27.99-260105-%05d".formatted(n % DOSSIERS);
    }

    private static HttpLoad.Request get(String path) {
        return new HttpLoad.Request("GET", path, "X-API-Key: " + KEY + "\r\n", "");
    }

    private static HttpLoad.Request push(String path, long n) {
        String event =
                """
                {"code":"%s","version":%d,"dossierStatus":{"id":%d,"name":"x"},"updatedDate":"%s",\
                "procedure":{"code":"1.000001","name":"Thủ tục đo tải"},\
                "acceptedDate":"2026-01-05T01:00:00.000+0000","appointmentDate":"2026-12-05T10:00:00.000+0000",\
                "applicant":{"data":{"fullname":"Nguyễn Văn Đo","identityNumber":"000000000000",\
                "phoneNumber":"0000000000","email":"do@example.invalid"}}}"""
                        .formatted(
                                code(n),
                                n / DOSSIERS,
                                new int[] {0, 10, 2, 4}[(int) (n / DOSSIERS % 4)],
                                java.time.Instant.parse("2026-01-05T01:00:00Z").plusSeconds(n / DOSSIERS * 60));
        return new HttpLoad.Request("POST", path, "X-API-Key: " + KEY + "\r\n", "{\"events\":[" + event + "]}");
    }

    private List<String> hubWords(int port) throws Exception {
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                .digest(KEY.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<String> words = new ArrayList<>(List.of(
                "-Xmx1g",
                "-jar",
                "target/lienthong-hub.jar",
                "--server.port=" + port,
                // The load keeps its connections; Tomcat closes one after 100 requests otherwise.
                "--server.tomcat.max-keep-alive-requests=-1",
                "--lienthong.home=" + work.resolve("hub"),
                "--lienthong.connectors=src/bench/connectors",
                "--BENCH_PORTAL_URL=http://127.0.0.1:9",
                "--BENCH_PORTAL_PASSWORD=none",
                "--lienthong.access.clients[0].id=bench",
                "--lienthong.access.clients[0].key-hash="
                        + java.util.HexFormat.of().formatHex(hash),
                "--lienthong.access.clients[0].rights=look-up,see-personal-data,view",
                "--lienthong.access.clients[0].pushes-for=bench-office",
                "--lienthong.access.rate-limit.per-second=1000000",
                "--lienthong.access.rate-limit.burst=1000000"));
        for (String door : List.of("core", "amqp", "mqtt", "stomp")) {
            words.add("--lienthong.broker." + door + "-port=0");
        }
        return words;
    }

    private List<String> plainWords(int port) {
        return List.of(
                "-Xmx1g",
                "-Dplain.home=" + work.resolve("plain"),
                "-cp",
                System.getProperty("java.class.path"),
                PlainHub.class.getName(),
                "--server.port=" + port,
                "--server.tomcat.max-keep-alive-requests=-1",
                "--cxf.path=/soap");
    }

    private static double median(List<Double> values) {
        if (values == null || values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** Hundredths of a second that other guests took from this machine, since it started; 0 where it is not told. */
    private static long steal() throws IOException {
        Path stat = Path.of("/proc/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        try (var lines = Files.lines(stat)) {
            return Long.parseLong(
                    lines.findFirst().orElse("cpu 0 0 0 0 0 0 0 0").trim().split("\\s+")[8]);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package vn.lienthong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import vn.lienthong.hub.crash.FreePort;

/**
 * Measures the hub beside the {@link PlainHub} in one run: the same requests, to processes on the same core, in turns. Prints Markdown.
 *
 * <p>Run it by {@code src/bench/run}.
 *
 * <p>Wall-clock rates of a shared machine vary severalfold; the processor time per request, read from the operating system, is the
 * figure to trust. Rounds during which the machine was stolen from (more than 2 % of a core) are thrown away.
 */
public final class HubBench {
    private static final int DOSSIERS = Pushes.DOSSIERS;

    /** A server is warm when its compilers take less of its processor time than this. */
    private static final double COMPILING = 0.05;

    private static final Duration LONGEST_WARMING = Duration.ofSeconds(Integer.getInteger("bench.warming", 120));

    private static final int[] SENDERS = numbers("bench.senders", "1,8,64");
    private static final int[] EVENTS = numbers("bench.events", "1,20");

    private final Path work;
    private final int rounds = Integer.getInteger("bench.rounds", 5);
    private final Turns turns = new Turns(rounds, true);
    private final int requests = Integer.getInteger("bench.requests", 10_000);

    private HubBench(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory(Path.of("target"), "bench-");
        new HubBench(work).run();
    }

    private void run() throws Exception {
        if (isAsked("deliver")) {
            new DeliveryBench(work, rounds).run();
        }
        if (isAsked("look-up") || isAsked("push")) {
            besideThePlainOne();
        }
    }

    private void besideThePlainOne() throws Exception {
        int hubPort = FreePort.find();
        int plainPort = FreePort.find();
        // The portal's port is closed: these are to show pushes and look-ups alone.
        try (var hub = ServerProcess.start(
                        work.resolve("hub.log"),
                        hubPort,
                        BenchHub.words(work.resolve("hub"), hubPort, BenchHub.CONNECTORS, "http://127.0.0.1:9"));
                var plain = ServerProcess.start(work.resolve("plain.log"), plainPort, plainWords(plainPort))) {
            System.out.printf(
                    Locale.ROOT,
                    "Start-up until the port answers: hub %.1f s, plain %.1f s. Heap in use after start and a collection:"
                            + " hub %d MB, plain %d MB.%n%n",
                    hub.startUp().toMillis() / 1e3,
                    plain.startUp().toMillis() / 1e3,
                    hub.heapInUse() >> 20,
                    plain.heapInUse() >> 20);
            var hubLoad = new HttpLoad(hubPort);
            var plainLoad = new HttpLoad(plainPort);
            var hubPushes = new Pushes("/api/v1/connectors/bench-office/changes");
            var plainPushes = new Pushes("/changes");
            hubLoad.await(hubPushes.of(0).apply(0));
            plainLoad.await(plainPushes.of(0).apply(0));

            // Fills both stores and warms both up.
            hubLoad.flatOut(32, DOSSIERS * 4L, hubPushes.of(1));
            plainLoad.flatOut(32, DOSSIERS * 4L, plainPushes.of(1));
            hub.settle();
            plain.settle();

            if (isAsked("look-up")) {
                Map<String, Subject> lookUps = new LinkedHashMap<>();
                lookUps.put("hub look-up", new Subject(hub, hubLoad, n -> get("/api/v1/dossiers/" + Pushes.code(n))));
                lookUps.put("plain look-up", new Subject(plain, plainLoad, n -> get("/dossiers/" + Pushes.code(n))));
                lookUps.put("hub bare JSON", new Subject(hub, hubLoad, n -> get("/api/v1")));
                lookUps.put("plain bare JSON", new Subject(plain, plainLoad, n -> get("/bare")));
                System.out.println("## Look-ups from the store, 8 connections\n");
                leaveOut(lookUps);
                warmUp(lookUps, requests);
                table(lookUps, 8, requests);
                latencies(lookUps);
            }
            if (isAsked("push")) {
                pushes(hub, hubLoad, hubPushes, plain, plainLoad, plainPushes);
            }
        }
    }

    private void pushes(
            ServerProcess hub,
            HttpLoad hubLoad,
            Pushes hubPushes,
            ServerProcess plain,
            HttpLoad plainLoad,
            Pushes plainPushes)
            throws Exception {
        for (int events : EVENTS) {
            Map<String, Subject> pushes = new LinkedHashMap<>();
            pushes.put("hub push", new Subject(hub, hubLoad, hubPushes.of(events)));
            pushes.put("plain push", new Subject(plain, plainLoad, plainPushes.of(events)));
            leaveOut(pushes);
            warmUp(pushes, requests / events);
            for (int senders : SENDERS) {
                long count = Math.max(100, requests * Math.min(senders, 16) / 16 / events);
                System.out.printf("%n## Push until durable, %d senders, %d changes in a push%n%n", senders, events);
                table(pushes, senders, count);
            }
        }
    }

    static int[] numbers(String property, String otherwise) {
        return java.util.Arrays.stream(System.getProperty(property, otherwise).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static boolean isAsked(String part) {
        return List.of(System.getProperty("bench.parts", "deliver,look-up,push").split(","))
                .contains(part);
    }

    /** With all connections there are, for compilers work for minutes where calls are few. */
    private void warmUp(Map<String, Subject> subjects, long count) throws Exception {
        for (Subject subject : subjects.values()) {
            long begin = System.nanoTime();
            int warmRounds = 0;
            do {
                Duration cpu = subject.server.cpu();
                Duration compiling = subject.server.compiling();
                subject.load.flatOut(16, count, subject.make);
                double share =
                        (double) subject.server.compiling().minus(compiling).toNanos()
                                / subject.server.cpu().minus(cpu).toNanos();
                warmRounds = share < COMPILING ? warmRounds + 1 : 0;
            } while (warmRounds < 2 && System.nanoTime() - begin < LONGEST_WARMING.toNanos());
            subject.server.settle();
        }
    }

    /** A server and what to ask it. */
    private record Subject(ServerProcess server, HttpLoad load, LongFunction<HttpLoad.Request> make) {}

    /** For a profile of one alone: {@code -Dbench.only="hub look-up"}. */
    private static void leaveOut(Map<String, Subject> subjects) {
        String only = System.getProperty("bench.only");
        if (only != null) {
            subjects.keySet().removeIf(name -> !name.equals(only));
        }
    }

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
                // What a request leaves to be done later is part of its price, and must not slow the next round.
                subject.server.settle();
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
        System.out.printf(Locale.ROOT, "A sync of the same disk takes %.2f ms now.%n%n", DiskSync.median(work));
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

    private static HttpLoad.Request get(String path) {
        return new HttpLoad.Request("GET", path, "X-API-Key: " + BenchHub.KEY + "\r\n", "");
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
}

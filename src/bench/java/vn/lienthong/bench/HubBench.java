package vn.lienthong.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import vn.lienthong.hub.simulator.NationalPortal;

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
            deliver();
        }
        if (isAsked("look-up") || isAsked("push")) {
            besideThePlainOne();
        }
    }

    /** From push to portal: the hub with a portal that listens. The yardstick has nothing like it. */
    private void deliver() throws Exception {
        int port = HubWords.freePort();
        String password = "bench";
        try (var portal = NationalPortal.start(0, password, null, Clock.systemUTC());
                var hub = ServerProcess.start(
                        work.resolve("delivering.log"),
                        port,
                        hubWords("delivering", port, portal.address().toString(), password))) {
            var load = new HttpLoad(port);
            var pushes = new Pushes("/api/v1/connectors/bench-office/changes");
            load.await(pushes.of(0).apply(0));
            System.out.println("## From push to portal, 20 changes in a push, 8 senders\n");
            System.out.println("| changes | accepted per second | at the portal per second | hub's CPU µs each |");
            System.out.println("| ---: | ---: | ---: | ---: |");
            long told = 0;
            for (int round = 0; round <= rounds; round++) {
                Duration before = hub.cpu();
                long begin = System.nanoTime();
                HttpLoad.Outcome outcome = load.flatOut(8, DOSSIERS / 20, pushes.of(20));
                told += DOSSIERS;
                while (steps(portal) < told) {
                    Thread.sleep(1_000);
                    if (System.nanoTime() - begin > 600_000_000_000L) {
                        throw new IllegalStateException("the portal was told " + steps(portal) + " of " + told);
                    }
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                // The first round warms up.
                if (round > 0) {
                    System.out.printf(
                            Locale.ROOT,
                            "| %d | %.0f | %.0f | %.0f |%n",
                            DOSSIERS,
                            outcome.rate() * 20,
                            DOSSIERS / seconds,
                            hub.cpu().minus(before).toNanos() / 1e3 / DOSSIERS);
                }
            }
            System.out.println();
        }
    }

    /** How many steps of dossiers a portal was told; the rest of its log are the dossiers themselves. */
    private static long steps(NationalPortal portal) {
        return portal.told().stream()
                .filter(entry -> !entry.path("isUpdating").isBoolean())
                .count();
    }

    private void besideThePlainOne() throws Exception {
        int hubPort = HubWords.freePort();
        int plainPort = HubWords.freePort();
        // The portal's port is closed: these are to show pushes and look-ups alone.
        try (var hub = ServerProcess.start(
                        work.resolve("hub.log"), hubPort, hubWords("hub", hubPort, "http://127.0.0.1:9", "none"));
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
                Map<String, Turns.Subject> lookUps = new LinkedHashMap<>();
                lookUps.put("hub look-up", new Turns.Subject(hub, hubLoad, n -> get("/api/v1/dossiers/" + code(n))));
                lookUps.put("plain look-up", new Turns.Subject(plain, plainLoad, n -> get("/dossiers/" + code(n))));
                lookUps.put("hub bare JSON", new Turns.Subject(hub, hubLoad, n -> get("/api/v1")));
                lookUps.put("plain bare JSON", new Turns.Subject(plain, plainLoad, n -> get("/bare")));
                System.out.println("## Look-ups from the store, 8 connections\n");
                Turns.leaveOut(lookUps);
                turns.warmUp(lookUps, 8, requests);
                turns.table(lookUps, 8, requests);
                turns.latencies(lookUps);
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
            for (int senders : SENDERS) {
                Map<String, Turns.Subject> pushes = new LinkedHashMap<>();
                pushes.put("hub push", new Turns.Subject(hub, hubLoad, hubPushes.of(events)));
                pushes.put("plain push", new Turns.Subject(plain, plainLoad, plainPushes.of(events)));
                long count = Math.max(100, requests * Math.min(senders, 16) / 16 / events);
                System.out.printf("%n## Push until durable, %d senders, %d changes in a push%n%n", senders, events);
                Turns.leaveOut(pushes);
                turns.warmUp(pushes, senders, count);
                turns.table(pushes, senders, count);
            }
        }
    }

    private static int[] numbers(String property, String otherwise) {
        return java.util.Arrays.stream(System.getProperty(property, otherwise).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static boolean isAsked(String part) {
        return List.of(System.getProperty("bench.parts", "deliver,look-up,push").split(","))
                .contains(part);
    }

    private static String code(long n) {
        return "H27.99-260105-%05d".formatted(n % DOSSIERS);
    }

    private static HttpLoad.Request get(String path) {
        return new HttpLoad.Request("GET", path, HubWords.KEY_HEADER, "");
    }

    /** Makes pushes: each change is a newer one of one of the dossiers, in turn. */
    private static final class Pushes {
        private static final java.time.Instant BEGIN = java.time.Instant.parse("2026-01-05T01:00:00Z");
        private static final int[] STATUSES = {0, 10, 2, 4};

        private final String path;
        private final java.util.concurrent.atomic.AtomicLong next = new java.util.concurrent.atomic.AtomicLong();

        Pushes(String path) {
            this.path = path;
        }

        LongFunction<HttpLoad.Request> of(int events) {
            return unused -> {
                var body = new StringBuilder("{\"events\":[");
                for (int i = 0; i < events; i++) {
                    body.append(i == 0 ? "" : ",").append(event(next.getAndIncrement()));
                }
                return new HttpLoad.Request("POST", path, HubWords.KEY_HEADER, body + "]}");
            };
        }

        private static String event(long n) {
            long version = n / DOSSIERS;
            return """
                    {"code":"%s","version":%d,"dossierStatus":{"id":%d,"name":"x"},"updatedDate":"%s",\
                    "procedure":{"code":"1.000001","name":"Thủ tục đo tải"},\
                    "acceptedDate":"2026-01-05T01:00:00.000+0000","appointmentDate":"2026-12-05T10:00:00.000+0000",\
                    "applicant":{"data":{"fullname":"Nguyễn Văn Đo","identityNumber":"000000000000",\
                    "phoneNumber":"0000000000","email":"do@example.invalid"}}}"""
                    .formatted(code(n), version, STATUSES[(int) (version % 4)], BEGIN.plusSeconds(version * 60));
        }
    }

    private List<String> hubWords(String home, int port, String portal, String password) throws Exception {
        List<String> words = new ArrayList<>(HubWords.of(work.resolve(home), port, Path.of("src/bench/connectors")));
        words.add("--BENCH_PORTAL_URL=" + portal);
        words.add("--BENCH_PORTAL_PASSWORD=" + password);
        words.add("--lienthong.access.clients[0].rights=look-up,see-personal-data,view");
        words.add("--lienthong.access.clients[0].pushes-for=bench-office");
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
}

package vn.lienthong.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Measures what a hub's connectors cost by their number. Prints Markdown. Run it by {@code src/bench/scale}.
 *
 * <p>{@code -Dbench.parts=rest,restart,busy,change,dead} chooses the parts, {@code -Dbench.connectors=1,10,100,1000} the numbers,
 * {@code -Dbench.rounds} and {@code -Dbench.requests} how long the load lasts.
 */
public final class ScaleBench {
    private static final int DOSSIERS = 2_000;
    private static final int SENDERS = 8;
    private static final int STEADY = 100;
    private static final int[] STATUSES = {0, 10, 2, 4};
    private static final Instant BEGIN = Instant.parse("2026-01-05T01:00:00Z");

    private final Path work;
    private final FleetSystems systems;
    private final int rounds = Integer.getInteger("bench.rounds", 5);
    private final int requests = Integer.getInteger("bench.requests", 3_000);
    private final int idle = Integer.getInteger("bench.idle-seconds", 30);
    private final int[] sizes;

    private ScaleBench(Path work, FleetSystems systems) {
        this.work = work;
        this.systems = systems;
        this.sizes = Arrays.stream(
                        System.getProperty("bench.connectors", "1,10,100,1000").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    public static void main(String[] args) throws Exception {
        List<String> parts = List.of(System.getProperty("bench.parts", "rest,restart,busy,change,dead")
                .split(","));
        try (var systems = new FleetSystems()) {
            var bench = new ScaleBench(Files.createTempDirectory(Path.of("target"), "scale-"), systems);
            if (parts.contains("rest")) {
                bench.atRest();
            }
            if (parts.contains("restart")) {
                bench.restart();
            }
            if (parts.contains("busy")) {
                bench.busy();
            }
            if (parts.contains("change")) {
                bench.change();
            }
            if (parts.contains("dead")) {
                bench.dead();
            }
        }
    }

    private FleetHub hub(String name, int connectors, int deadEvery) throws Exception {
        return hub(name, connectors, deadEvery, systems);
    }

    private FleetHub hub(String name, int connectors, int deadEvery, FleetSystems systems) throws Exception {
        var fleet = new Fleet(work.resolve(name + "-connectors"));
        fleet.layOut(connectors, systems.alive(), List.of(systems.silent(), systems.refused()), deadEvery);
        return FleetHub.start(work.resolve(name), fleet, connectors);
    }

    private void atRest() throws Exception {
        System.out.println("## At rest\n");
        System.out.println(
                "| connectors | port answers, s | all run, s | CPU s until then | threads | heap after collection, MB |"
                        + " idle, % of a core |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int size : sizes) {
            try (var hub = hub("rest-" + size, size, 0)) {
                Duration begun = hub.process().cpu();
                hub.settle(idle);
                double percent = hub.cpuPercent(idle);
                int threads = hub.threads();
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %.1f | %.1f | %.1f | %d | %d | %.1f |%n",
                        size,
                        hub.process().startUp().toMillis() / 1e3,
                        hub.allRan().toMillis() / 1e3,
                        begun.toMillis() / 1e3,
                        threads,
                        hub.process().heapInUse() >> 20,
                        percent);
            }
        }
        System.out.println();
    }

    /** Each connector stops and starts again, one after the other: what a start costs where the compilers have done their work. */
    private void restart() throws Exception {
        System.out.println("## Each connector is restarted\n");
        System.out.println(
                "| connectors | turn | ms until it runs again, median | p90 | CPU ms each, what the hub does at rest taken off |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: |");
        for (int size : sizes) {
            try (var hub = hub("restart-" + size, size, 0)) {
                hub.settle(idle);
                for (int turn = 1; turn <= rounds; turn++) {
                    double rest = hub.cpuPercent(10) / 100;
                    Duration before = hub.process().cpu();
                    long begin = System.nanoTime();
                    List<Double> took = new ArrayList<>();
                    for (int number = 0; number < size; number++) {
                        long asked = System.nanoTime();
                        int status = hub.post("/api/v1/connectors/" + Fleet.id(number) + "/restart");
                        if (status != 200) {
                            throw new IllegalStateException("a restart was answered " + status);
                        }
                        took.add((System.nanoTime() - asked) / 1e6);
                    }
                    double cpu = hub.process().cpu().minus(before).toNanos() - (System.nanoTime() - begin) * rest;
                    Collections.sort(took);
                    System.out.printf(
                            Locale.ROOT,
                            "| %d | %d | %.1f | %.1f | %.1f |%n",
                            size,
                            turn,
                            median(took),
                            took.get(size * 9 / 10),
                            cpu / 1e6 / size);
                }
            }
        }
        System.out.println();
    }

    /** The hubs run at the same time and are loaded in turns, so that both meet the same machine. */
    private void busy() throws Exception {
        System.out.println("## Busy: pushes of one change, " + SENDERS + " senders\n");
        List<Loaded> loaded = new ArrayList<>();
        try {
            for (int size : sizes) {
                loaded.add(new Loaded(hub("busy-" + size, size, 0), size));
            }
            for (Loaded one : loaded) {
                one.warmUp();
            }
            for (int round = 0; round < rounds; round++) {
                for (Loaded one : loaded) {
                    one.round();
                }
            }
            System.out.println(
                    "| connectors | pushes per second | CPU µs each, rest taken off | p50 ms at 100/s | p99 ms at 100/s |"
                            + " threads under load |");
            System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: |");
            for (Loaded one : loaded) {
                one.tell();
            }
        } finally {
            for (Loaded one : loaded) {
                one.hub.close();
            }
        }
        System.out.println();
    }

    /** One hub under load. Every connector that takes pushes gets some. */
    private final class Loaded {
        private final FleetHub hub;
        private final int size;
        private final HttpLoad load;
        private final LongFunction<HttpLoad.Request> pushes;
        private final List<Double> rates = new ArrayList<>();
        private final List<Double> cpu = new ArrayList<>();
        private double restPercent;
        private int threads;

        Loaded(FleetHub hub, int size) {
            this.hub = hub;
            this.size = size;
            this.load = new HttpLoad(hub.port());
            this.pushes = pushes(Fleet.pushing(size));
        }

        void warmUp() throws Exception {
            load.await(pushes.apply(0));
            double before = Double.MAX_VALUE;
            for (int round = 0; round < 8; round++) {
                Duration begin = hub.process().cpu();
                load.flatOut(SENDERS, requests, pushes);
                double each = (double) hub.process().cpu().minus(begin).toNanos() / requests;
                if (round >= 4 && each > before * 0.95) {
                    break;
                }
                before = Math.min(before, each);
            }
            hub.settle(20);
            restPercent = hub.cpuPercent(5);
        }

        void round() throws Exception {
            Duration before = hub.process().cpu();
            long begin = System.nanoTime();
            HttpLoad.Outcome outcome = load.flatOut(SENDERS, requests, pushes);
            threads = Math.max(threads, hub.threads());
            // What a push leaves to be done is part of its price; what the others do by themselves is not.
            hub.settle(10);
            double rest = (System.nanoTime() - begin) * restPercent / 100;
            rates.add(outcome.rate());
            cpu.add((hub.process().cpu().minus(before).toNanos() - rest) / 1e3 / outcome.done());
        }

        void tell() throws Exception {
            var latency = load.atRate(SENDERS, STEADY * 10L, STEADY, pushes).latency();
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %.2f | %.2f | %d |%n",
                    size,
                    median(rates),
                    median(cpu),
                    latency.getValueAtPercentile(50) / 1e3,
                    latency.getValueAtPercentile(99) / 1e3,
                    threads);
        }
    }

    /** One connector comes and goes, while others are pushed to. */
    private void change() throws Exception {
        System.out.println("## One connector comes and goes, 100 pushes a second to others\n");
        System.out.println(
                "| connectors | until it takes pushes, ms | until it is gone, ms | CPU ms of coming and going |"
                        + " p99 of the others without, ms | p99 with, ms |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int size : sizes) {
            try (var hub = hub("change-" + size, size, 0)) {
                var one = new Loaded(hub, size);
                one.warmUp();
                int seconds = 20;
                Duration cpu = hub.process().cpu();
                var without = one.load
                        .atRate(SENDERS, (long) STEADY * seconds, STEADY, one.pushes)
                        .latency();
                Duration quiet = hub.process().cpu().minus(cpu);
                List<Double> coming = new ArrayList<>();
                List<Double> going = new ArrayList<>();
                cpu = hub.process().cpu();
                var with = CompletableFuture.supplyAsync(() -> {
                    try {
                        return one.load
                                .atRate(SENDERS, (long) STEADY * seconds, STEADY, one.pushes)
                                .latency();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                int turns = 0;
                while (!with.isDone()) {
                    coming.add(until(() -> hub.fleet().layOut(9_900, systems.alive()), hub, 202));
                    going.add(until(() -> hub.fleet().remove(9_900), hub, 404));
                    turns++;
                }
                Duration busy = hub.process().cpu().minus(cpu);
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %.0f | %.0f | %.0f | %.2f | %.2f |%n",
                        size,
                        median(coming),
                        median(going),
                        busy.minus(quiet).toMillis() / (double) turns,
                        without.getValueAtPercentile(99) / 1e3,
                        with.get().getValueAtPercentile(99) / 1e3);
            }
        }
        System.out.println();
    }

    private interface Act {
        void run() throws Exception;
    }

    private double until(Act act, FleetHub hub, int status) throws Exception {
        String id = Fleet.id(9_900);
        act.run();
        long begin = System.nanoTime();
        while (hub.push(id, "{\"events\":[]}") != status) {
            TimeUnit.MILLISECONDS.sleep(5);
            if (System.nanoTime() - begin > 60_000_000_000L) {
                throw new IllegalStateException(id + " does not answer " + status);
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    /** The same fleet with and without a tenth of dead connectors: both hubs run at the same time and are loaded in turns. */
    private void dead() throws Exception {
        System.out.println("## A tenth of them dead\n");
        System.out.println(
                "| connectors | dead | pushes per second | CPU µs each | lists read per live system and minute |"
                        + " look-ups per second | p50 of look-ups ms at 20/s | p99 | not answered | threads |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        int size = sizes[sizes.length - 1];
        List<DeadRow> rows = new ArrayList<>();
        try (var others = new FleetSystems()) {
            rows.add(new DeadRow(new Loaded(hub("dead-0", size, 0, systems), size), systems));
            rows.add(new DeadRow(new Loaded(hub("dead-6", size, 6, others), size), others));
            for (DeadRow row : rows) {
                row.loaded.warmUp();
            }
            for (int round = 0; round < rounds; round++) {
                for (DeadRow row : rows) {
                    row.loaded.round();
                }
            }
            rows.forEach(DeadRow::beginPolls);
            TimeUnit.SECONDS.sleep(60);
            rows.forEach(DeadRow::endPolls);
            for (int round = 0; round < rounds; round++) {
                for (DeadRow row : rows) {
                    row.lookUps();
                }
            }
            rows.forEach(DeadRow::tell);
        } finally {
            for (DeadRow row : rows) {
                row.loaded.hub.close();
            }
        }
        System.out.println();
    }

    private static final class DeadRow {
        private final Loaded loaded;
        private final FleetSystems systems;
        private final List<String> living;
        private final List<String> silent;
        private final AtomicLong asked = new AtomicLong();
        private final AtomicLong codes = new AtomicLong();
        private final List<Double> rates = new ArrayList<>();
        private final Histogram latency = new Histogram(3);
        private final HttpLoad load;
        private long polls;
        private double lists;
        private int threads;

        DeadRow(Loaded loaded, FleetSystems systems) {
            this.loaded = loaded;
            this.systems = systems;
            this.load = new HttpLoad(loaded.hub.port(), true);
            List<String> polled = Fleet.polled(loaded.size);
            List<String> dead = loaded.hub.fleet().dead();
            this.living = polled.stream().filter(id -> !dead.contains(id)).toList();
            this.silent = polled.stream().filter(dead::contains).toList();
        }

        void beginPolls() {
            polls = systems.polls();
        }

        void endPolls() {
            lists = (systems.polls() - polls) / (double) living.size();
        }

        /** People ask for dossiers of dead agencies as well; nobody waits for their answers here. */
        void lookUps() throws Exception {
            var hopeless = CompletableFuture.runAsync(() -> {
                try {
                    if (!silent.isEmpty()) {
                        new HttpLoad(loaded.hub.port(), true)
                                .atRate(16, 300, 20, n -> lookUp(silent, asked.getAndIncrement()));
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            LongFunction<HttpLoad.Request> lookUps = n -> lookUp(rest(living), codes.getAndIncrement());
            latency.add(load.atRate(SENDERS, 200, 20, lookUps).latency());
            rates.add(load.flatOut(SENDERS, 1_000, lookUps).rate());
            threads = Math.max(threads, loaded.hub.threads());
            hopeless.join();
        }

        void tell() {
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %.0f | %.0f | %.2f | %.0f | %.2f | %.2f | %d | %d |%n",
                    loaded.size,
                    loaded.hub.fleet().dead().size(),
                    median(loaded.rates),
                    median(loaded.cpu),
                    lists,
                    median(rates),
                    latency.getValueAtPercentile(50) / 1e3,
                    latency.getValueAtPercentile(99) / 1e3,
                    load.problems(),
                    threads);
        }

        /** SOAP systems of the simulation know no dossier. */
        private static List<String> rest(List<String> living) {
            return living.stream().filter(id -> !id.endsWith("3")).toList();
        }
    }

    private static HttpLoad.Request lookUp(List<String> systems, long n) {
        String id = systems.get((int) (n % systems.size()));
        int number = Integer.parseInt(id.substring(id.length() - 4));
        String code =
                String.format(Locale.ROOT, "H99.%02d.%02d-260105-%06d", number / 100, number % 100, n % 1_000_000);
        return new HttpLoad.Request("GET", "/api/v1/dossiers/" + code, "X-API-Key: " + FleetHub.KEY + "\r\n", "");
    }

    private static LongFunction<HttpLoad.Request> pushes(List<String> connectors) {
        AtomicLong counted = new AtomicLong();
        return unused -> {
            long n = counted.getAndIncrement();
            String id = connectors.get((int) (n % connectors.size()));
            return new HttpLoad.Request(
                    "POST",
                    "/api/v1/connectors/" + id + "/changes",
                    "X-API-Key: " + FleetHub.KEY + "\r\n",
                    "{\"events\":[" + event(n) + "]}");
        };
    }

    private static String event(long n) {
        long version = n / DOSSIERS;
        return """
                {"code":"H99.88-260105-%06d","version":%d,"dossierStatus":{"id":%d},"updatedDate":"%s",\
                "procedure":{"code":"1.000001","name":"Thủ tục đo tải"},\
                "acceptedDate":"2026-01-05T01:00:00Z","appointmentDate":"2026-12-05T10:00:00Z",\
                "applicant":{"data":{"fullname":"Nguyễn Văn Đo"}}}"""
                .formatted(n % DOSSIERS, version, STATUSES[(int) (version % 4)], BEGIN.plusSeconds(version * 60));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}

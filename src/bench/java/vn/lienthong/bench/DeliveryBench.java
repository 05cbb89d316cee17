package vn.lienthong.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.lienthong.hub.crash.FreePort;
import vn.lienthong.hub.simulator.NationalPortal;

/**
 * From an agency's push until every portal has acknowledged the change: with one, 8 and 64 senders, beside what the same broker
 * alone carries, and with one, 10 and 100 portals. The broker, the hub and the portals are real, over sockets.
 */
final class DeliveryBench {
    private static final int[] SENDERS = HubBench.numbers("bench.senders", "1,8,64");
    private static final int[] PORTALS = HubBench.numbers("bench.portals", "1,10,100");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path work;
    private final int rounds;
    /** In a round, and as many dossiers; fewer where there are more portals, each of which is told. */
    private final int most = Integer.getInteger("bench.changes", Pushes.DOSSIERS);

    DeliveryBench(Path work, int rounds) {
        this.work = work;
        this.rounds = rounds;
    }

    void run() throws Exception {
        System.out.println("## From push to every portal's yes, one change in a push\n");
        System.out.println(
                "| portals | senders | accepted per second | at all portals per second | tellings per second |"
                        + " broker alone | share of it | hub's CPU µs a change |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        int port = FreePort.find();
        try (var broker = ServerProcess.start(
                work.resolve("broker.log"),
                port,
                List.of(
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareBroker.class.getName(),
                        Integer.toString(port),
                        work.resolve("broker").toString()))) {
            // Warms it up.
            carried(port, 16, 100_000);
            broker.settle();
            for (int portals : PORTALS) {
                measure(portals, portals == 1 ? SENDERS : new int[] {8}, port);
            }
        }
    }

    private void measure(int count, int[] senders, int brokerPort) throws Exception {
        Path home = work.resolve("portals-" + count);
        int changes = Math.max(most / count, 50);
        List<NationalPortal> portals = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                portals.add(NationalPortal.start(0, BenchHub.PASSWORD, null, Clock.systemUTC()));
            }
            int port = FreePort.find();
            try (var hub = ServerProcess.start(
                    work.resolve("portals-" + count + ".log"),
                    port,
                    BenchHub.words(home, port, connectors(home, portals), "unused"))) {
                var load = new HttpLoad(port);
                var pushes = new Pushes("/api/v1/connectors/bench-office/changes", changes);
                load.await(pushes.of(0).apply(0));
                var told = new Told(portals);
                // At first the dossiers are new to the portals, and everything is cold: not measured.
                for (int i = 0; i < 3; i++) {
                    round(load, pushes, 16, changes, told);
                }
                for (int sending : senders) {
                    for (int i = 0; i < rounds; i++) {
                        hub.settle();
                        double alone = changes * 1e9 / carried(brokerPort, sending, changes);
                        Duration before = hub.cpu();
                        Round round = round(load, pushes, sending, changes, told);
                        System.out.printf(
                                Locale.ROOT,
                                "| %d | %d | %.0f | %.0f | %.0f | %.0f | %.2f | %.0f |%n",
                                count,
                                sending,
                                round.accepted,
                                round.told,
                                round.told * count,
                                alone,
                                round.told / alone,
                                hub.cpu().minus(before).toNanos() / 1e3 / changes);
                    }
                }
            }
        } finally {
            portals.forEach(NationalPortal::close);
        }
        System.out.println();
    }

    /** @return changes per second, until the last was accepted and until all portals were told of it */
    private static Round round(HttpLoad load, Pushes pushes, int senders, int changes, Told told) throws Exception {
        long begin = System.nanoTime();
        HttpLoad.Outcome outcome = load.flatOut(senders, changes, pushes.of(1));
        told.await(changes, begin);
        return new Round(outcome.rate(), changes * 1e9 / (System.nanoTime() - begin));
    }

    private record Round(double accepted, double told) {}

    private static long carried(int brokerPort, int senders, long messages) throws IOException {
        try (var socket = new Socket("127.0.0.1", brokerPort);
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write((senders + " " + messages + "\n").getBytes(StandardCharsets.US_ASCII));
            return Long.parseLong(in.readLine());
        }
    }

    /** The benchmark's connectors, with one portal's for each that there is. */
    private static Path connectors(Path home, List<NationalPortal> portals) throws IOException {
        Path folder = home.resolve("connectors");
        Path office = Files.createDirectories(folder.resolve("bench-office"));
        for (String file : List.of("connector.yaml", "mapping.yaml")) {
            Files.copy(BenchHub.CONNECTORS.resolve("bench-office").resolve(file), office.resolve(file));
        }
        String portal = Files.readString(BenchHub.CONNECTORS.resolve("bench-portal/connector.yaml"));
        for (int i = 0; i < portals.size(); i++) {
            String id = "bench-portal-" + i;
            Files.writeString(
                    Files.createDirectories(folder.resolve(id)).resolve("connector.yaml"),
                    portal.replace("id: bench-portal", "id: " + id)
                            .replace(
                                    "${BENCH_PORTAL_URL}",
                                    portals.get(i).address().toString()));
        }
        return folder;
    }

    /** How many steps the portals were told so far. */
    private static final class Told {
        private final List<NationalPortal> portals;
        private long due;

        Told(List<NationalPortal> portals) {
            this.portals = portals;
        }

        void await(long more, long begin) throws InterruptedException {
            due += more;
            for (NationalPortal portal : portals) {
                while (portal.steps() < due) {
                    Thread.sleep(20);
                    if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                        throw new IllegalStateException(
                                portal.address() + " was told " + portal.steps() + " of " + due);
                    }
                }
            }
        }
    }
}

package vn.lienthong.hub.trail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;
import vn.lienthong.hub.store.Micros;

/**
 * What an act costs the processor, of all threads together: as a row of its own without a hash, as the trail was once, and in
 * the chain, when acts of a kind come together and when every act is another kind. Run by {@code src/bench/trail}.
 */
public final class TrailBench {
    private static final int BATCH = 500;

    private TrailBench() {}

    public static void main(String[] words) throws Exception {
        int acts = Integer.getInteger("bench.acts", 400_000);
        for (int round = 0; round < Integer.getInteger("bench.rounds", 4); round++) {
            measure(round + " row each, no hash", acts, TrailBench::plainRows, TrailBench::alike);
            measure(round + " chain, 4 kinds", acts, TrailBench::chain, TrailBench::alike);
            measure(round + " chain, each its own kind", acts, TrailBench::chain, TrailBench::unlike);
        }
    }

    private interface Way {
        void keep(Database database, Path home, List<Trail.Act> batch);
    }

    private static void measure(String name, int acts, Way way, IntFunction<Trail.Act> act) throws IOException {
        Path home = Files.createTempDirectory("trail-bench");
        Database database = Databases.sqlite(home);
        database.write(session -> session.update(
                "CREATE TABLE plain (id INTEGER PRIMARY KEY AUTOINCREMENT, at BIGINT, actor TEXT, verb TEXT, subject TEXT,"
                        + " outcome TEXT, door TEXT)"));
        open = null;
        long cpu = cpu();
        List<Trail.Act> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < acts; i++) {
            batch.add(act.apply(i));
            if (batch.size() == BATCH) {
                way.keep(database, home, batch);
                batch.clear();
            }
        }
        double each = (cpu() - cpu) / 1e3 / acts;
        Databases.close(database);
        long bytes = Files.size(home.resolve("hub.db"));
        System.out.printf(Locale.ROOT, "%-28s %6.2f µs each  %6.1f bytes each%n", name, each, (double) bytes / acts);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void plainRows(Database database, Path home, List<Trail.Act> batch) {
        database.write(session -> {
            for (Trail.Act act : batch) {
                session.update(
                        "INSERT INTO plain (at, actor, verb, subject, outcome, door) VALUES (?, ?, ?, ?, ?, ?)",
                        Micros.of(act.at()),
                        act.actor(),
                        act.verb(),
                        act.subject(),
                        act.outcome(),
                        act.door());
            }
            return 0;
        });
    }

    private static @Nullable ChainWriter open;

    private static void chain(Database database, Path home, List<Trail.Act> batch) {
        ChainWriter chain = open;
        if (chain == null) {
            chain = new ChainWriter(database, Clock.systemUTC(), home, () -> {});
            open = chain;
        }
        chain.write(batch);
    }

    private static Trail.Act alike(int i) {
        return new Trail.Act(
                Instant.ofEpochSecond(1_800_000_000L, i * 1_000L),
                "portal-" + i % 4,
                "look-up",
                String.format("H27.12-261107-%07d", i),
                "current",
                "rest");
    }

    private static Trail.Act unlike(int i) {
        return new Trail.Act(
                Instant.ofEpochSecond(1_800_000_000L, i * 1_000L),
                "portal-" + i,
                "look-up",
                String.format("H27.12-261107-%07d", i),
                "current",
                "rest");
    }
}

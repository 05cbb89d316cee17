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
import org.jspecify.annotations.Nullable;

/** Asks servers in turns, and tells what each request took. */
public final class Turns {
    private final int rounds;
    private final boolean settles;

    /** @param settles whether a request leaves something to be done, which is waited for and charged */
    public Turns(int rounds, boolean settles) {
        this.rounds = rounds;
        this.settles = settles;
    }

    private void settle(Subject subject) throws InterruptedException {
        if (settles && subject.server != null) {
            subject.server.settle();
        }
    }

    /**
     * A server and what to ask it.
     *
     * @param server whose processor time is counted; null where none is
     */
    public record Subject(@Nullable ServerProcess server, HttpLoad load, LongFunction<HttpLoad.Request> make) {
        Duration cpu() {
            return server == null ? Duration.ZERO : server.cpu();
        }
    }

    /** For a profile of one alone: {@code -Dbench.only="hub look-up"}. */
    public static void leaveOut(Map<String, Subject> subjects) {
        String only = System.getProperty("bench.only");
        if (only != null) {
            subjects.keySet().removeIf(name -> !name.equals(only));
        }
    }

    /** Until the processor time of a request no longer falls, or for long enough: compilers work for minutes. */
    public void warmUp(Map<String, Subject> subjects, int senders, long count) throws Exception {
        for (Subject subject : subjects.values()) {
            double before = Double.MAX_VALUE;
            for (int round = 0; round < 12; round++) {
                Duration begin = subject.cpu();
                subject.load.flatOut(senders, count, subject.make);
                double each = (double) subject.cpu().minus(begin).toNanos() / count;
                // A single slow round says little on a machine that does other things too.
                if (round >= 5 && each > before * 0.95) {
                    break;
                }
                before = Math.min(before, each);
            }
            settle(subject);
        }
    }

    public void table(Map<String, Subject> subjects, int senders, long count) throws Exception {
        Map<String, List<Double>> cpu = new LinkedHashMap<>();
        Map<String, List<Double>> rate = new LinkedHashMap<>();
        int thrownAway = 0;
        for (int round = 0; round < rounds; round++) {
            for (var entry : subjects.entrySet()) {
                Subject subject = entry.getValue();
                long stealBefore = steal();
                Duration before = subject.cpu();
                HttpLoad.Outcome outcome = subject.load.flatOut(senders, count, subject.make);
                // What a request leaves to be done later is part of its price, and must not slow the next round.
                settle(subject);
                Duration used = subject.cpu().minus(before);
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

    public void latencies(Map<String, Subject> subjects) throws Exception {
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

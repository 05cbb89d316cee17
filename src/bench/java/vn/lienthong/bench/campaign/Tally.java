package vn.lienthong.bench.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was done and what was found; printed as a table. */
public final class Tally {
    private final Map<String, Integer> faults = new TreeMap<>();
    private final TreeSet<String> impossible = new TreeSet<>();
    private final Map<String, Long> messages = new TreeMap<>();
    private final Map<Breach, List<String>> breaches = new TreeMap<>();

    /** A promise that was broken. */
    enum Breach {
        LOST("lost"),
        TWICE("applied or told twice"),
        ORDER("out of order"),
        ECHO("told to where it came from"),
        STATE("final states unlike");

        private final String words;

        Breach(String words) {
            this.words = words;
        }
    }

    synchronized void injected(String fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    synchronized void impossible(String fault) {
        impossible.add(fault);
    }

    synchronized void count(String messagesOfKind, long number) {
        messages.merge(messagesOfKind, number, Long::sum);
    }

    synchronized void breach(Breach kind, String what) {
        breaches.computeIfAbsent(kind, unused -> new ArrayList<>()).add(what);
    }

    /** How many faults were injected. */
    public synchronized int faults() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Every broken promise, with its dossier. */
    public synchronized List<String> breaches() {
        return breaches.entrySet().stream()
                .flatMap(kind -> kind.getValue().stream().map(what -> kind.getKey().words + ": " + what))
                .toList();
    }

    /** In Markdown. */
    public synchronized String table(CampaignSettings settings) {
        StringBuilder table = new StringBuilder("seed %d, hubs %s%n%n| fault | injected |%n| --- | ---: |%n"
                .formatted(settings.seed(), settings.hubs()));
        faults.forEach((fault, n) -> table.append(row(fault, n)));
        table.append(row("**all**", faults()));
        impossible.forEach(fault -> table.append("| %s | not possible on this machine |%n".formatted(fault)));
        table.append("%n| messages | |%n| --- | ---: |%n".formatted());
        messages.forEach((kind, n) -> table.append(row(kind, n)));
        table.append("%n| found | |%n| --- | ---: |%n".formatted());
        for (Breach kind : Breach.values()) {
            table.append(row(kind.words, breaches.getOrDefault(kind, List.of()).size()));
        }
        return table.toString();
    }

    private static String row(String name, long number) {
        return String.format(Locale.ROOT, "| %s | %,d |%n", name, number);
    }
}

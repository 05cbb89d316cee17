package vn.lienthong.bench.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was done and what was found; printed as a table. */
public final class Tally {
    private final Map<String, Integer> faults = new TreeMap<>();
    private final TreeSet<String> impossible = new TreeSet<>();
    private final Map<String, Map<String, Long>> messages = new TreeMap<>();
    private final Map<Breach, Map<String, String>> breaches = new TreeMap<>();
    private int checks;

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

    /** Says how many there were in a province until now. */
    synchronized void count(String messagesOfKind, String province, long number) {
        messages.computeIfAbsent(messagesOfKind, unused -> new TreeMap<>()).put(province, number);
    }

    /** Told at once, and once of each dossier. */
    synchronized void breach(Breach kind, String where, String what) {
        if (breaches.computeIfAbsent(kind, unused -> new TreeMap<>()).putIfAbsent(where, what) == null) {
            System.out.println("BROKEN, " + kind.words + ": " + where + " " + what);
        }
    }

    synchronized boolean isKnown(Breach kind, String where) {
        return breaches.getOrDefault(kind, Map.of()).containsKey(where);
    }

    synchronized void checked() {
        checks++;
    }

    /** How often everything was compared. */
    synchronized int checks() {
        return checks;
    }

    /** How many faults were injected. */
    public synchronized int faults() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Every broken promise, with its dossier. */
    public synchronized List<String> breaches() {
        return breaches.entrySet().stream()
                .flatMap(kind -> kind.getValue().entrySet().stream()
                        .map(one -> kind.getKey().words + ": " + one.getKey() + " " + one.getValue()))
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
        messages.forEach((kind, of) -> table.append(
                row(kind, of.values().stream().mapToLong(Long::longValue).sum())));
        table.append(row("times that everything was compared", checks));
        table.append("%n| found | |%n| --- | ---: |%n".formatted());
        for (Breach kind : Breach.values()) {
            table.append(row(kind.words, breaches.getOrDefault(kind, Map.of()).size()));
        }
        return table.toString();
    }

    private static String row(String name, long number) {
        return String.format(Locale.ROOT, "| %s | %,d |%n", name, number);
    }
}

package vn.lienthong.bench.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The fault campaign: hubs carry traffic in both directions while everything around them and they themselves fail, from a seed. Every so
 * many faults everything is mended, what is still under way may arrive, and a {@link Checker} compares the books of all sides, so that a
 * broken promise is found near its cause; then it goes on with the same hubs.
 *
 * <p>Run it by {@code src/bench/campaign}; {@code FaultCampaignIT} runs its quick form.
 */
public final class Campaign {
    private final CampaignSettings settings;
    private final Tally tally = new Tally();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Random dice;

    public Campaign(CampaignSettings settings) {
        this.settings = settings;
        this.dice = new Random(settings.seed());
    }

    /** Prints the table, in Markdown, at the end, after each comparison and when it is broken off; ends with 1 where a promise was broken. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "campaign-");
        CampaignSettings settings = CampaignSettings.ofSystem(folder, 200);
        var campaign = new Campaign(settings);
        Thread brokenOff = new Thread(() -> System.out.println("broken off; so far:\n" + campaign.table()));
        Runtime.getRuntime().addShutdownHook(brokenOff);
        Tally tally = campaign.run();
        Runtime.getRuntime().removeShutdownHook(brokenOff);
        System.out.println(campaign.table());
        tally.breaches().forEach(System.out::println);
        System.exit(tally.breaches().isEmpty() ? 0 : 1);
    }

    private String table() {
        return tally.table(settings);
    }

    /** Runs the whole campaign: traffic and faults, mending, comparison, again and again. */
    public Tally run() throws Exception {
        List<Province> provinces = new ArrayList<>();
        try (Progress progress = new Progress(settings, tally, provinces)) {
            int n = 0;
            for (Storage storage : settings.hubs()) {
                String name = ++n + "-" + storage.name().toLowerCase(Locale.ROOT);
                provinces.add(Province.found(name, settings.folder().resolve(name), storage, settings.seed() + n));
            }
            progress.begin();
            List<Checker> checkers = provinces.stream()
                    .map(province -> new Checker(province, tally))
                    .toList();
            long end = System.nanoTime() + settings.longest().toNanos();
            boolean last = false;
            while (!last) {
                torment(provinces, end);
                last = tally.faults() >= settings.faults() || System.nanoTime() > end;
                compare(provinces, checkers, last);
                if (!last) {
                    System.out.println(table());
                }
            }
            return tally;
        } finally {
            threads.shutdownNow();
            for (Province province : provinces) {
                province.close();
            }
        }
    }

    /** Injects faults into all provinces at the same time, until it is time to compare. */
    private void torment(List<Province> provinces, long end) throws Exception {
        int left = settings.faults() - tally.faults();
        var budget = new Budget(Math.min(left, settings.checkEvery()), Duration.ofNanos(end - System.nanoTime()));
        List<Callable<Void>> tormentors = new ArrayList<>();
        for (Province province : provinces) {
            for (List<Trouble> troubles : Troubles.of(province)) {
                var one = new Tormentor(troubles, budget, tally, settings.pause(), new Random(dice.nextLong()));
                tormentors.add(Executors.callable(one, null));
            }
        }
        provinces.forEach(province -> province.work(settings.citizens()));
        together(tormentors);
    }

    private void compare(List<Province> provinces, List<Checker> checkers, boolean last) throws Exception {
        List<Callable<Void>> rests = new ArrayList<>();
        for (Province province : provinces) {
            rests.add(() -> {
                province.rest(Duration.ofMinutes(10));
                return null;
            });
        }
        together(rests);
        List<Callable<Void>> checks = new ArrayList<>();
        for (Checker checker : checkers) {
            checks.add(() -> {
                checker.check(last);
                return null;
            });
        }
        together(checks);
        tally.checked();
    }

    private void together(List<Callable<Void>> work) throws Exception {
        for (Future<Void> one : threads.invokeAll(work)) {
            one.get();
        }
    }
}

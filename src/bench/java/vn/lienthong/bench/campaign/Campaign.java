package vn.lienthong.bench.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The fault campaign: hubs carry traffic in both directions while everything around them and they themselves fail, from a seed.
 * Afterwards everything is mended, what is still under way may arrive, and the {@link Checker} compares the books of all sides.
 *
 * <p>Run it by {@code src/bench/campaign}; {@code FaultCampaignIT} runs its quick form.
 */
public final class Campaign {
    private final CampaignSettings settings;
    private final Tally tally = new Tally();

    public Campaign(CampaignSettings settings) {
        this.settings = settings;
    }

    /** Prints the table, in Markdown; ends with 1 where a promise was broken. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "campaign-");
        CampaignSettings settings = CampaignSettings.ofSystem(folder, 200);
        Tally tally = new Campaign(settings).run();
        System.out.println(tally.table(settings));
        tally.breaches().forEach(System.out::println);
        System.exit(tally.breaches().isEmpty() ? 0 : 1);
    }

    /** Runs the whole campaign: traffic and faults, mending, comparison. */
    public Tally run() throws Exception {
        List<Province> provinces = new ArrayList<>();
        try {
            int n = 0;
            for (Storage storage : settings.hubs()) {
                String name = ++n + "-" + storage.name().toLowerCase(java.util.Locale.ROOT);
                provinces.add(Province.found(name, settings.folder().resolve(name), storage, settings.seed() + n));
            }
            torment(provinces);
            for (Province province : provinces) {
                new Checker(province, tally).check();
            }
            return tally;
        } finally {
            for (Province province : provinces) {
                province.close();
            }
        }
    }

    private void torment(List<Province> provinces) throws Exception {
        var budget = new Budget(settings.faults(), settings.longest());
        var dice = new Random(settings.seed());
        List<Tormentor> tormentors = new ArrayList<>();
        for (Province province : provinces) {
            for (List<Trouble> troubles : Troubles.of(province)) {
                tormentors.add(new Tormentor(troubles, budget, tally, new Random(dice.nextLong())));
            }
        }
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            provinces.forEach(province -> province.work(settings.citizens()));
            List<Future<?>> under = new ArrayList<>();
            tormentors.forEach(tormentor -> under.add(threads.submit(tormentor)));
            for (Future<?> one : under) {
                one.get();
            }
            for (Province province : provinces) {
                province.mend();
                province.rest(Duration.ofMinutes(10));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

package vn.lienthong.bench.campaign;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells each minute how far a campaign is. */
final class Progress implements AutoCloseable {
    private final CampaignSettings settings;
    private final Tally tally;
    private final List<Province> provinces;
    private final long begun = System.nanoTime();
    private final ScheduledExecutorService minutes = Executors.newSingleThreadScheduledExecutor();

    Progress(CampaignSettings settings, Tally tally, List<Province> provinces) {
        this.settings = settings;
        this.tally = tally;
        this.provinces = provinces;
    }

    void begin() {
        minutes.scheduleAtFixedRate(this::tell, 0, 1, TimeUnit.MINUTES);
    }

    private void tell() {
        System.out.printf(
                "%s, minute %d: %,d of %,d faults, %,d changes told to portals, %,d receipts, %,d starts of hubs, compared %d times, %d"
                        + " broken%n",
                LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
                Duration.ofNanos(System.nanoTime() - begun).toMinutes(),
                tally.faults(),
                settings.faults(),
                provinces.stream().mapToLong(Province::told).sum(),
                provinces.stream()
                        .mapToInt(province -> province.citizens().receipts())
                        .sum(),
                provinces.stream().mapToInt(province -> province.hub().starts()).sum(),
                tally.checks(),
                tally.breaches().size());
    }

    @Override
    public void close() {
        minutes.shutdownNow();
    }
}

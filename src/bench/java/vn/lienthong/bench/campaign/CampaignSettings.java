package vn.lienthong.bench.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a campaign does.
 *
 * @param faults how many are injected, over all hubs
 * @param checkEvery after how many faults everything is mended, comes to rest and is compared, before it goes on
 * @param pause the longest between two faults of one part
 * @param seed which faults, when, and which traffic; how they meet is the machine's own doing
 * @param hubs one for each, with what it keeps its dossiers in
 * @param longest after which no more faults are injected, however few there were
 * @param citizens whether citizens hand dossiers in as well
 * @param folder of all homes, logs and databases
 */
public record CampaignSettings(
        int faults,
        int checkEvery,
        Duration pause,
        long seed,
        List<Storage> hubs,
        Duration longest,
        boolean citizens,
        Path folder) {
    public CampaignSettings {
        if (faults < 1) {
            throw new IllegalArgumentException("campaign.faults was " + faults + " but it counts from 1");
        }
        if (checkEvery < 1) {
            throw new IllegalArgumentException("campaign.check-every was " + checkEvery + " but it counts from 1");
        }
        if (pause.toMillis() < 1) {
            throw new IllegalArgumentException("campaign.pause was " + pause.toMillis() + " but it is at least 1 ms");
        }
        hubs = List.copyOf(hubs);
    }

    /**
     * From {@code -Dcampaign.faults}, {@code .check-every}, {@code .pause} (in milliseconds), {@code .seed}, {@code .hubs} (such as
     * {@code sqlite,postgresql}), {@code .minutes} and {@code .citizens}.
     *
     * @param faults how many, unless said otherwise
     */
    public static CampaignSettings ofSystem(Path folder, int faults) {
        List<Storage> hubs = Arrays.stream(
                        System.getProperty("campaign.hubs", "sqlite,postgresql").split(","))
                .map(hub -> Storage.valueOf(hub.strip().toUpperCase(java.util.Locale.ROOT)))
                .toList();
        return new CampaignSettings(
                Integer.getInteger("campaign.faults", faults),
                Integer.getInteger("campaign.check-every", 500),
                Duration.ofMillis(Integer.getInteger("campaign.pause", 1_500)),
                Long.getLong("campaign.seed", 20_261_128L),
                hubs,
                Duration.ofMinutes(Integer.getInteger("campaign.minutes", 60)),
                Boolean.parseBoolean(System.getProperty("campaign.citizens", "true")),
                folder);
    }
}

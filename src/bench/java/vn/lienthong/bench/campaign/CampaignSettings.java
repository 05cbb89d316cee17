package vn.lienthong.bench.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a campaign does.
 *
 * @param faults how many are injected, over all hubs
 * @param seed which faults, when, and which traffic; how they meet is the machine's own doing
 * @param hubs one for each, with what it keeps its dossiers in
 * @param longest after which no more faults are injected, however few there were
 * @param citizens whether citizens hand dossiers in as well
 * @param folder of all homes, logs and databases
 */
public record CampaignSettings(
        int faults, long seed, List<Storage> hubs, Duration longest, boolean citizens, Path folder) {
    public CampaignSettings {
        if (faults < 1) {
            throw new IllegalArgumentException("campaign.faults was " + faults + " but it counts from 1");
        }
        hubs = List.copyOf(hubs);
    }

    /**
     * From {@code -Dcampaign.faults}, {@code .seed}, {@code .hubs} (such as {@code sqlite,postgresql}), {@code .minutes} and
     * {@code .citizens}.
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
                Long.getLong("campaign.seed", 20_261_128L),
                hubs,
                Duration.ofMinutes(Integer.getInteger("campaign.minutes", 60)),
                Boolean.parseBoolean(System.getProperty("campaign.citizens", "true")),
                folder);
    }
}

package vn.lienthong.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.bench.campaign.Campaign;
import vn.lienthong.bench.campaign.CampaignSettings;
import vn.lienthong.bench.campaign.Tally;

/** The fault campaign in its quick form; {@code src/bench/campaign} runs it longer, and prints the same table. */
class FaultCampaignIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void losesNothingTellsNothingTwiceAndKeepsOrderUnderFaults() throws Exception {
        CampaignSettings settings = CampaignSettings.ofSystem(folder, 60);

        Tally tally = new Campaign(settings).run();

        System.out.println(tally.table(settings));
        assertThat(tally.faults()).as("faults injected").isEqualTo(settings.faults());
        assertThat(tally.breaches()).isEmpty();
    }
}

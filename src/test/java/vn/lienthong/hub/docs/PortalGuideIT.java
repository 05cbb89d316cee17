package vn.lienthong.hub.docs;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;

/** Walks through the guide for portal developers, in both languages. */
class PortalGuideIT {
    @BeforeAll
    static void whatReadersHave() {
        GuideShell.assumeWhatReadersHave();
    }

    @Test
    void showsWhatItSays(@TempDir Path home) throws Exception {
        try (RunningHub hub = new RunningHub(
                home,
                3,
                "--lienthong.access.clients[2].uses-facades-of=civil-registry",
                "--lienthong.access.clients[2].submits-to=land-office")) {
            hub.simulators()
                    .landOffice()
                    .pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> hub.get("/api/v1/changes?agency=H27.12&limit=1", RunningHub.PORTAL_KEY)
                            .body()
                            .contains("\"subject\":\"H27.12-"));
            for (String guide : List.of("en/portal-developers.md", "vi/lap-trinh-vien-cong.md")) {
                try (GuideShell reader = new GuideShell(hub, home.resolve(guide.substring(0, 2)), Map.of())) {
                    reader.walk(guide);
                }
            }
        }
    }
}

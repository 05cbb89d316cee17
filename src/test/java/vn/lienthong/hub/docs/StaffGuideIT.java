package vn.lienthong.hub.docs;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.crash.FreePort;

/** Walks through the guide for agency IT staff, in both languages. */
class StaffGuideIT {
    @BeforeAll
    static void whatReadersHave() {
        GuideShell.assumeWhatReadersHave();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en/agency-it-staff.md", "vi/can-bo-cntt.md"})
    void showsWhatItSays(String guide, @TempDir Path home) throws Exception {
        int free = FreePort.find();
        try (RunningHub hub = new RunningHub(
                        home, 3, "--TAX_OFFICE_PASSWORD=tax-demo", "--TAX_OFFICE_URL=http://127.0.0.1:" + free);
                GuideShell reader =
                        new GuideShell(hub, home.resolve("desk"), Map.of("18090", free, "18091", FreePort.find()))) {
            reader.walk(guide);
        }
    }
}

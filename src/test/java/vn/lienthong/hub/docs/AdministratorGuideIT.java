package vn.lienthong.hub.docs;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.crash.FreePort;

/** Walks through the guide for administrators, in both languages. */
class AdministratorGuideIT {
    @BeforeAll
    static void whatReadersHave() {
        GuideShell.assumeWhatReadersHave();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en/administrators.md", "vi/quan-tri.md"})
    void showsWhatItSays(String guide, @TempDir Path home) throws Exception {
        try (RunningHub hub = new RunningHub(home, 3);
                GuideShell reader = new GuideShell(hub, home.resolve("desk"), Map.of("8088", FreePort.find()))) {
            reader.walk(guide);
        }
    }
}

package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

class WatermarksTest {
    private static final SystemId CIVIL = SystemId.of("civil-registry");

    @Test
    void outlastTheHub(@TempDir Path home) {
        Database before = Databases.sqlite(home);
        Watermarks watermarks = new Watermarks(before, Clock.systemUTC());
        assertThat(watermarks.of(CIVIL)).isEmpty();
        watermarks.move(CIVIL, "41");
        watermarks.move(CIVIL, "2026-03-02 ă");
        watermarks.move(SystemId.of("land-office"), "7");
        Databases.close(before);

        Database after = Databases.sqlite(home);

        assertThat(new Watermarks(after, Clock.systemUTC()).of(CIVIL)).contains("2026-03-02 ă");
        Databases.close(after);
    }
}

package vn.lienthong.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the reference that a test writes: it is as the test has it, or the test says how to write it anew. */
public final class GoldenPage {
    private static final Path PAGES = Path.of("src", "docs", "reference");

    private GoldenPage() {}

    public static void compare(String name, String page) throws IOException {
        Path golden = PAGES.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGES);
            Files.writeString(golden, page);
        }
        assertThat(golden).as("write it with -Dgolden.update=true").exists();
        assertThat(Files.readString(golden))
                .as("%s is what the code says; write it anew with -Dgolden.update=true", golden)
                .isEqualTo(page);
    }
}

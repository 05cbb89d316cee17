package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.connector.FolderConnectors.Look;

/** When the folders are looked at again. */
class FolderLookTest {
    private static final Duration SETTLE = Duration.ofSeconds(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private final AtomicLong nanoTime = new AtomicLong();

    @SuppressWarnings("NullAway.Init")
    private FolderConnectors folders;

    @BeforeEach
    void readTwo() throws IOException {
        write("first-office");
        write("second-office");
        folders = new FolderConnectors(root, new Placeholders(Map.<String, String>of()::get), SETTLE, nanoTime::get);
    }

    private void write(String id) throws IOException {
        Path folder = Files.createDirectories(root.resolve(id));
        Files.writeString(folder.resolve("connector.yaml"), "id: " + id + "\n");
    }

    private Look lookAfter(Duration time) {
        nanoTime.addAndGet(time.toNanos());
        return folders.look();
    }

    private List<String> names() {
        return folders.folders().stream().map(ConnectorFolder::folderName).toList();
    }

    private String digest(String id) {
        return folders.folders().stream()
                .filter(folder -> folder.folderName().equals(id))
                .map(ConnectorFolder::digest)
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class WhenNothingHasChanged {
        @Test
        void nothingIsReadAgain() {
            ConnectorFolder before = folders.folders().iterator().next();

            assertThat(lookAfter(SETTLE)).isEqualTo(new Look(false, false));
            assertThat(folders.folders().iterator().next()).isSameAs(before);
        }

        @Test
        void samplesAndWhatEditorsLeaveDoNotCount() throws IOException {
            Files.createDirectories(root.resolve("first-office/samples/normal"));
            Files.writeString(root.resolve("first-office/samples/normal/input.json"), "{}");
            Files.writeString(root.resolve("first-office/.connector.yaml.swp"), "x");
            Files.writeString(root.resolve("first-office/connector.yaml~"), "x");

            assertThat(lookAfter(SETTLE)).isEqualTo(new Look(false, false));
        }
    }

    @Nested
    class WhenAFileIsBeingWritten {
        @Test
        void isTakenWhenItHasStoodStill() throws IOException {
            String before = digest("first-office");
            Path file = root.resolve("first-office/connector.yaml");

            Files.writeString(file, "id: first-office\nname: {vi: N");
            assertThat(lookAfter(SETTLE)).isEqualTo(new Look(false, true));
            Files.writeString(file, "id: first-office\nname: {vi: Nửa, en: Half}\n");
            assertThat(lookAfter(SETTLE)).isEqualTo(new Look(false, true));
            assertThat(digest("first-office")).isEqualTo(before);

            assertThat(lookAfter(SETTLE)).isEqualTo(new Look(true, false));
            assertThat(digest("first-office")).isNotEqualTo(before);
        }
    }

    @Nested
    class WhenAFolderComesOrGoes {
        @Test
        void isThereOrGoneAfterAWhile() throws IOException {
            write("third-office");
            FileSystemUtils.deleteRecursively(root.resolve("second-office"));

            assertThat(lookAfter(SETTLE)).isEqualTo(new Look(false, true));
            assertThat(lookAfter(SETTLE)).isEqualTo(new Look(true, false));
            assertThat(names()).containsExactly("first-office", "third-office");
        }

        @Test
        void oneThatIsPutBackMeanwhileIsNotMissed() throws IOException {
            FileSystemUtils.deleteRecursively(root.resolve("second-office"));
            lookAfter(SETTLE);
            write("second-office");
            lookAfter(SETTLE);
            lookAfter(SETTLE);

            assertThat(names()).containsExactly("first-office", "second-office");
        }
    }

    @Nested
    class WhenTheWholeFolderIsEmptyOrGone {
        @Test
        void allRunOnForItIsMoreLikelyNotMounted() throws IOException {
            FileSystemUtils.deleteRecursively(root.resolve("first-office"));
            FileSystemUtils.deleteRecursively(root.resolve("second-office"));

            lookAfter(SETTLE);
            lookAfter(SETTLE);

            assertThat(names()).containsExactly("first-office", "second-office");
        }
    }

    @Nested
    class WhenTheFileSystemTellsWhichHasChanged {
        @Test
        void looksIntoThatOneAndIntoWhatIsNewOrHasNotSettled() throws IOException {
            Files.writeString(root.resolve("first-office/connector.yaml"), "id: first-office\nname: {}\n");
            Files.writeString(root.resolve("second-office/connector.yaml"), "id: second-office\nname: {}\n");
            write("third-office");
            String second = digest("second-office");
            String first = digest("first-office");

            Look begun = folders.look("first-office"::equals);
            nanoTime.addAndGet(SETTLE.toNanos());
            Look settled = folders.look(nobody -> false);

            assertThat(begun).isEqualTo(new Look(false, true));
            assertThat(settled).isEqualTo(new Look(true, false));
            assertThat(names()).containsExactly("first-office", "second-office", "third-office");
            assertThat(digest("first-office")).isNotEqualTo(first);
            assertThat(digest("second-office")).isEqualTo(second);
        }

        @Test
        void seesThatOneIsGone() throws IOException {
            write("third-office");
            folders.look();
            lookAfter(SETTLE);
            Files.delete(root.resolve("third-office/connector.yaml"));
            Files.delete(root.resolve("third-office"));

            folders.look(nobody -> false);
            nanoTime.addAndGet(SETTLE.toNanos());
            folders.look(nobody -> false);

            assertThat(names()).containsExactly("first-office", "second-office");
        }
    }
}

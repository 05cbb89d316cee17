package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.Connectors.Refused;

class DefinitionFaultsTest {
    private static final Path ROOT = Path.of("src", "test", "resources", "faulty-connectors");

    private final Connectors connectors = FolderConnectors.read(ROOT, Map.<String, String>of()::get);

    @Nested
    class WhenFoldersHaveFaults {
        @Test
        void tellsAllFaultsOfAllFoldersAtOnceWithLineAndColumn() throws IOException {
            List<String> told = connectors.refused().stream()
                    .flatMap(folder -> folder.faults().stream())
                    .map(fault -> fault.replace("src/test/resources/faulty-connectors", "connectors"))
                    .toList();

            Files.createDirectories(Path.of("target"));
            Files.writeString(Path.of("target", "faults.txt"), String.join("\n", told) + "\n");
            assertThat(told).isEqualTo(Files.readAllLines(ROOT.resolve("faults.txt")));
        }

        @Test
        void startsTheOthers() {
            assertThat(connectors.all())
                    .singleElement()
                    .satisfies(good -> assertThat(good.id().value()).isEqualTo("good-office"));
        }

        @Test
        void refusesEachFolderOnItsOwn() {
            assertThat(connectors.refused())
                    .extracting(Refused::folder)
                    .allSatisfy(folder -> assertThat(folder).startsWith("src/test/resources/faulty-connectors/"))
                    .hasSize(10);
        }

        @Test
        void showsNoSecretThatWasWrittenWhereItDoesNotBelong() {
            assertThat(connectors.refused().toString())
                    .doesNotContain("correct-horse", "the key itself", "hunter2", "TOKEN");
        }
    }
}

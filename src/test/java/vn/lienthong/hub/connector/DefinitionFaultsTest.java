package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.connector.Connectors.Refused;

class DefinitionFaultsTest {
    private static final Path ROOT = Path.of("src", "test", "resources", "faulty-connectors");

    private final Connectors connectors = FolderConnectors.read(ROOT, Map.<String, String>of()::get);

    @Nested
    class WhenFoldersHaveFaults {
        @ParameterizedTest
        @CsvSource({"en, faults.txt", "vi, faults_vi.txt"})
        void tellsAllFaultsOfAllFoldersAtOnceWithLineAndColumn(Locale language, String golden) throws IOException {
            List<String> told = connectors.refused().stream()
                    .flatMap(folder -> folder.faults().stream())
                    .map(fault -> fault.in(language).replace("src/test/resources/faulty-connectors", "connectors"))
                    .toList();

            Files.createDirectories(Path.of("target"));
            Files.writeString(Path.of("target", golden), String.join("\n", told) + "\n");
            assertThat(told).isEqualTo(Files.readAllLines(ROOT.resolve(golden)));
        }

        @Test
        void tellsEachInVietnameseToo() {
            assertThat(connectors.refused())
                    .flatExtracting(Refused::faults)
                    .allSatisfy(BothLanguages::told)
                    .hasSizeGreaterThan(60);
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

    @Nested
    class WhenAMemberIsRequired {
        @Test
        void schemaSaysInVietnameseTooWhatItIs() {
            List<String> lacking = new ArrayList<>();
            collect(DefinitionSchema.CONNECTOR.json(), "connector.schema.json", lacking);
            collect(DefinitionSchema.MAPPING.json(), "mapping.schema.json", lacking);

            assertThat(lacking).as("need x-vi beside description").isEmpty();
        }

        private static void collect(JsonNode schema, String place, List<String> lacking) {
            for (JsonNode name : schema.path("required")) {
                JsonNode member = schema.path("properties").path(name.asText());
                if (member.has("description") && !member.has("x-vi")) {
                    lacking.add(place + "/properties/" + name.asText());
                }
            }
            schema.fields().forEachRemaining(each -> collect(each.getValue(), place + "/" + each.getKey(), lacking));
            for (int i = 0; schema.isArray() && i < schema.size(); i++) {
                collect(schema.get(i), place + "/" + i, lacking);
            }
        }
    }

    @Nested
    class WhenAValueRefusesWhatTheSchemaLetsPass {
        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path root;

        @Test
        void refusesThatFolderAlone() throws IOException {
            String definition = Files.readString(ROOT.resolve("good-office/connector.yaml"));
            for (String id : List.of("good-office", "em-office")) {
                Path folder = Files.createDirectory(root.resolve(id));
                Files.copy(ROOT.resolve("good-office/mapping.yaml"), folder.resolve("mapping.yaml"));
                Files.writeString(folder.resolve("connector.yaml"), definition.replace("good-office", id));
            }
            Path em = root.resolve("em-office/connector.yaml");
            Files.writeString(em, Files.readString(em).replaceFirst("en: Good Department", "en: \u2003"));

            Connectors read = FolderConnectors.read(root, Map.<String, String>of()::get);

            assertThat(read.all())
                    .extracting(connector -> connector.id().value())
                    .containsExactly("good-office");
            assertThat(read.refused())
                    .flatExtracting(Refused::faults)
                    .singleElement()
                    .asString()
                    .startsWith(em + ":1:1 cannot be used: a text was blank in one language");
        }
    }
}

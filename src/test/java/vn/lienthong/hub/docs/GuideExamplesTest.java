package vn.lienthong.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.FolderConnectors;
import vn.lienthong.hub.connector.Mapping;

/** The connector that the guides build is a good one, and their record becomes what they say. */
class GuideExamplesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @Nested
    class WhenTheGuidesConnectorIsTyped {
        @ParameterizedTest
        @ValueSource(strings = {"en/agency-it-staff.md", "vi/can-bo-cntt.md"})
        void recordBecomesWhatTheGuideSays(String guide) throws IOException {
            String page = Files.readString(Path.of("src", "docs").resolve(guide));
            Path folder = Files.createDirectories(root.resolve("tax-office"));
            Files.writeString(folder.resolve("connector.yaml"), block(page, "yaml", "id: tax-office"));
            Files.writeString(folder.resolve("mapping.yaml"), block(page, "yaml", "tables:"));

            Connectors connectors = FolderConnectors.read(root, Map.<String, String>of()::get);
            assertThat(connectors.refused()).isEmpty();
            Mapping mapping = Objects.requireNonNull(
                    connectors.find(SystemId.of("tax-office")).orElseThrow().mapping());
            Mapping.Translated translated = mapping.translate(
                    JsonMapper.builder()
                            .build()
                            .readTree(block(page, "json", "quaTrinh"))
                            .at("/items/0"),
                    Instant.EPOCH);

            assertThat(translated.problems()).isEmpty();
            List<StatusChange> changes = translated.changes();
            Dossier dossier = changes.get(0).dossier();
            assertThat(dossier.dossierCode()).hasToString("H27.41-261008-0017");
            assertThat(dossier.applicant().type()).isEqualTo("2");
            assertThat(dossier.channel()).isEqualTo("2");
            assertThat(dossier.dates().dueAt()).isEqualTo(Instant.parse("2026-10-15T16:59:59Z"));
            assertThat(changes)
                    .extracting(StatusChange::status)
                    .containsExactly(DossierStatus.SUBMITTED, DossierStatus.SUPPLEMENT_REQUIRED);
            assertThat(changes).extracting(change -> change.step().unit()).containsExactly("Văn phòng", "Phòng Một");
            assertThat(changes.get(1).at()).isEqualTo(Instant.parse("2026-10-09T07:00:00Z"));
        }

        private static String block(String page, String language, String holding) {
            return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                    .matcher(page)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .filter(block -> block.contains(holding))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.connector.MappingGaps.Code;
import vn.lienthong.hub.connector.MappingGaps.Place;

/** What a mapping met and had no rule for. */
class MappingGapsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant OBSERVED_AT = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private Mapping mapping;

    @BeforeEach
    void readTheMapping() throws IOException {
        Path folder = Files.createDirectories(root.resolve("gap-office"));
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: gap-office
                name: {vi: Văn phòng, en: Office}
                agency: {id: H27.79, name: {vi: Văn phòng, en: Office}}
                intake: {kind: rest-push}
                """);
        Files.writeString(
                folder.resolve("mapping.yaml"),
                """
                dossier:
                  source-dossier-no: /so
                  procedure-name: /thuTuc/0/ten
                  applicant-type: {from: /loai, values: {CN: "1"}}
                  applicant-name: {from: /ten, values: {KHONG: ""}}
                  summary: {expression: "$uppercase(noiDung)"}
                changes:
                  each: /quaTrinh
                  status: {from: /ma, sub: /phu}
                  at: /luc
                  unit: record:/phong
                tables: {statuses: {"4": 4}}
                """);
        mapping = Objects.requireNonNull(FolderConnectors.read(root, Map.<String, String>of()::get)
                .all()
                .iterator()
                .next()
                .mapping());
    }

    private void translate(String record) throws JsonProcessingException {
        mapping.translate(JSON.readTree(record), OBSERVED_AT);
    }

    @Nested
    class WhenRecordsHaveMoreThanTheMappingReads {
        @Test
        void countsThePlacesThatNothingReads() throws JsonProcessingException {
            translate(
                    """
                    {"so": "1", "thuTuc": [{"ten": "A", "ma": "x"}], "noiDung": "n", "phong": "p", "trong": "",
                     "diaChi": {"xa": "a", "huyen": "b"},
                     "quaTrinh": [{"ma": "4", "luc": "2026-03-03", "anh": "u"}, {"ma": "4", "luc": "2026-03-04", "anh": "v"}]}
                    """);
            translate(
                    """
                    {"so": "2", "diaChi": {"xa": "c"}, "quaTrinh": {"ma": "4", "luc": "2026-03-03"}}
                    """);

            assertThat(mapping.gaps())
                    .hasToString(new MappingGaps(
                                    2,
                                    java.util.List.of(),
                                    java.util.List.of(
                                            new Place("/diaChi", 2),
                                            new Place("/quaTrinh/anh", 2),
                                            new Place("/thuTuc/ma", 1)))
                            .toString());
        }
    }

    @Nested
    class WhenACodeIsNotInItsTable {
        private static final String RECORD =
                """
                {"so": "1", "loai": "%s", "ten": "Nguyễn Văn An", "quaTrinh": [{"ma": "%s", "phu": "%s", "luc": "2026-03-03"}]}
                """;

        @Test
        void countsItByItsTable() throws JsonProcessingException {
            translate(RECORD.formatted("DN", "9", "a"));
            translate(RECORD.formatted("DN", "9", "a"));
            translate(RECORD.formatted("CN", "8", ""));
            translate(RECORD.formatted("CN", "4", "any"));

            assertThat(mapping.gaps().codes())
                    .containsExactly(
                            new Code("dossier/applicant-type", "DN", 2),
                            new Code("tables/statuses", "9/a", 2),
                            new Code("tables/statuses", "8", 1));
        }

        @Test
        void tellsNoValueThatMayBeAboutAPerson() throws JsonProcessingException {
            translate(RECORD.formatted("CN", "4", ""));

            assertThat(mapping.gaps().toString()).doesNotContain("Nguyễn");
        }

        @Test
        void keepsAHundredOfThemApart() throws JsonProcessingException {
            for (int i = 0; i < 300; i++) {
                translate(RECORD.formatted("CN", "code-" + i, ""));
            }

            assertThat(mapping.gaps().codes()).hasSize(101).startsWith(new Code("tables/statuses", "…", 200));
        }
    }

    @Nested
    class WhenSomebodyOnlyTries {
        @Test
        void countsNothing() throws JsonProcessingException {
            mapping.explain(JSON.readTree("{\"so\": \"1\", \"khac\": 1, \"ma\": \"9\"}"), OBSERVED_AT);

            assertThat(mapping.gaps().records()).isZero();
            assertThat(mapping.gaps().codes()).isEmpty();
            assertThat(mapping.gaps().fields()).isEmpty();
        }
    }
}

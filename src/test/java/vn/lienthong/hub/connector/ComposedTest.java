package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.translation.PatternProbe;

/** Values that a mapping makes of others. */
class ComposedTest {
    private static final String RECORD =
            """
            {"so": "7", "ma": "4", "luc": "2026-03-03T08:00:00+07:00", "ho": "Nguyễn Văn", "ten": "An", "loai": "DN",
             "cty": "Công ty A", "tep": "a.pdf##b.pdf##c.pdf", "phi": [{"tien": 20}, {"tien": 22.5}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private Connectors connectors(String rule) throws IOException {
        Path folder = Files.createDirectories(root.resolve("rule-office"));
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: rule-office
                name: {vi: Văn phòng, en: Office}
                agency: {id: H27.79, name: {vi: Văn phòng, en: Office}}
                intake: {kind: rest-push}
                """);
        Files.writeString(
                folder.resolve("mapping.yaml"),
                """
                dossier:
                  source-dossier-no: /so
                  summary: %s
                changes: {status: /ma, at: /luc}
                tables: {statuses: {"4": 4}}
                """
                        .formatted(rule));
        return FolderConnectors.read(root, Map.<String, String>of()::get);
    }

    private String read(String rule) throws IOException {
        Connectors read = connectors(rule);
        assertThat(read.refused()).isEmpty();
        JsonNode record = JsonMapper.builder().build().readTree(RECORD);
        Mapping mapping = Objects.requireNonNull(read.all().iterator().next().mapping());
        return String.valueOf(mapping.translate(record, Instant.parse("2026-03-03T02:00:00Z"))
                .changes()
                .get(0)
                .dossier()
                .summary());
    }

    private List<String> faults(String rule) throws IOException {
        return connectors(rule).refused().stream()
                .flatMap(refused -> refused.faults().stream())
                .map(BothLanguages::told)
                .map(fault -> fault.substring(fault.indexOf("mapping.yaml")))
                .toList();
    }

    @Nested
    class WhenAValueIsMadeOfOthers {
        @Test
        void joinsWhatIsThere() throws IOException {
            assertThat(read("{join: [/ho, /dem, /ten]}")).isEqualTo("Nguyễn Văn An");
            assertThat(read("{join: [/ten, /ho], separator: \", \"}")).isEqualTo("An, Nguyễn Văn");
        }

        @Test
        void takesOnePart() throws IOException {
            assertThat(read("{from: /tep, split: {by: \"##\", part: 2}}")).isEqualTo("b.pdf");
            assertThat(read("{from: /tep, split: {by: \"##\", part: -1}}")).isEqualTo("c.pdf");
            assertThat(read("{from: /tep, split: {by: \"##\", part: 4}, default: none}"))
                    .isEqualTo("none");
        }

        @Test
        void goesByASibling() throws IOException {
            String rule = "{first-of: [{from: /cty, when: {at: /loai, is: [%s]}}, {join: [/ho, /ten]}]}";

            assertThat(read(rule.formatted("DN"))).isEqualTo("Công ty A");
            assertThat(read(rule.formatted("CN"))).isEqualTo("Nguyễn Văn An");
        }

        @Test
        void takesAConstantOnlyWhereItsConditionHolds() throws IOException {
            assertThat(read("{constant: yes it is, when: {at: /loai, is: [DN]}}"))
                    .isEqualTo("yes it is");
            assertThat(read("{first-of: [{constant: no, when: {at: /loai, is: [CN]}}, /ten]}"))
                    .isEqualTo("An");
        }

        @Test
        void reckons() throws IOException {
            assertThat(read("{expression: \"$uppercase(ten) & ' ' & $sum(phi.tien)\"}"))
                    .isEqualTo("AN 42.5");
            assertThat(read("{expression: \"$record.ho\"}")).isEqualTo("Nguyễn Văn");
        }

        @Test
        void hasNoValueWhereTheExpressionFailsOrDoesNotEnd() throws IOException {
            assertThat(read("{expression: \"$number(ten)\", default: none}")).isEqualTo("none");
            assertThat(read("{expression: \"($f := function($n) { $f($n + 1) }; $f(1))\", default: none}"))
                    .isEqualTo("none");
        }
    }

    @Nested
    class WhenARuleIsWrong {
        @Test
        void tellsWhereTheExpressionIsWrong() throws IOException {
            assertThat(faults("{expression: \"$uppercase(ten\"}"))
                    .singleElement()
                    .asString()
                    .startsWith("mapping.yaml:3:")
                    .contains("/dossier/summary/expression")
                    .contains("at character");
        }

        @Test
        void tellsTwoSourcesAndNone() throws IOException {
            assertThat(faults("{from: /ten, join: [/ho]}"))
                    .containsExactly(
                            "mapping.yaml:3:12 /dossier/summary tells more than one of from, constant, join, first-of,"
                                    + " expression: from, join; expected one");
            assertThat(faults("{default: x}"))
                    .containsExactly(
                            "mapping.yaml:3:12 /dossier/summary tells no source; expected one of from, constant, join,"
                                    + " first-of, expression");
        }

        @Test
        void refusesAnExpressionWhoseRegexBacktracksWithoutEnd() throws IOException {
            assertThat(faults("{expression: \"$contains(ten, /^a*a*a*a*a*a*a*b$/)\"}"))
                    .singleElement()
                    .asString()
                    .contains("backtracks without end");
        }
    }

    @Nested
    class WhenARegularExpressionIsTried {
        @ParameterizedTest
        @ValueSource(strings = {"(a+)+\\1b", "a*a*a*a*a*a*a*b", "(\\w+\\s?)*\\1#", ".*.*.*.*.*.*.*x"})
        void refusesThoseThatBacktrackWithoutEnd(String expression) {
            assertThat(TextFormat.REGEX.why(expression))
                    .extracting(Bilingual::en)
                    .asString()
                    .contains("backtracks without end");
        }

        @ParameterizedTest
        @ValueSource(strings = {".+\\.(csv|xml|json)", "HS_\\d{8}_[A-Z]+\\.csv", "[^.].*", ".*"})
        void takesThoseOfEveryDay(String expression) {
            assertThat(PatternProbe.backtracksWithoutEnd(Pattern.compile(expression)))
                    .isFalse();
        }
    }
}

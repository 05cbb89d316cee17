package vn.lienthong.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A guide tells the same in both languages, and a {@link GuideShell} runs all of it that can be run. */
class GuideBlocksTest {

    @Nested
    class WhenAReaderChoosesALanguage {
        @ParameterizedTest
        @CsvSource({
            "en/agency-it-staff.md, vi/can-bo-cntt.md",
            "en/portal-developers.md, vi/lap-trinh-vien-cong.md",
            "en/administrators.md, vi/quan-tri.md",
        })
        void commandsAreTheSame(String inEnglish, String inVietnamese) throws IOException {
            List<GuideBlock> english = GuideBlock.of(inEnglish);
            List<GuideBlock> vietnamese = GuideBlock.of(inVietnamese);

            assertThat(vietnamese).extracting(GuideBlock::kind).isEqualTo(kinds(english));
            assertThat(meanings(vietnamese)).isEqualTo(meanings(english));
        }

        private static List<GuideBlock.Kind> kinds(List<GuideBlock> blocks) {
            return blocks.stream().map(GuideBlock::kind).toList();
        }

        private static List<String> meanings(List<GuideBlock> blocks) {
            return blocks.stream()
                    .filter(block -> block.language().matches("bash|js|java|python"))
                    .map(GuideBlock::meaning)
                    .toList();
        }
    }

    @Nested
    class WhenABlockCannotBeRun {
        @ParameterizedTest
        @CsvSource({
            "en/agency-it-staff.md, 3",
            "vi/can-bo-cntt.md, 3",
            "en/portal-developers.md, 6",
            "vi/lap-trinh-vien-cong.md, 6",
            "en/administrators.md, 9",
            "vi/quan-tri.md, 9",
        })
        void saysWhy(String guide, int blocks) throws IOException {
            List<GuideBlock> left = GuideBlock.of(guide).stream()
                    .filter(block -> block.kind() == GuideBlock.Kind.NOT_RUN)
                    .toList();

            left.forEach(block -> System.out.println("in " + guide + " is not run: " + block.note()));
            assertThat(left).hasSize(blocks);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "en/agency-it-staff.md",
                    "vi/can-bo-cntt.md",
                    "en/portal-developers.md",
                    "vi/lap-trinh-vien-cong.md",
                    "en/administrators.md",
                    "vi/quan-tri.md"
                })
        void isAFileThatIsThere(String guide) throws IOException {
            for (GuideBlock block : GuideBlock.of(guide)) {
                if (block.kind() == GuideBlock.Kind.SAME) {
                    assertThat(block.text()).isEqualTo(Files.readString(Path.of(block.note())));
                }
            }
        }
    }
}

package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.translation.schema.SchemaProblem;

class LibraryWordsTest {
    private static final String AS_IT_IS = "nguyên văn: ";

    @Nested
    class WhenWordsAreKnown {
        @ParameterizedTest
        @ValueSource(strings = {"(", "[a", "a{2", "a)", "*.csv", "[z-a]", "a{3,1}", "\\\\y"})
        void expressionsThatCannotBeReadAreToldInVietnamese(String expression) {
            String why = "";
            try {
                Pattern.compile(expression.replace("\\\\", "\\"));
            } catch (PatternSyntaxException e) {
                why = e.getDescription();
            }

            assertThat(LibraryWords.told(why).vi()).as(why).doesNotStartWith(AS_IT_IS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"iso8601", "dd/MM/yyyy HH:mm:sss", "dd 'of MM"})
        void patternsOfDatesToo(String pattern) {
            String why = "";
            try {
                why = DateTimeFormatter.ofPattern(pattern).toString();
            } catch (IllegalArgumentException e) {
                why = e.getMessage();
            }

            assertThat(LibraryWords.told(why).vi()).as(why).doesNotStartWith(AS_IT_IS);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a: b: c",
                    "a: [1, 2",
                    "a: {b: 1",
                    "a: \"b",
                    "\ta: 1",
                    "a: 1\n b: 2",
                    "a\nb: 1",
                    "a: @b",
                    "a: *b",
                    "a: \"\\y\"",
                    "a: 1\n---\nb: 2",
                    "a: b\n- c",
                    "- a\nb: 1"
                })
        void brokenYamlToo(String yaml) {
            assertThat(YamlReader.read(yaml, "x.yaml").faults())
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault.message().vi()).doesNotContain(AS_IT_IS));
        }

        @Test
        void whatHindersContractsToo() throws IOException {
            List<String> refusals = Pattern.compile("\\*refused:\\* ([^|\\n]+?) \\|")
                    .matcher(Files.readString(Path.of("src/docs/reference/wsdl-constructs.md")))
                    .results()
                    .map(found -> found.group(1))
                    .toList();

            assertThat(refusals).hasSizeGreaterThan(9).allSatisfy(words -> assertThat(
                            LibraryWords.told(words).vi())
                    .doesNotStartWith(AS_IT_IS));
        }

        @Test
        void placeStaysAsItIs() {
            assertThat(LibraryWords.told(new SchemaProblem("a.wsdl", 7, "is not there; add it")))
                    .satisfies(told -> {
                        assertThat(told.vi()).isEqualTo("a.wsdl:7 không có; hãy thêm vào");
                        assertThat(told.en()).isEqualTo("a.wsdl:7 is not there; add it");
                    });
        }
    }

    @Nested
    class WhenTheyAreNot {
        @Test
        void areQuoted() {
            assertThat(LibraryWords.told("flux  capacitor\n missing").vi())
                    .isEqualTo("nguyên văn: flux  capacitor missing");
            assertThat(LibraryWords.told(" ").vi()).isEqualTo("không rõ vì sao");
        }
    }
}

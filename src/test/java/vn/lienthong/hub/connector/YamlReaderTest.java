package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {
    private static YamlFile read(String yaml) {
        return YamlReader.read(yaml, "x/connector.yaml");
    }

    @Nested
    class WhenValuesArePlain {
        @Test
        void readsThemByTheCoreSchemaAlone() {
            YamlFile file = read(
                    """
                    words: [no, on, 1:30, 2026-01-01, 0371, 1_000, "12", 'a']
                    numbers: [0, -7, 12, 1.5, 123456789012]
                    others: [true, ~, null, ]
                    16: national
                    """);

            assertThat(file.faults()).isEmpty();
            assertThat(file.tree())
                    .hasToString(
                            "{\"words\":[\"no\",\"on\",\"1:30\",\"2026-01-01\",\"0371\",\"1_000\",\"12\",\"a\"],"
                                    + "\"numbers\":[0,-7,12,1.5,123456789012],\"others\":[true,null,null],\"16\":\"national\"}");
        }

        @Test
        void repeatsWhatAnAliasNames() {
            assertThat(read("a: &call {path: /x}\nb: *call\n").tree())
                    .hasToString("{\"a\":{\"path\":\"/x\"},\"b\":{\"path\":\"/x\"}}");
        }
    }

    @Nested
    class WhenAFileMeansHarm {
        @Test
        @Timeout(20)
        void doesNotBlowUpAnAliasBomb() {
            StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
            for (int i = 1; i <= 5; i++) {
                bomb.append("a%d: &a%d [%s]\n"
                        .formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
            }

            assertThat(read(bomb.toString()).faults())
                    .singleElement()
                    .asString()
                    .isEqualTo("x/connector.yaml:1:1 has more than 20000 values, counting what its aliases repeat");
        }

        @Test
        void refusesTooManyAliasesNestingAndLength() {
            String beyond = "goes beyond what a definition may hold in nesting, aliases or length";

            assertThat(read("a: &a [x]\nb: [" + "*a, ".repeat(60) + "]").faults())
                    .singleElement()
                    .asString()
                    .endsWith(beyond);
            assertThat(read("[".repeat(100) + "]".repeat(100)).faults())
                    .singleElement()
                    .asString()
                    .endsWith(beyond);
            assertThat(read("a: " + "x".repeat(1_100_000)).faults())
                    .singleElement()
                    .asString()
                    .endsWith(beyond);
        }

        @Test
        void buildsNoObjectAndRefusesTags() {
            assertThat(read("a: !!javax.script.ScriptEngineManager [x]").faults())
                    .singleElement()
                    .asString()
                    .startsWith("x/connector.yaml:1:4 is not well-formed YAML: ");
            assertThat(read("a: !mine x").faults())
                    .singleElement()
                    .asString()
                    .isEqualTo("x/connector.yaml:1:4 /a has a tag; definitions hold plain values only");
        }

        @Test
        void doesNotFollowAnAliasIntoItself() {
            assertThat(read("a: &a\n  b: *a\n").faults())
                    .singleElement()
                    .asString()
                    .isEqualTo("x/connector.yaml:1:4 /a/b is an alias of what it stands in");
        }
    }

    @Nested
    class WhenAFileCannotBeRead {
        @TempDir
        @SuppressWarnings("NullAway.Init")
        private Path folder;

        @Test
        void saysSoForWhatIsNotUtf8() throws Exception {
            Path file = Files.write(folder.resolve("connector.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9, '\n'});

            assertThat(YamlReader.read(file, "x/connector.yaml").faults())
                    .singleElement()
                    .asString()
                    .isEqualTo("x/connector.yaml:1:1 is not valid UTF-8; save it as UTF-8");
        }

        @Test
        void saysSoForAnEmptyOneAndForTwoDocuments() {
            assertThat(read("# nothing\n").faults()).singleElement().asString().endsWith("1:1 is empty");
            assertThat(read("a: 1\n---\nb: 2\n").faults())
                    .singleElement()
                    .asString()
                    .contains("expected a single document");
        }
    }
}

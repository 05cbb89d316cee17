package vn.lienthong.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages have a name for every step at which something can go wrong. */
class WordsOfStagesTest {
    private static final Pattern STAGE =
            Pattern.compile("(?:\\bSTAGE = |new Problem\\([^;]{0,120}?Origin\\.[A-Z]+,\\s*)\"([a-z-]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_en.properties"})
    void everyStageHasAName(String file) throws IOException {
        var words = new Properties();
        try (Reader text = Files.newBufferedReader(Path.of("src", "main", "resources", file))) {
            words.load(text);
        }

        assertThat(stages()).hasSizeGreaterThan(40).allSatisfy(stage -> assertThat(words)
                .containsKey("stage." + stage));
    }

    private static Set<String> stages() throws IOException {
        Set<String> stages = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                STAGE.matcher(Files.readString(file)).results().forEach(found -> stages.add(found.group(1)));
            }
        }
        return stages;
    }
}

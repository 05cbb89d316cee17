package vn.lienthong.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What people read is written in Vietnamese and in English, and both say the same things. */
class TwoLanguagesTest {
    private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final String LITERALS = "(" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*)";

    /** The calls that take a Vietnamese text and, behind it, an English one; some of them a place before both. */
    private static final Pattern TOLD = Pattern.compile("(?:new Bilingual\\(|Bilingual\\.of\\("
            + "|(?:faultAt(?:Key)?|ofFile|faults\\.at)\\((?:" + LITERAL + "|[^\",;])*,)\\s*" + LITERALS + "\\s*,\\s*"
            + LITERALS);

    private static final Pattern PLACE = Pattern.compile("%(?:(\\d+)\\$)?s");
    private static final Pattern VIETNAMESE = Pattern.compile("[ăâđêôơư\\u00c0-\\u1ef9]");

    @Nested
    class WhenATextIsWrittenInTheCode {
        @Test
        void englishSaysTheSameThings() throws IOException {
            List<String> wrong = new ArrayList<>();
            int seen = 0;
            for (Path file : sources()) {
                for (MatchResult told :
                        TOLD.matcher(Files.readString(file)).results().toList()) {
                    seen++;
                    if (!places(told.group(1)).equals(places(told.group(2)))) {
                        wrong.add(file.getFileName() + ": " + told.group(1) + " and " + told.group(2));
                    }
                }
            }

            assertThat(wrong).as("have other places").isEmpty();
            assertThat(seen).isGreaterThan(300);
        }

        @Test
        void vietnameseIsVietnamese() throws IOException {
            List<String> wrong = new ArrayList<>();
            for (Path file : sources()) {
                TOLD.matcher(Files.readString(file))
                        .results()
                        .filter(told -> hasWords(told.group(2)) && !isVietnamese(told.group(1)))
                        .forEach(told -> wrong.add(file.getFileName() + ": " + told.group(1)));
            }

            assertThat(wrong).isEmpty();
        }

        private static SortedSet<Integer> places(String literals) {
            SortedSet<Integer> places = new TreeSet<>();
            int[] next = {1};
            PLACE.matcher(literals)
                    .results()
                    .forEach(
                            place -> places.add(place.group(1) == null ? next[0]++ : Integer.parseInt(place.group(1))));
            return places;
        }

        /** More than one word of small letters, which a name or a sign does not have. */
        private static boolean hasWords(String literals) {
            return literals.replaceAll("[\"%{}$+]", " ").matches("(?s).*\\b[a-z]{2,} [a-z]{2,}.*");
        }

        private static boolean isVietnamese(String literals) {
            return VIETNAMESE.matcher(literals).find();
        }

        private static List<Path> sources() throws IOException {
            try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
                return files.filter(file -> file.toString().endsWith(".java")).toList();
            }
        }
    }

    @Nested
    class WhenATextIsInAFileOfMessages {
        @Test
        void bothFilesHaveItWithTheSamePlaces() throws IOException {
            Properties vietnamese = messages("messages.properties");
            Properties english = messages("messages_en.properties");

            assertThat(english.stringPropertyNames()).isEqualTo(vietnamese.stringPropertyNames());
            assertThat(english.stringPropertyNames()).allSatisfy(key -> assertThat(places(english.getProperty(key)))
                    .as(key)
                    .isEqualTo(places(vietnamese.getProperty(key))));
        }

        private static String places(String message) {
            return Pattern.compile("\\{\\d+")
                    .matcher(message)
                    .results()
                    .map(MatchResult::group)
                    .sorted()
                    .collect(Collectors.joining(" "));
        }

        private static Properties messages(String name) throws IOException {
            Properties messages = new Properties();
            try (var in = Files.newBufferedReader(Path.of("src", "main", "resources", name))) {
                messages.load(in);
            }
            return messages;
        }
    }
}

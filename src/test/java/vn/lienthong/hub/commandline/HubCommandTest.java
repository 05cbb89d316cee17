package vn.lienthong.hub.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.bcrypt.BCrypt;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import vn.lienthong.hub.access.KeyMaker;

class HubCommandTest {
    private record Said(int exitCode, String out, String err) {}

    @Nested
    class WhenAKeyIsAskedFor {
        @Test
        void showsTheKeyOnceAndItsHashForTheSettings() {
            Said said = say("", "key", "province-portal");

            assertThat(said.exitCode()).isZero();
            String key = said.out()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("lt_province-portal_"))
                    .findFirst()
                    .orElseThrow();
            assertThat(said.out()).contains("key-hash: " + KeyMaker.hashOf(key));
        }

        @ParameterizedTest
        @CsvSource({"vi, Khoá của province-portal", "en, Key for province-portal"})
        void tellsItInTheLanguageThatIsAskedFor(String language, String told) {
            assertThat(say("", "key", "province-portal", "--language", language).out())
                    .startsWith(told);
        }

        @Test
        void tellsWhatAClientIdLooksLike() {
            Said said = say("", "key", "Province Portal");

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("Province Portal").contains("such as tax-office");
        }
    }

    @Nested
    class WhenAPasswordIsPipedIn {
        @Test
        void printsAHashOfIt() {
            Said said = say("correct horse battery\n", "password");

            assertThat(said.exitCode()).isZero();
            String hash = said.out().strip().replaceAll("password-hash: \"(.*)\"", "$1");
            assertThat(BCrypt.checkpw("correct horse battery", hash)).isTrue();
        }

        @Test
        void refusesAShortOne() {
            Said said = say("short\n", "password");

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("5 characters; 10 are the least").doesNotContain("short\n");
        }
    }

    @Nested
    class WhenASystemIsPlayed {
        @ParameterizedTest
        @CsvSource({
            "vi, đang giả lập social-insurance, không giả lập: ai tìm thấy tệp",
            "en, social-insurance is simulated, not played: who finds files in a folder"
        })
        void tellsItInTheLanguageThatIsAskedFor(String language, String played, String notPlayed, @TempDir Path drop) {
            Said said = say(
                    "",
                    "simulate",
                    "connectors/social-insurance",
                    "--for",
                    "PT0.01S",
                    "--drop",
                    drop.toString(),
                    "--inbox",
                    drop.resolve("inbox").toString(),
                    "--language",
                    language);

            assertThat(said.err()).isEmpty();
            assertThat(said.exitCode()).isZero();
            assertThat(said.out()).contains(played).contains(notPlayed);
        }
    }

    @Nested
    class WhenHelpIsAskedFor {
        @Test
        void everyCommandHasItInBothLanguages() {
            Map<String, String> english = descriptions(HubCommand.commands(Locale.ENGLISH), "");
            Map<String, String> vietnamese = descriptions(HubCommand.commands(Locale.forLanguageTag("vi")), "");

            assertThat(english).hasSizeGreaterThan(30);
            assertThat(vietnamese).hasSameSizeAs(english);
            assertThat(vietnamese.entrySet()).doesNotContainAnyElementsOf(english.entrySet());
        }

        private static Map<String, String> descriptions(CommandLine command, String before) {
            Map<String, String> found = new TreeMap<>();
            command.getSubcommands().forEach((name, sub) -> {
                String path = before + " " + name;
                if (!(sub.getCommand() instanceof CommandLine.HelpCommand)) {
                    found.put(path, sub.getHelp().description());
                    sub.getCommandSpec().args().stream()
                            .filter(arg -> !arg.hidden() && arg.description().length > 0)
                            .forEach(arg -> found.put(
                                    path + " "
                                            + (arg instanceof OptionSpec option
                                                    ? option.longestName()
                                                    : arg.paramLabel()),
                                    String.join("", arg.description())));
                }
                found.putAll(descriptions(sub, path));
            });
            return found;
        }
    }

    @Nested
    class WhenTheWordIsUnknown {
        @Test
        void saysSoAndHowToUseIt() {
            Said said = say("", "kye");

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("kye").contains("key");
        }
    }

    private static Said say(String in, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var before = new Object() {
            final PrintStream out = System.out;
            final PrintStream err = System.err;
            final java.io.InputStream in = System.in;
        };
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            System.setIn(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
            int exitCode = HubCommand.run(words);
            return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before.out);
            System.setErr(before.err);
            System.setIn(before.in);
        }
    }
}

package vn.lienthong.hub.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCrypt;
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

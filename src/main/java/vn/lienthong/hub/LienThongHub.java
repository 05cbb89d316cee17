package vn.lienthong.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import vn.lienthong.hub.commandline.HubCommand;
import vn.lienthong.hub.commandline.StartFailure;

/** The hub's entry: runs the hub, runs it as a demo, or runs one of the commands that {@code help} lists. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LienThongHub {
    private static final Set<String> QUESTIONS = Set.of("--help", "-h", "--version", "-V");

    public static void main(String[] words) {
        if (words.length == 0 || words[0].startsWith("--") && !QUESTIONS.contains(words[0])) {
            serve(words);
        } else if (words[0].equals("demo")) {
            serve(Arrays.copyOfRange(words, 1, words.length), "demo");
        } else {
            System.exit(HubCommand.run(words));
        }
    }

    /**
     * Runs the hub until it is stopped. A hub that cannot start says why and ends with the exit code of the cause: see
     * the administrators' guide.
     */
    private static void serve(String[] settings, String... profiles) {
        var application = new SpringApplication(LienThongHub.class);
        application.setAdditionalProfiles(profiles);
        try {
            application.run(settings);
        } catch (RuntimeException failure) {
            // Spring has told it by now; what is left is to say so to the script that waits.
            System.exit(StartFailure.exitCodeOf(failure));
        }
    }

    /** Ticks in microseconds, as the store keeps them: a time reads the same before and after it was kept. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}

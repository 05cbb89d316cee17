package vn.lienthong.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.agency.RunningHub;

/**
 * Walks through the guide's first connector: each block is given to a shell as it is printed, with the packaged hub, and
 * what comes out is what the guide shows. In the guide, … stands for what differs from run to run; alone on a line, for lines.
 * A block that only looks may be repeated for a while, as its reader would.
 */
class GuideIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    @ParameterizedTest
    @CsvSource({
        "en/agency-it-staff.md, ## A first connector in five minutes",
        "vi/can-bo-cntt.md, ## Kết nối đầu tiên trong năm phút",
    })
    void readerSeesWhatTheGuideShows(String guide, String heading, @TempDir Path home) throws Exception {
        List<Step> steps = steps(guide, heading);
        assertThat(steps).hasSizeGreaterThan(8);
        try (RunningHub hub = new RunningHub(home, 3);
                Shell shell = new Shell(hub, home)) {
            StringBuilder transcript = new StringBuilder();
            List<String> wrong = new ArrayList<>();
            try {
                for (Step step : steps) {
                    transcript.append("```bash\n").append(step.command).append("```\n");
                    transcript.append(shell.follow(step, wrong)).append('\n');
                }
                assertThat(wrong).isEmpty();
            } finally {
                Files.writeString(
                        Files.createDirectories(Path.of("target", "guide")).resolve(guide.replace('/', '-') + ".txt"),
                        transcript);
            }
        }
    }

    /** @param shown empty where nothing comes out */
    private record Step(String command, String shown) {
        boolean onlyLooks() {
            return command.lines().allMatch(line -> line.startsWith("hub status") || line.startsWith("curl -s -H"));
        }

        boolean isShownAs(String output) {
            String pattern = shown.lines()
                    .map(Step::plain)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.equals("…") ? "(?:[^\\n]*\\n)*?" : quoted(line) + "\\n")
                    .collect(Collectors.joining());
            return Pattern.matches(pattern, plainLines(output));
        }

        private static String quoted(String line) {
            return List.of(line.split("…", -1)).stream().map(Pattern::quote).collect(Collectors.joining("[^\\n]*"));
        }

        static String plainLines(String output) {
            return output.lines()
                    .map(Step::plain)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }

        /** How wide a column is depends on what is in it. */
        private static String plain(String line) {
            return line.strip().replaceAll(" +", " ");
        }
    }

    private static List<Step> steps(String guide, String heading) throws IOException {
        String page = Files.readString(Path.of("src", "docs").resolve(guide));
        int start = page.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        String section = page.substring(start, page.indexOf("\n## ", start + 3));
        List<Step> steps = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(section).results().toList()) {
            if (block.group(1).equals("bash")) {
                steps.add(new Step(block.group(2), ""));
            } else {
                Step last = steps.remove(steps.size() - 1);
                steps.add(new Step(last.command, block.group(2)));
            }
        }
        return steps;
    }

    /** One bash for the whole walk. */
    private static final class Shell implements AutoCloseable {
        private static final String END = "--that is all--";

        private final Map<String, String> names;
        private final Process bash;
        private final Writer in;
        private final BufferedReader out;

        Shell(RunningHub hub, Path home) throws IOException {
            String address = hub.address("/").toString().replaceAll("/$", "");
            this.names = Map.of(
                    "http://127.0.0.1:8080",
                    address,
                    "http://127.0.0.1:18081",
                    hub.simulators().civilRegistry().address().toString().replaceAll("/$", ""),
                    "demo-staff-key",
                    RunningHub.ADMIN_KEY,
                    "demo-portal-key",
                    RunningHub.PORTAL_KEY);
            Path desk = Files.createDirectory(home.resolve("desk"));
            Files.createSymbolicLink(desk.resolve("target"), Path.of("target").toAbsolutePath());
            ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                    .directory(desk.toFile())
                    .redirectErrorStream(true);
            String java = Path.of(System.getProperty("java.home"), "bin").toString();
            builder.environment().merge("PATH", java, (path, bin) -> bin + ":" + path);
            builder.environment().put("LC_ALL", "C.UTF-8");
            this.bash = builder.start();
            this.in = bash.outputWriter(StandardCharsets.UTF_8);
            this.out = new BufferedReader(new InputStreamReader(bash.getInputStream(), StandardCharsets.UTF_8));
        }

        String follow(Step step, List<String> wrong) {
            String[] seen = {run(step.command)};
            if (step.onlyLooks() && !step.isShownAs(seen[0])) {
                try {
                    await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
                        seen[0] = run(step.command);
                        return step.isShownAs(seen[0]);
                    });
                } catch (ConditionTimeoutException told) {
                    // All that is wrong with a guide is told together.
                }
            }
            if (!step.isShownAs(seen[0])) {
                wrong.add("%s\nshows:\n%s\nand the guide says:\n%s".formatted(step.command, seen[0], step.shown));
            }
            return seen[0];
        }

        private String run(String command) {
            try {
                in.write(replaced(command, false) + "\necho; echo '" + END + "'\n");
                in.flush();
                StringBuilder said = new StringBuilder();
                for (String line = out.readLine(); !END.equals(line); line = out.readLine()) {
                    if (line == null) {
                        throw new IllegalStateException("the shell has ended: " + said);
                    }
                    said.append(line).append('\n');
                }
                return replaced(said.toString(), true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String replaced(String text, boolean back) {
            String replaced = text;
            for (Map.Entry<String, String> name : names.entrySet()) {
                replaced = back
                        ? replaced.replace(name.getValue(), name.getKey())
                        : replaced.replace(name.getKey(), name.getValue());
            }
            return replaced;
        }

        @Override
        public void close() {
            bash.destroy();
        }
    }
}

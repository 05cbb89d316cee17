package vn.lienthong.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import vn.lienthong.hub.agency.RunningHub;

/**
 * A reader of the guides for agency IT staff, for portal developers and for administrators, with one bash for a whole walk: each block is
 * given to it as it is printed, with the packaged hub, and what comes out is what the guide shows. In the guide, … stands for what differs
 * from run to run; alone on a line, for lines. A block that only looks may be repeated for a while, as its reader would. What a comment
 * before a block asks for is in {@link GuideBlock}.
 */
final class GuideShell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String END = "--that is all--";

    private final Map<String, String> names;
    private final Path home;
    private final Path desk;
    private final Process bash;
    private final Writer in;
    private final BufferedReader out;

    /** @param ports what stands for ports of this machine in the guide, and those that are free here */
    GuideShell(RunningHub hub, Path desk, Map<String, Integer> ports) throws IOException {
        this.names = new HashMap<>(Map.of(
                "http://127.0.0.1:8080",
                bare(hub.address("/")),
                "http://127.0.0.1:18081",
                bare(hub.simulators().civilRegistry().address()),
                "http://127.0.0.1:18085",
                bare(hub.simulators().nationalPortal().address()),
                "demo-staff-key",
                RunningHub.ADMIN_KEY,
                "demo-portal-key",
                RunningHub.PORTAL_KEY,
                "demo-land-office-key",
                RunningHub.PUSH_KEY,
                "admin:admin-demo",
                "'admin:" + RunningHub.PASSWORD + "'",
                "viewer:viewer-demo",
                "'viewer:" + RunningHub.PASSWORD + "'"));
        ports.forEach((printed, free) -> names.put(printed, free.toString()));
        this.home = hub.home();
        this.desk = Files.createDirectory(desk);
        Files.createSymbolicLink(desk.resolve("connectors"), home.resolve("connectors"));
        for (String whatIsThere : List.of("target", "routes", "src")) {
            Files.createSymbolicLink(
                    desk.resolve(whatIsThere), Path.of(whatIsThere).toAbsolutePath());
        }
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(desk.toFile())
                .redirectErrorStream(true);
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        builder.environment().merge("PATH", java, (path, bin) -> bin + ":" + path);
        builder.environment().put("LC_ALL", "C.UTF-8");
        // A hub that the guide starts itself takes any free ones, whatever its settings say.
        List.of("CORE", "AMQP", "MQTT", "STOMP")
                .forEach(door -> builder.environment().put("LIENTHONG_BROKER_" + door + "PORT", "0"));
        this.bash = builder.start();
        this.in = bash.outputWriter(StandardCharsets.UTF_8);
        this.out = new BufferedReader(new InputStreamReader(bash.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Says so where the machine lacks what a reader has. */
    static void assumeWhatReadersHave() {
        for (String tool : List.of("bash", "curl", "python3")) {
            boolean isHere = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
            assumeTrue(isHere, tool + " is not here: the guides are not walked through");
        }
    }

    /** Follows every block, and leaves what was seen in {@code target/guide}. */
    void walk(String guide) throws IOException {
        StringBuilder transcript = new StringBuilder();
        List<String> wrong = new ArrayList<>();
        try {
            for (GuideBlock block : GuideBlock.of(guide)) {
                transcript.append(follow(block, wrong)).append('\n');
            }
            assertThat(wrong).isEmpty();
        } finally {
            Files.writeString(
                    Files.createDirectories(Path.of("target", "guide")).resolve(guide.replace('/', '-') + ".txt"),
                    transcript);
        }
    }

    private String follow(GuideBlock block, List<String> wrong) throws IOException {
        if (block.kind() == GuideBlock.Kind.RUN) {
            return "```bash\n%s```\n%s".formatted(block.text(), run(block, wrong));
        }
        if (block.file() != null) {
            Path file = desk.resolve(block.file());
            Files.createDirectories(file.getParent());
            String before = block.kind() == GuideBlock.Kind.ADDED ? Files.readString(file) : "";
            Files.writeString(file, before + replaced(block.text(), false));
        }
        return block.kind() + " " + block.note() + "\n";
    }

    private String run(GuideBlock block, List<String> wrong) {
        String[] seen = {run(block.text())};
        if (block.onlyLooks() && !block.isShownAs(seen[0])) {
            try {
                await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
                    seen[0] = run(block.text());
                    return block.isShownAs(seen[0]);
                });
            } catch (ConditionTimeoutException told) {
                // All that is wrong with a guide is told together.
            }
        }
        if (!block.isShownAs(seen[0])) {
            wrong.add("%s\nshows:\n%s\nand the guide says:\n%s".formatted(block.text(), seen[0], block.shown()));
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
        String replaced = back ? text.replace(home + "/", "") : text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            replaced = back
                    ? replaced.replace(name.getValue(), name.getKey())
                    : replaced.replace(name.getKey(), name.getValue());
        }
        return replaced;
    }

    private static String bare(URI address) {
        return address.toString().replaceAll("/$", "");
    }

    /** With all that it has started. */
    @Override
    public void close() {
        List<ProcessHandle> started = bash.descendants().toList();
        bash.destroy();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}

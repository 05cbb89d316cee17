package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that look at what the hub has, and change nothing. */
final class LookCommands {
    private LookCommands() {}

    @Command(name = "list", mixinStandardHelpOptions = true, description = "All connectors, of both kinds.")
    static int list(@Mixin HubOptions options) {
        Terminal to = options.terminal();
        JsonNode answer = options.client().get("");
        to.tell(answer, () -> Texts.list(to, answer.path("connectors")));
        return Exit.DONE.code();
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "How one connector is doing: state, backlog, rate, last problem and its remedy.")
    static int status(@Mixin HubOptions options, @Parameters(paramLabel = "ID") String id) {
        Terminal to = options.terminal();
        JsonNode answer = options.client().get("/" + id + "/status");
        to.tell(answer, () -> Texts.status(to, answer));
        return Exit.DONE.code();
    }

    @Command(
            name = "contract",
            mixinStandardHelpOptions = true,
            description =
                    "Have the hub fetch the system's contract now, and tell what has changed and what breaks by it.")
    static int contract(@Mixin HubOptions options, @Parameters(paramLabel = "ID") String id) {
        Terminal to = options.terminal();
        JsonNode answer = options.client().post("/" + id + "/contract", HubClient.Body.none());
        to.tell(answer, () -> Texts.contract(to, answer));
        boolean fine = answer.path("outcome").asText().matches("same|changed");
        return (fine ? Exit.DONE : Exit.FAILED_TRIAL).code();
    }

    @Command(name = "versions", mixinStandardHelpOptions = true, description = "Its versions, newest first.")
    static int versions(@Mixin HubOptions options, @Parameters(paramLabel = "ID") String id) {
        Terminal to = options.terminal();
        JsonNode answer = options.client().get("/" + id + "/versions");
        to.tell(answer, () -> Texts.versions(to, answer.path("versions")));
        return Exit.DONE.code();
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "What is different between two versions; else between the last two.")
    static int diff(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--from", paramLabel = "N", description = "The older version.") @Nullable Long from,
            @Option(names = "--to", paramLabel = "N", description = "The newer version.") @Nullable Long to) {
        Terminal terminal = options.terminal();
        StringJoiner asked = new StringJoiner("&", "?", "").setEmptyValue("");
        if (from != null) {
            asked.add("from=" + from);
        }
        if (to != null) {
            asked.add("to=" + to);
        }
        JsonNode answer = options.client().get("/" + id + "/diff" + asked);
        terminal.tell(answer, () -> {
            StringJoiner lines = new StringJoiner("\n");
            answer.path("files").forEach(file -> lines.add(file.path("diff").asText()));
            return lines.toString();
        });
        return Exit.DONE.code();
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Fetch its files as a zip that is a connector's folder.")
    static int export(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--version-number", paramLabel = "N", description = "Which version; else the latest.")
                    @Nullable
                    Long version,
            @Option(names = "--to", paramLabel = "FILE", description = "Where to; else <ID>.zip here.") @Nullable
                    Path to)
            throws IOException {
        Terminal terminal = options.terminal();
        byte[] zip = options.client().download("/" + id + "/export" + (version == null ? "" : "?version=" + version));
        Path file = to == null ? Path.of(id + ".zip") : to;
        try {
            Files.write(file, zip);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be written", e);
        }
        terminal.tell(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", file.toString())
                        .put("bytes", zip.length),
                () -> terminal.in("Đã ghi ", "Written to ") + file);
        return Exit.DONE.code();
    }
}

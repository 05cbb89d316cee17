package vn.lienthong.hub.commandline.connectors;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import vn.lienthong.hub.canonical.Bilingual;

/** What every command that calls a hub takes: which hub, whose key, how to tell. */
final class HubOptions {
    @CommandLine.Option(
            names = "--hub",
            paramLabel = "URL",
            description = "The hub's address. Else the environment's LIENTHONG_HUB, else http://127.0.0.1:8080.")
    private @Nullable String hub;

    @CommandLine.Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "The file whose first line is your key. Else the environment's LIENTHONG_KEY, or the file that"
                            + " LIENTHONG_KEY_FILE names. A key is never an argument, where others could see it.")
    private @Nullable Path keyFile;

    @CommandLine.Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table for people, json for programs. Default: ${DEFAULT-VALUE}.")
    private Output output = Output.table;

    @CommandLine.Mixin
    private final Spoken spoken = new Spoken();

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.@Nullable CommandSpec spec;

    /** The forms of what a command tells. */
    enum Output {
        table,
        json
    }

    Terminal terminal() {
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        return new Terminal(commandLine.getOut(), commandLine.getErr(), spoken.language(), output == Output.json);
    }

    HubClient client() {
        return client("/api/v1/connectors");
    }

    /** @param part of the API */
    HubClient client(String part) {
        Map<String, String> environment = System.getenv();
        String address = hub != null ? hub : environment.getOrDefault("LIENTHONG_HUB", "http://127.0.0.1:8080");
        Terminal terminal = terminal();
        try {
            return new HubClient(URI.create(address.replaceAll("/+$", "")), part, key(environment, terminal), terminal);
        } catch (IllegalArgumentException e) {
            throw Stopped.by(
                    Exit.USAGE,
                    terminal,
                    new Bilingual(address + " không phải địa chỉ.", address + " is no address."),
                    new Bilingual("Viết như http://127.0.0.1:8080.", "Write it like http://127.0.0.1:8080."));
        }
    }

    private String key(Map<String, String> environment, Terminal terminal) {
        String named = environment.get("LIENTHONG_KEY_FILE");
        Path file = keyFile != null ? keyFile : named == null ? null : Path.of(named);
        String key = keyFile == null && environment.containsKey("LIENTHONG_KEY")
                ? environment.get("LIENTHONG_KEY")
                : file == null ? "" : firstLine(file, terminal);
        if (key.isBlank()) {
            throw Stopped.by(
                    Exit.NOT_ALLOWED,
                    terminal,
                    new Bilingual("Không có khoá để gọi trục.", "There is no key to call the hub with."),
                    new Bilingual(
                            "Đặt biến môi trường LIENTHONG_KEY, hoặc --key-file TỆP.",
                            "Set the environment's LIENTHONG_KEY, or give --key-file FILE."));
        }
        return key.strip();
    }

    private static String firstLine(Path file, Terminal terminal) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw Stopped.by(
                    Exit.USAGE,
                    terminal,
                    new Bilingual("Không đọc được tệp khoá " + file + ".", "The key file " + file + " cannot be read."),
                    new Bilingual("Kiểm tra đường dẫn và quyền đọc.", "Check the path and who may read it."));
        }
    }
}

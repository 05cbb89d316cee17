package vn.lienthong.hub.commandline;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.lienthong.hub.commandline.connectors.Spoken;
import vn.lienthong.hub.connector.SecretStore;

/** Fills the encrypted store of secrets that connectors name by {@code stored}. */
@Command(
        name = "secret",
        description = "Keep connectors' secrets encrypted in the hub's home, under the key in LIENTHONG_SECRETS_KEY.",
        mixinStandardHelpOptions = true)
final class SecretCommand implements Runnable {
    @CommandLine.Mixin
    private final Spoken spoken = new Spoken();

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "${env:LIENTHONG_SECRETS_FILE:-data/secrets.properties}",
            scope = CommandLine.ScopeType.INHERIT,
            description = "The store, as in lienthong.secrets.file; if left out, ${DEFAULT-VALUE}.")
    private Path file = Path.of("");

    @CommandLine.Option(names = "--key", hidden = true, defaultValue = "${env:LIENTHONG_SECRETS_KEY}")
    private @Nullable String key;

    @Override
    public void run() {
        commandLine().usage(commandLine().getOut());
    }

    @Command(name = "new-key", description = "Make a key for a store, to be set as LIENTHONG_SECRETS_KEY.")
    int newKey() {
        commandLine().getOut().println(SecretStore.newKey());
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "put", description = "Keep a secret, typed at the prompt or piped in; it is never an argument.")
    int put(
            @CommandLine.Parameters(
                            paramLabel = "NAME",
                            description = "The connector's id, a dot, and a word, such as tax-office.password.")
                    String name)
            throws IOException {
        try {
            new SecretStore(file, key).put(name, read());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CommandLine.ParameterException(commandLine(), String.valueOf(e.getMessage()), e);
        }
        commandLine().getOut().println(spoken.in(name + " được giữ trong " + file, name + " is kept in " + file));
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "list", description = "List the names of what is kept.")
    int list() {
        new SecretStore(file, key).names().forEach(commandLine().getOut()::println);
        return CommandLine.ExitCode.OK;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    /** A private key has several lines. */
    private static String read() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Secret: ");
            return typed == null ? "" : new String(typed);
        }
        var piped = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return piped.lines().collect(Collectors.joining("\n"));
    }
}

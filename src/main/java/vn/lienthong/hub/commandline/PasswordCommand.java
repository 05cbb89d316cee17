package vn.lienthong.hub.commandline;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.lienthong.hub.access.KeyMaker;

/** Turns a person's password, typed or piped, into the hash that the settings hold. */
@Command(
        name = "password",
        description =
                "Hash a person's password, typed at the prompt or piped in; it is never an argument, where others could see it.",
        mixinStandardHelpOptions = true)
final class PasswordCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine commandLine = java.util.Objects.requireNonNull(spec).commandLine();
        String password = read();
        if (password.length() < 10) {
            throw new CommandLine.ParameterException(
                    commandLine, "the password has " + password.length() + " characters; 10 are the least");
        }
        commandLine.getOut().println("password-hash: \"" + KeyMaker.hashOfPassword(password) + "\"");
        return CommandLine.ExitCode.OK;
    }

    private static String read() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password: ");
            return typed == null ? "" : new String(typed);
        }
        var piped = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return piped == null ? "" : piped;
    }
}

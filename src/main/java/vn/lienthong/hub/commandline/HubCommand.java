package vn.lienthong.hub.commandline;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.lienthong.hub.commandline.connectors.ConnectorCommand;
import vn.lienthong.hub.commandline.connectors.DeadLetterCommand;
import vn.lienthong.hub.commandline.connectors.DossierCommands;

/** The top of the commands. Each prints its result to standard output and its complaints to standard error. */
@Command(
        name = "lienthong-hub",
        mixinStandardHelpOptions = true,
        versionProvider = HubVersion.class,
        description = {
            "The hub that joins agencies' one-stop systems and e-portals.",
            "",
            "With no command it runs the hub; 'demo' runs it with simulated agencies and a portal.",
            "Settings follow as --name=value, such as --server.port=8090."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:an unexpected failure",
            "2:wrong usage",
            "3:a definition or a setting has faults, all of which were told",
            "4:a port is taken",
            "5:the data folder is in use by another hub",
            "11:the trail is not whole"
        },
        subcommands = {
            KeyCommand.class,
            PasswordCommand.class,
            SecretCommand.class,
            TrailCommand.class,
            SimulateCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        })
public final class HubCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private HubCommand() {}

    /**
     * Runs one command.
     *
     * @return its exit code
     */
    public static int run(String... words) {
        CommandLine commands = commands(Locale.getDefault());
        commands.setExecutionExceptionHandler((failure, command, parsed) -> ConnectorCommand.tell(failure, command));
        commands.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return commands.execute(words);
    }

    /** All commands, with help in a language. */
    static CommandLine commands(Locale language) {
        var commands = new CommandLine(new HubCommand());
        commands.addSubcommand(ConnectorCommand.commandLine());
        commands.addSubcommand(DeadLetterCommand.commandLine());
        DossierCommands.commandLines().forEach(commands::addSubcommand);
        ConnectorCommand.speak(commands, language);
        return commands;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}

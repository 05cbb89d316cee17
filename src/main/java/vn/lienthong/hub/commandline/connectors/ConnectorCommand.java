package vn.lienthong.hub.commandline.connectors;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.lienthong.hub.problem.ProblemException;

/** The top of the commands about connectors. */
@Command(
        name = "connector",
        mixinStandardHelpOptions = true,
        description = {
            "Draft, try, register, run and repair connectors, over the hub's API.",
            "Your key comes from LIENTHONG_KEY or a file, the hub's address from LIENTHONG_HUB or --hub."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:an unexpected failure",
            "2:wrong usage",
            "3:the definition has faults, all of which were told",
            "6:there is no such connector or version",
            "7:the key is missing, not known, or may not",
            "8:the hub cannot be reached",
            "9:the hub refused, and said why",
            "10:the check or the dry run found something wrong"
        })
public final class ConnectorCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private ConnectorCommand() {}

    /** The command with all that are below it. */
    public static CommandLine commandLine() {
        CommandLine all = new CommandLine(new ConnectorCommand());
        all.addSubcommand(new CommandLine(new NewCommand()));
        for (Class<?> group : List.of(TryCommands.class, LookCommands.class, SteerCommands.class)) {
            for (Method command : CommandLine.getCommandMethods(group, null)) {
                CommandLine one = new CommandLine(command);
                all.addSubcommand(one.getCommandName(), one);
            }
        }
        all.addSubcommand(new CommandLine.HelpCommand());
        return all;
    }

    /**
     * Has the help of all commands speak a language, as far as there is one.
     *
     * @param commands the top of them
     */
    public static void speak(CommandLine commands, Locale language) {
        if (!language.getLanguage().equals("en")) {
            commands.setResourceBundle(ResourceBundle.getBundle(
                    ConnectorCommand.class.getPackageName() + ".Help",
                    language,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        }
    }

    /** Tells what a command stopped at, instead of a stack trace. */
    public static int tell(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof Stopped stopped) {
            Terminal to = terminal(command);
            to.complain(stopped.problem());
            return stopped.exit().code();
        }
        if (failure instanceof ProblemException told) {
            Stopped stopped = Stopped.by(terminal(command), told.problem());
            terminal(command).complain(stopped.problem());
            return stopped.exit().code();
        }
        throw failure;
    }

    private static Terminal terminal(CommandLine command) {
        return command.getCommandSpec().mixins().values().stream()
                .map(mixin -> mixin.userObject())
                .filter(HubOptions.class::isInstance)
                .map(options -> ((HubOptions) options).terminal())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}

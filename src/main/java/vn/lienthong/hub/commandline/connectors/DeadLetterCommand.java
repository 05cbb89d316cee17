package vn.lienthong.hub.commandline.connectors;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top of the commands about dead letters. */
@Command(
        name = "dead-letter",
        mixinStandardHelpOptions = true,
        description = {
            "List, look at, replay, edit and discard what could not go through, over the hub's API.",
            "Your key comes from LIENTHONG_KEY or a file, the hub's address from LIENTHONG_HUB or --hub."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:an unexpected failure",
            "2:wrong usage",
            "6:there is no such dead letter or replay",
            "7:the key is missing, not known, or may not",
            "8:the hub cannot be reached",
            "9:the hub refused, and said why",
            "10:it still does not go through"
        })
public final class DeadLetterCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    private DeadLetterCommand() {}

    /** The command with all that are below it. */
    public static CommandLine commandLine() {
        CommandLine all = new CommandLine(new DeadLetterCommand());
        for (Method command : CommandLine.getCommandMethods(DeadLetterCommands.class, null)) {
            CommandLine one = new CommandLine(command);
            all.addSubcommand(one.getCommandName(), one);
        }
        all.addSubcommand(new CommandLine.HelpCommand());
        return all;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}

package vn.lienthong.hub.commandline;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.commandline.connectors.Spoken;

/** Makes a key for a client, and tells what to write into the settings in its place. */
@Command(
        name = "key",
        description = "Make a new key for a client. The key is shown once; the settings hold its hash.",
        mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {
    @CommandLine.Parameters(paramLabel = "CLIENT", description = "The client's id, such as province-portal.")
    private String client = "";

    @CommandLine.Mixin
    private final Spoken spoken = new Spoken();

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine commandLine = java.util.Objects.requireNonNull(spec).commandLine();
        KeyMaker.NewKey made;
        try {
            made = KeyMaker.newKey(client);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(commandLine, String.valueOf(e.getMessage()), e);
        }
        var out = commandLine.getOut();
        out.println(spoken.in(
                "Khoá của " + client + ", trao cho họ và không giữ ở đây:",
                "Key for " + client + ", to be handed to it and not kept here:"));
        out.println("  " + made.key());
        out.println(spoken.in(
                "Ghi vào config/application.yaml, dưới lienthong.access.clients:",
                "For config/application.yaml, under lienthong.access.clients:"));
        out.println("  - id: " + client);
        out.println("    key-hash: " + made.hash());
        out.println("    rights: [look-up]          # "
                + spoken.in(
                        "và see-personal-data, subscribe, view, administer nếu cần",
                        "and see-personal-data, subscribe, view, administer as needed"));
        return CommandLine.ExitCode.OK;
    }
}

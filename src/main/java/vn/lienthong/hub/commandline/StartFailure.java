package vn.lienthong.hub.commandline;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

/** What a hub that cannot start says to the script that started it; people were told by its failure analyzers. */
public final class StartFailure {
    private static final int UNEXPECTED = 1;
    private static final int FAULTY_SETTING = 3;
    private static final int PORT_TAKEN = 4;

    private StartFailure() {}

    /** The exit code of the cause, as {@code help} lists them. */
    public static int exitCodeOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExitCodeGenerator told) {
                return told.getExitCode();
            }
            if (cause instanceof PortInUseException) {
                return PORT_TAKEN;
            }
            if (cause instanceof BindException) {
                return FAULTY_SETTING;
            }
        }
        return UNEXPECTED;
    }
}

package vn.lienthong.hub.broker;

import org.springframework.boot.ExitCodeGenerator;

/** A port the hub was told to listen on is in use. */
public final class PortTaken extends IllegalStateException implements ExitCodeGenerator {
    /** The exit code of a hub that found a port taken. */
    public static final int EXIT_CODE = 4;

    private final String setting;

    PortTaken(String what, String host, int port, String setting, Throwable cause) {
        super(
                "Port " + port + " on " + host + " for " + what + " is in use (cổng " + port + " đang được dùng).",
                cause);
        this.setting = setting;
    }

    /** The setting that moves the port. */
    public String setting() {
        return setting;
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }
}

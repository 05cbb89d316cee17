package vn.lienthong.hub.store;

import org.springframework.boot.ExitCodeGenerator;

/** The database could not be reached or brought up to date when the hub started. */
public final class StoreNotReady extends IllegalStateException implements ExitCodeGenerator {
    /** The exit code of a hub whose database was not ready. */
    public static final int EXIT_CODE = 6;

    StoreNotReady(Throwable cause) {
        super(
                "The database could not be opened (không mở được cơ sở dữ liệu): "
                        + innermost(cause).getMessage(),
                cause);
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
            cause = next;
        }
        return cause;
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }
}

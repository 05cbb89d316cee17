package vn.lienthong.hub.store;

import java.nio.file.Path;
import org.springframework.boot.ExitCodeGenerator;

/** Another hub is running on the same data folder. */
public final class HomeInUse extends IllegalStateException implements ExitCodeGenerator {
    /** The exit code of a hub that found its data folder in use. */
    public static final int EXIT_CODE = 5;

    HomeInUse(Path home, String pid) {
        super("Another hub" + (pid.isEmpty() ? "" : " (process " + pid + ")") + " is using the data folder "
                + home.toAbsolutePath() + " (thư mục dữ liệu đang được một trục khác dùng).");
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }
}

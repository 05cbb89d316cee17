package vn.lienthong.hub.operations;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.ExitCodeGenerator;

/** The folder of routes does not hold those without which the hub takes and answers nothing. */
final class RoutesMissing extends IllegalStateException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1L;

    RoutesMissing(Path folder, List<String> routes) {
        super("The folder of routes " + folder.toAbsolutePath() + " gives no route " + String.join(", ", routes)
                + " (thư mục tuyến không có các tuyến này).");
    }

    /** As for every faulty definition. */
    @Override
    public int getExitCode() {
        return 3;
    }
}

package vn.lienthong.hub.store;

import java.nio.file.Path;

/** Another hub is running on the same data folder. */
public final class HomeInUse extends IllegalStateException {
    HomeInUse(Path home, String pid) {
        super("another hub" + (pid.isEmpty() ? "" : " (process " + pid + ")") + " is using the data folder "
                + home.toAbsolutePath() + "; stop it, or set lienthong.home to another folder");
    }
}

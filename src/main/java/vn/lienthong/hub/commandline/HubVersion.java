package vn.lienthong.hub.commandline;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine;

/** The version the build wrote into the jar, and the Java it runs on. */
final class HubVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        var build = new Properties();
        try (var file = HubVersion.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (file != null) {
                build.load(file);
            }
        }
        return new String[] {
            "Liên Thông " + build.getProperty("build.version", "(built by an editor)"),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}

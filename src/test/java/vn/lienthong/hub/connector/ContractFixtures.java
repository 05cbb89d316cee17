package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.util.Map;

/** Connectors of a folder, for tests of those who lean on them. */
public final class ContractFixtures {
    private ContractFixtures() {}

    public static Connectors read(Path root, Map<String, String> environment) {
        return FolderConnectors.read(root, environment::get);
    }
}

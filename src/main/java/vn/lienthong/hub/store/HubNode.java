package vn.lienthong.hub.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * This hub among those that share a database.
 *
 * @param name stays the same when the hub is started again
 */
public record HubNode(String name) {
    public HubNode {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a hub was blank");
        }
    }

    /** The name that the hub of a data folder made for itself when it first asked. */
    static HubNode of(Path home) {
        Path file = home.resolve("hub.node");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(home);
                Files.writeString(file, UUID.randomUUID() + "\n");
            }
            return new HubNode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write to " + file.toAbsolutePath()
                            + "; lienthong.home must be a folder in which the hub may write",
                    e);
        }
    }
}

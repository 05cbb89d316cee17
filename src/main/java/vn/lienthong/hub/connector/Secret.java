package vn.lienthong.hub.connector;

import java.nio.file.Path;

/** A named secret: where it is, never what it is. */
public sealed interface Secret {
    /** The value of an environment variable or, where that is unset, of the setting of the same name. */
    record FromEnvironment(String variable) implements Secret {}

    /** The first line of a file; of a private key, all of it. */
    record FromFile(Path file) implements Secret {}

    /** A value of the hub's encrypted store. */
    record FromStore(String name) implements Secret {}
}

package vn.lienthong.hub.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that must know theirs before they listen, or listen on the same one again after a restart.
 *
 * <p>They lie below those that Linux, macOS and Windows give to outgoing connections and to whoever asks for any port. One of these may be
 * gone to somebody's connection by the time the server listens, and then it ends at once or never answers.
 */
public final class FreePort {
    private static final int LOWEST = 20_000;
    private static final int ABOVE = 32_000;

    private FreePort() {}

    /** A port on which nobody listens now. */
    public static int find() {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody listens there: another one, then.
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + ABOVE);
    }
}

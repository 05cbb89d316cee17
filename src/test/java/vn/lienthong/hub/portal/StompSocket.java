package vn.lienthong.hub.portal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A STOMP 1.2 connection written down to its bytes. The other STOMP client of the tests cannot name itself, which a durable
 * subscription needs.
 */
final class StompSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final InputStream frames;

    /** @param session what the client calls this connection; the same over all of its connections */
    StompSocket(int port, String client, String session) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        frames = new BufferedInputStream(socket.getInputStream());
        send(
                "CONNECT",
                "accept-version:1.2",
                "host:hub",
                "login:" + client,
                "passcode:" + WaysIn.key(client),
                "client-id:" + session);
        receive("CONNECTED");
    }

    /** Subscribes durably; returns once the broker has taken the subscription. */
    void subscribe(String topic, String name) throws IOException {
        send("SUBSCRIBE", "id:1", "destination:" + topic, "durable-subscription-name:" + name, "ack:auto", "receipt:s");
        receive("RECEIPT");
    }

    private void send(String command, String... headers) throws IOException {
        String frame = command + "\n" + String.join("\n", headers) + "\n\n\0";
        socket.getOutputStream().write(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** The body of the next frame, which is of this kind. */
    String receive(String kind) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int next = frames.read();
        while (next > 0 || bytes.size() == 0) {
            if (next < 0) {
                throw new EOFException("the broker has closed the connection");
            }
            // Line ends between frames are heartbeats.
            if (bytes.size() > 0 || next > '\r') {
                bytes.write(next);
            }
            next = frames.read();
        }
        String frame = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        if (!frame.startsWith(kind + "\n")) {
            throw new AssertionError("not a " + kind + ": " + frame);
        }
        return frame.substring(frame.indexOf("\n\n") + 2);
    }

    /** Leaves without a word, as a client does whose line breaks. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}

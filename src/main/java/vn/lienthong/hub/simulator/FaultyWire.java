package vn.lienthong.hub.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port on loopback behind which a server of another protocol stands. Its connections suffer from the faults in force: they
 * wait ({@code delayMs}), end at once ({@code down}, {@code failEvery}), end when they should answer ({@code
 * loseAnswerEvery}), or answer what nobody can read ({@code garbage}).
 */
final class FaultyWire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultyWire.class);
    private static final int CHUNK = 8_192;
    private static final byte[] GARBAGE = "<<< {not what you asked for\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door;
    private final int behind;
    private final Misbehaviour misbehaviour;
    private final UnaryOperator<byte[]> questions;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();

    private FaultyWire(
            String simulator,
            ServerSocket door,
            int behind,
            Misbehaviour misbehaviour,
            UnaryOperator<byte[]> questions) {
        this.questions = questions;
        this.door = door;
        this.behind = behind;
        this.misbehaviour = misbehaviour;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "simulator-" + simulator + "-wire");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param port 0 for any free one
     * @param behind the port on loopback where the server stands
     * @param questions turns what a caller sends into what the server understands, as many bytes
     * @throws PortTaken if another process has the port
     */
    static FaultyWire open(
            String simulator, int port, int behind, Misbehaviour misbehaviour, UnaryOperator<byte[]> questions) {
        try {
            var door = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
            var wire = new FaultyWire(simulator, door, behind, misbehaviour, questions);
            wire.threads.execute(wire::accept);
            return wire;
        } catch (BindException e) {
            throw new PortTaken(simulator, port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("simulator " + simulator + " cannot open a socket", e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many connections came. */
    long connections() {
        return connections.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(caller));
            } catch (IOException closing) {
                LOG.debug("the wire takes no more connections", closing);
            }
        }
    }

    private void serve(Socket caller) {
        try (caller;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.add(caller);
            Faults faults = misbehaviour.faults();
            if (faults.down() || misbehaviour.hits(Misbehaviour.Kind.FAIL)) {
                return;
            }
            pause(faults.delayMs());
            if (faults.garbage()) {
                caller.getOutputStream().write(GARBAGE);
                return;
            }
            boolean silent = misbehaviour.hits(Misbehaviour.Kind.LOSE_ANSWER);
            threads.execute(() -> copy(caller, server, false, questions));
            copy(server, caller, silent, UnaryOperator.identity());
        } catch (IOException ended) {
            LOG.debug("a connection through the wire ended", ended);
        } finally {
            open.remove(caller);
        }
    }

    /** Until either side ends, which ends both. */
    private void copy(Socket from, Socket to, boolean silent, UnaryOperator<byte[]> turned) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(chunk);
            while (read >= 0 && !silent && !misbehaviour.faults().down()) {
                out.write(turned.apply(Arrays.copyOf(chunk, read)));
                out.flush();
                read = in.read(chunk);
            }
        } catch (IOException ended) {
            LOG.debug("a connection through the wire ended", ended);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.debug("the wire did not close well", e);
        }
        threads.shutdownNow();
    }

    private static void pause(int millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IOException("the wire is closing", closing);
        }
    }
}

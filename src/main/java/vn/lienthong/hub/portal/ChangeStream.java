package vn.lienthong.hub.portal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.SystemId;

/**
 * One listener to the feed over HTTP. It writes only what the connection takes at once, so that a slow reader holds
 * no thread: what it has not read yet stays in the store.
 */
final class ChangeStream implements WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);

    private final Caller caller;
    private final List<SystemId> systems;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Listening listening;
    private final Queue<byte[]> unwritten = new ArrayDeque<>();
    private long position;
    private Instant movedAt;
    private boolean open = true;
    // The connection may be written to only after its first call of onWritePossible.
    private boolean started;
    private boolean unflushed;

    ChangeStream(
            Caller caller,
            long from,
            List<SystemId> systems,
            AsyncContext context,
            ServletOutputStream out,
            Instant now,
            Listening listening) {
        this.caller = caller;
        this.position = from;
        this.systems = List.copyOf(systems);
        this.context = context;
        this.out = out;
        this.movedAt = now;
        this.listening = listening;
    }

    Caller caller() {
        return caller;
    }

    List<SystemId> systems() {
        return systems;
    }

    /** The last change it was given. */
    synchronized long position() {
        return position;
    }

    /** Whether all it was given is on its way. */
    synchronized boolean wantsMore() {
        return started && open && unwritten.isEmpty() && out.isReady();
    }

    /** Since when its reader has taken nothing of what waits for it; far in the future while nothing waits. */
    synchronized Instant stuckSince() {
        return unwritten.isEmpty() ? Instant.MAX : movedAt;
    }

    /** Gives it an event; the position moves on even where there is none for it. */
    synchronized void give(long upTo, List<byte[]> events, Instant now) {
        position = Math.max(position, upTo);
        if (unwritten.isEmpty()) {
            movedAt = now;
        }
        unwritten.addAll(events);
        write();
    }

    /** A comment that keeps proxies from closing a silent connection, and tells whether the reader is still there. */
    synchronized void heartbeat(Instant now) {
        if (unwritten.isEmpty()) {
            give(position, List.of(":\n\n".getBytes(StandardCharsets.US_ASCII)), now);
        }
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            started = true;
            movedAt = listening.now();
            write();
        }
        listening.ready();
    }

    private synchronized void write() {
        try {
            while (started && open && out.isReady()) {
                byte[] next = unwritten.poll();
                if (next != null) {
                    out.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            close();
        }
    }

    synchronized void close() {
        if (open) {
            open = false;
            unwritten.clear();
            listening.left(this);
            try {
                context.complete();
            } catch (IllegalStateException e) {
                LOG.debug("a listener's connection had ended by itself", e);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is started once.
    }

    /** What a stream tells of itself. */
    interface Listening {
        Instant now();

        /** It can take more. */
        void ready();

        void left(ChangeStream stream);
    }
}

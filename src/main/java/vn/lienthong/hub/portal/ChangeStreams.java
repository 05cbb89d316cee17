package vn.lienthong.hub.portal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.status.FeedListener;
import vn.lienthong.hub.status.StatusStore.FeedEntry;

/** All listeners to the feed over HTTP, served by one thread from the store. */
@Component
final class ChangeStreams implements FeedListener, ChangeStream.Listening, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStreams.class);
    private static final int AT_ONCE = 100;

    private final FeedQuestion feed;
    private final ChangeEvents events;
    private final Access access;
    private final FeedSettings settings;
    private final Clock clock;
    private final Set<ChangeStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor server =
            new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("change-streams-"));

    ChangeStreams(FeedQuestion feed, ChangeEvents events, Access access, FeedSettings settings, Clock clock) {
        this.feed = feed;
        this.events = events;
        this.access = access;
        this.settings = settings;
        this.clock = clock;
        long pause = settings.heartbeat().toMillis();
        var ignored = server.scheduleWithFixedDelay(this::heartbeat, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** @throws TryAgainLater if too many listen already */
    void open(
            Caller caller, long from, List<SystemId> systems, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long own = streams.stream()
                .filter(stream -> stream.caller().id().equals(caller.id()))
                .count();
        if (streams.size() >= settings.mostListeners() || own >= settings.mostListenersEach()) {
            throw new TryAgainLater(tooManyListeners(), Duration.ofSeconds(30), null);
        }
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // Buffering proxies would hold the events back.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        var stream = new ChangeStream(caller, from, systems, context, response.getOutputStream(), now(), this);
        context.addListener(stream);
        streams.add(stream);
        stream.heartbeat(now());
        response.getOutputStream().setWriteListener(stream);
    }

    @Override
    public void grew(long position, Set<SystemId> destinations) {
        ready();
    }

    @Override
    public void ready() {
        if (!streams.isEmpty() && woken.compareAndSet(false, true) && !server.isShutdown()) {
            server.execute(this::serve);
        }
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void left(ChangeStream stream) {
        streams.remove(stream);
    }

    private void serve() {
        woken.set(false);
        try {
            boolean more = true;
            while (more) {
                more = false;
                Map<Place, List<FeedEntry>> read = new HashMap<>();
                for (ChangeStream stream : streams) {
                    if (stream.wantsMore()) {
                        var place = new Place(stream.position(), stream.systems());
                        List<FeedEntry> found = read.computeIfAbsent(place, this::read);
                        more |= found.size() == AT_ONCE;
                        give(stream, found);
                    }
                }
            }
        } catch (RuntimeException e) {
            // The next wake-up or heartbeat tries again; no listener has lost its place.
            LOG.warn("the feed could not be read for its listeners", e);
        }
    }

    private List<FeedEntry> read(Place place) {
        return feed.changesAfter(place.position(), AT_ONCE, place.systems());
    }

    private void give(ChangeStream stream, List<FeedEntry> found) {
        if (!found.isEmpty()) {
            stream.give(
                    found.get(found.size() - 1).position(),
                    found.stream().map(this::event).toList(),
                    now());
        }
    }

    private byte[] event(FeedEntry entry) {
        var bytes = new ByteArrayOutputStream(1200);
        bytes.writeBytes(
                ("id: " + entry.position() + "\nevent: status-changed\ndata: ").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(events.bytes(entry));
        bytes.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private void heartbeat() {
        for (ChangeStream stream : streams) {
            boolean may = access.byName(stream.caller().id())
                    .filter(caller -> caller.may(Right.SUBSCRIBE))
                    .isPresent();
            if (!may || stream.stuckSince().isBefore(now().minus(settings.stuckAfter()))) {
                stream.close();
            } else {
                stream.heartbeat(now());
            }
        }
        ready();
    }

    @Override
    public void destroy() {
        server.shutdownNow();
        List.copyOf(streams).forEach(ChangeStream::close);
    }

    private static Problem tooManyListeners() {
        return new Problem(
                ProblemKind.TOO_MANY_REQUESTS,
                Origin.PORTAL,
                "listen",
                new Bilingual("Đã có quá nhiều kết nối nghe thay đổi.", "Too many are listening to changes already."),
                new Bilingual(
                        "Dùng ít kết nối hơn, hoặc đọc từng trang bằng after=.",
                        "Use fewer connections, or read page by page with after=."));
    }

    /** Where in the feed a listener is, and in whose changes. */
    private record Place(long position, List<SystemId> systems) {}
}

package vn.lienthong.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.status.FeedListener;

/**
 * Wakes the delivery routes: a message on {@code hub.delivery.<destination>} says that something may be due there, and no
 * more. However many changes are accepted meanwhile, one wake-up is under way for a destination at a time.
 *
 * <p>Wake-ups are not durable and may be lost or repeated: the outboxes are the truth, and {@link DeliveryWatch} looks into
 * them every few seconds.
 */
@Component("deliveryWakeUps")
public final class DeliveryWakeUps implements FeedListener, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWakeUps.class);
    /**
     * A wake-up that was not heard for so long is taken as lost. Another hub on the same broker may have heard it, which is no
     * loss and cannot be told from one; a repeated wake-up costs little.
     */
    private static final Duration LOST_AFTER = Duration.ofSeconds(2);
    /** How long a wake-up waits for others to go along. */
    static final Duration GATHERING = Duration.ofMillis(20);

    private final Connectors connectors;
    private final ProducerTemplate camel;
    private final Clock clock;
    private final ConcurrentMap<SystemId, Instant> underWay = new ConcurrentHashMap<>();
    private final ConcurrentMap<SystemId, Instant> scheduled = new ConcurrentHashMap<>();
    // One thread sends, so that whoever accepts a change never waits for the broker.
    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "delivery-wake-ups");
        thread.setDaemon(true);
        return thread;
    });

    DeliveryWakeUps(Connectors connectors, ProducerTemplate camel, Clock clock) {
        this.connectors = connectors;
        this.camel = camel;
        this.clock = clock;
    }

    @Override
    public void grew(long position, Set<SystemId> destinations) {
        // One that rests would find its queue full of them; the watch wakes it when it goes on.
        destinations.stream().filter(connectors::isActive).forEach(this::wake);
    }

    /** Wakes a destination now, unless a wake-up is under way. */
    public void wake(SystemId destination) {
        Instant now = clock.instant();
        Instant sent = underWay.get(destination);
        boolean mine = sent == null
                ? underWay.putIfAbsent(destination, now) == null
                // Also one that a clock sent that was ahead.
                : Duration.between(sent, now).abs().compareTo(LOST_AFTER) > 0
                        && underWay.replace(destination, sent, now);
        if (mine) {
            // A little later, so that what is accepted meanwhile goes along: this is one message for all of it.
            submit(destination, now.plus(GATHERING));
        }
    }

    /** Wakes a destination at a time, unless it is to be woken before that anyway. */
    void wakeAt(SystemId destination, Instant at) {
        Instant now = clock.instant();
        Instant next = scheduled.get(destination);
        if (next != null && next.isAfter(now) && !next.isAfter(at)) {
            return;
        }
        boolean mine = next == null
                ? scheduled.putIfAbsent(destination, at) == null
                : scheduled.replace(destination, next, at);
        // Should somebody else have been quicker with a later time, the watch finds what is due.
        if (mine) {
            submit(destination, at);
        }
    }

    /** A wake-up was heard; whatever is accepted from now on needs another. */
    void heard(SystemId destination) {
        underWay.remove(destination);
    }

    private void submit(SystemId destination, @Nullable Instant at) {
        try {
            sender.execute(() -> send(destination, at));
        } catch (RejectedExecutionException e) {
            LOG.debug("wake-up of {} not sent, the hub is stopping", destination);
        }
    }

    private void send(SystemId destination, @Nullable Instant at) {
        Map<String, Object> headers = new HashMap<>();
        headers.put("destination", destination.value());
        if (at != null) {
            // Artemis keeps the message until then.
            headers.put("_AMQ_SCHED_DELIVERY", at.toEpochMilli());
        }
        try {
            camel.sendBodyAndHeaders("direct:delivery-wake-up", "", headers);
        } catch (RuntimeException e) {
            underWay.remove(destination);
            scheduled.remove(destination);
            LOG.warn("wake-up of {} not sent, the watch will repeat it: {}", destination, e.toString());
        }
    }

    @Override
    public void destroy() {
        sender.shutdownNow();
    }
}

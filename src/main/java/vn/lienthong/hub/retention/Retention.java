package vn.lienthong.hub.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks now and then for what is old enough, and takes it away in small transactions with pauses between them. One that
 * fails holds up no other, and is tried again at the next look.
 */
final class Retention implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final List<Ageing> all;
    private final List<Tidying> tidyings;
    private final RetentionSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean running;

    Retention(List<Ageing> all, List<Tidying> tidyings, RetentionSettings settings, Clock clock, MeterRegistry meters) {
        this.all = List.copyOf(all);
        this.tidyings = List.copyOf(tidyings);
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        all.forEach(ageing -> settings.of(ageing.name()));
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        running = true;
        Thread thread = new Thread(this::run, "retention");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void run() {
        while (!rest(settings.every())) {
            look();
        }
    }

    /** Takes away all that is old enough. */
    void look() {
        for (Ageing ageing : all) {
            Duration kept = settings.of(ageing.name());
            if (!kept.isZero()) {
                look(ageing, clock.instant().minus(kept));
            }
        }
        tidyings.forEach(this::tidy);
    }

    private void look(Ageing ageing, Instant before) {
        long removed = 0;
        try {
            int some = ageing.removeSome(before, settings.batch());
            removed += some;
            while (some >= settings.batch() && !rest(settings.pause())) {
                some = ageing.removeSome(before, settings.batch());
                removed += some;
            }
        } catch (RuntimeException e) {
            LOG.warn("What is old of {} could not be taken away; it is tried again later", ageing.name(), e);
        }
        if (removed > 0) {
            meters.counter("lienthong.retention.removed", "what", ageing.name()).increment(removed);
            LOG.info("{} of {} were older than {} and are gone", removed, ageing.name(), settings.of(ageing.name()));
        }
    }

    private void tidy(Tidying tidying) {
        try {
            while (tidying.tidySome() && !rest(settings.pause())) {
                LOG.debug("There is more to tidy");
            }
        } catch (RuntimeException e) {
            LOG.warn("What is free could not be given back; it is tried again later", e);
        }
    }

    /** @return whether the hub stops */
    private boolean rest(Duration pause) {
        try {
            return running && stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package vn.lienthong.hub.simulation;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.simulation.Samples.Sample;

/** Tells what the system tells by itself after it was started, each until it is told; in order but for what had to be told again. */
final class Outlet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
    private static final int AGAIN_MS = 1_000;

    private final Telling telling;
    private final ScheduledExecutorService thread;

    /** How one is told. */
    @FunctionalInterface
    interface Telling {
        /** @throws IOException if it has to be told again */
        void tell(Sample sample) throws IOException, InterruptedException;
    }

    Outlet(String simulator, Telling telling) {
        this.telling = telling;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread teller = new Thread(work, "simulator-" + simulator + "-tells");
            teller.setDaemon(true);
            return teller;
        });
    }

    /** Returns at once. */
    void tell(Sample sample) {
        thread.execute(() -> attempt(sample));
    }

    private void attempt(Sample sample) {
        try {
            telling.tell(sample);
        } catch (IOException | IllegalStateException e) {
            LOG.warn("{} could not be told, and is told again: {}", sample.name(), e.getMessage());
            thread.schedule(() -> attempt(sample), AGAIN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

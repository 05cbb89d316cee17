package vn.lienthong.hub.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServer.SERVER_STATE;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the hub's broker again after it ended by itself, as Artemis does when its disk is full or gives errors: what is in the journal
 * is there, its clients come again, and without it the hub would stand still until somebody looked. While it runs, its
 * {@link LateRedeliveries} are looked for.
 */
final class BrokerRevival {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerRevival.class);
    /** A start makes files of its journal; on a disk that is still full it would end at once. */
    private static final long ROOM = 64L << 20;
    /** A start that has not come to its end after so many looks has failed. */
    private static final int PATIENCE = 30;

    private final Supplier<ActiveMQServer> broker;
    private final Start another;
    private final Path folder;
    private @Nullable ScheduledExecutorService looks;
    private boolean told;
    private int starting;

    /**
     * @param another starts one in the place of a broker that has ended
     * @param folder where its journal is
     */
    BrokerRevival(Supplier<ActiveMQServer> broker, Start another, Path folder) {
        this.broker = broker;
        this.another = another;
        this.folder = folder;
    }

    synchronized void watch() {
        looks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "broker-revival");
            thread.setDaemon(true);
            return thread;
        });
        var unused = looks.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Returns when nothing is started any more. */
    synchronized void end() {
        if (looks != null) {
            looks.shutdown();
            looks = null;
        }
    }

    private synchronized void look() {
        ActiveMQServer server = broker.get();
        if (looks == null) {
            return;
        }
        if (server.isActive()) {
            starting = 0;
            LateRedeliveries.bringNear(server);
            return;
        }
        try {
            if (server.getState() == SERVER_STATE.STOPPED) {
                start();
            } else if (++starting > PATIENCE && server.getState() == SERVER_STATE.STARTED) {
                starting = 0;
                server.stop();
            }
        } catch (Exception | Error e) {
            // An Error too: it would be the last look.
            LOG.error("The hub's broker does not start; it is tried again", e);
        }
    }

    private void start() throws Exception {
        if (!told) {
            told = true;
            LOG.error(
                    "The hub's broker ended by itself, as it does when its disk is full; it is started again when there is room");
        }
        if (hasRoom()) {
            another.start();
            told = false;
            LOG.warn("The hub's broker was started again");
        }
    }

    private boolean hasRoom() throws IOException {
        return Files.getFileStore(folder).getUsableSpace() >= ROOM;
    }

    interface Start {
        void start() throws Exception;
    }
}

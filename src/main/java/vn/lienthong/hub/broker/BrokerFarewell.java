package vn.lienthong.hub.broker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Closes the hub's pooled connections after its routes have stopped and before the broker does. Closed later, each session
 * would wait a minute for a broker that is gone.
 *
 * <p>Where the hub's own broker is away already, the routes' connections wait for it for ever, and so would whoever stops them:
 * they are given up at once. Those to another broker are given up when the routes have had their time to end.
 */
final class BrokerFarewell implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {
    /** Somewhat longer than {@code camel.main.shutdown-timeout}. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final JmsPoolConnectionFactory pool;
    private final List<ActiveMQConnectionFactory> connections;
    private final @Nullable EmbeddedBroker own;
    private final ScheduledExecutorService patience = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "broker-farewell");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    /** @param own the broker in this process; null where it is another one */
    BrokerFarewell(
            JmsPoolConnectionFactory pool, List<ActiveMQConnectionFactory> connections, @Nullable EmbeddedBroker own) {
        this.pool = pool;
        this.connections = connections;
        this.own = own;
    }

    @Override
    public void start() {
        pool.start();
        running = true;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        boolean gone = own != null && !own.server().isActive();
        var ignored = patience.schedule(
                () -> connections.forEach(ActiveMQConnectionFactory::close),
                gone ? 0 : PATIENCE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        pool.stop();
        patience.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return EmbeddedBroker.PHASE + 1;
    }
}

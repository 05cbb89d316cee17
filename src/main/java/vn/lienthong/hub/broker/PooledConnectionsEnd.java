package vn.lienthong.hub.broker;

import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.SmartLifecycle;

/** Closes the pooled connections after the routes have stopped and before the broker does. */
final class PooledConnectionsEnd implements SmartLifecycle {
    private final JmsPoolConnectionFactory pool;
    private volatile boolean running;

    PooledConnectionsEnd(JmsPoolConnectionFactory pool) {
        this.pool = pool;
    }

    @Override
    public void start() {
        pool.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        pool.stop();
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

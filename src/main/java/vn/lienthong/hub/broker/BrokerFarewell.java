package vn.lienthong.hub.broker;

import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Closes the hub's pooled connections after its routes have stopped and before the broker does. Closed later, each session
 * would wait a minute for a broker that is gone.
 */
final class BrokerFarewell implements SmartLifecycle {
    private final JmsPoolConnectionFactory pool;
    private volatile boolean running;

    BrokerFarewell(JmsPoolConnectionFactory pool) {
        this.pool = pool;
    }

    @Override
    public void start() {
        pool.start();
        running = true;
    }

    @Override
    public void stop() {
        pool.stop();
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

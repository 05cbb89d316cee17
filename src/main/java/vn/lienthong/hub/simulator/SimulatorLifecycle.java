package vn.lienthong.hub.simulator;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Starts the simulators with the hub, where {@code lienthong.simulators.enabled} says so: before it asks anybody. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "lienthong.simulators.enabled", havingValue = "true")
@EnableConfigurationProperties(SimulatorSettings.class)
class SimulatorLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorLifecycle.class);
    private static final int BEFORE_THE_ROUTES = -1_000;

    private final SimulatorSettings settings;
    private final Clock clock;
    private volatile @Nullable Simulators running;

    SimulatorLifecycle(SimulatorSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        Simulators started = Simulators.start(settings, clock);
        running = started;
        started.all().forEach(one -> LOG.info("simulator {} listens on {}", one.id(), one.address()));
    }

    /** The hub has made the queues of its connectors by now; who came before would be turned away. */
    @EventListener(ApplicationReadyEvent.class)
    void hubIsThere() {
        Simulators there = running;
        if (there != null) {
            there.comeToTheHub();
        }
    }

    @Override
    public void stop() {
        Simulators toStop = running;
        running = null;
        if (toStop != null) {
            toStop.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_ROUTES;
    }
}

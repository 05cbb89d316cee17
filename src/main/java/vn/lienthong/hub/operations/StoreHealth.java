package vn.lienthong.hub.operations;

import java.time.Duration;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.store.Database;

/** Whether what is acknowledged can be kept: the store's writer commits. Shown as {@code store}. */
@Component("storeHealthIndicator")
final class StoreHealth extends AbstractHealthIndicator {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Database database;

    StoreHealth(Database database) {
        super("The store did not answer");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.status(database.answers(PATIENCE) ? "UP" : "DOWN");
    }
}

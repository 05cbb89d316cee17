package vn.lienthong.hub.trail;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import vn.lienthong.hub.retention.Ageing;
import vn.lienthong.hub.store.Database;

/** The trail as the benchmark of retention needs it. */
public final class TrailOfAYear implements AutoCloseable {
    private final JdbcTrail trail;
    private final TrailAgeing ageing;

    public TrailOfAYear(Database database, Path home, Clock clock) {
        this.trail = new JdbcTrail(database, new SimpleMeterRegistry(), clock, home);
        this.ageing = new TrailAgeing(database, trail, clock);
    }

    public Trail trail() {
        return trail;
    }

    public Ageing ageing() {
        return ageing;
    }

    @Override
    public void close() {
        trail.close();
    }
}

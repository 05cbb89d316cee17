package vn.lienthong.hub.agency;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/** How far each polled system has been read: whatever text it is to be asked with next. */
@Component
final class Watermarks {
    private static final String MOVE =
            """
            INSERT INTO watermark (system_id, value, moved_at) VALUES (?, ?, ?)
            ON CONFLICT (system_id) DO UPDATE SET value = excluded.value, moved_at = excluded.moved_at""";

    private final Database database;
    private final Clock clock;

    Watermarks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The watermark, or nothing if the system was never read. */
    Optional<String> of(SystemId system) {
        return database.reader()
                .sql("SELECT value FROM watermark WHERE system_id = ?")
                .param(system.value())
                .query(String.class)
                .optional();
    }

    /** Moves it; on disk when this returns. */
    void move(SystemId system, String value) {
        long now = Micros.of(clock.instant());
        database.write(session -> session.update(MOVE, system.value(), value, now));
    }

    /** Has the next reading begin at the beginning. */
    void forget(SystemId system) {
        database.write(session -> session.update("DELETE FROM watermark WHERE system_id = ?", system.value()));
    }
}

package vn.lienthong.hub.deadletter;

import java.time.Instant;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.retention.Ageing;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/** Takes away dead letters that were replayed or discarded. */
@Component
final class ClosedLetterAgeing implements Ageing {
    private static final String OLD =
            "(SELECT id FROM dead_letter WHERE state <> 'OPEN' AND closed_at < ? ORDER BY id LIMIT ?)";

    private final Database database;

    ClosedLetterAgeing(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "dead-letters";
    }

    @Override
    public int removeSome(Instant before, int most) {
        long time = Micros.of(before);
        return database.write(session -> {
            session.update("DELETE FROM dead_letter_version WHERE letter_id IN " + OLD, time, most);
            return session.update("DELETE FROM dead_letter WHERE id IN " + OLD, time, most);
        });
    }
}

package vn.lienthong.hub.reconciliation;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.retention.Ageing;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/** Takes away old reports, with their differences. */
@Component
final class ReportAgeing implements Ageing {
    private final Database database;

    ReportAgeing(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "reports";
    }

    @Override
    public int removeSome(Instant before, int most) {
        return database.write(session -> {
            List<Long> old = session.query(
                    "SELECT id FROM reconciliation_report WHERE started_at < ? ORDER BY id LIMIT 1",
                    row -> row.getLong(1),
                    Micros.of(before));
            if (old.isEmpty()) {
                return 0;
            }
            int rows = session.update(
                    "DELETE FROM reconciliation_difference WHERE report = ? AND number IN (SELECT number FROM"
                            + " reconciliation_difference WHERE report = ? ORDER BY number LIMIT ?)",
                    old.get(0),
                    old.get(0),
                    most);
            if (rows < most) {
                session.update("DELETE FROM reconciliation_report WHERE id = ?", old.get(0));
            }
            // There may be another report that is as old.
            return most;
        });
    }
}

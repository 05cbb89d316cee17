package vn.lienthong.hub.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.retention.Ageing;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;

/**
 * Takes away dossiers that have ended, with their history, facts, deliveries and hops. One that a destination is still to be
 * told of stays.
 */
@Component
final class DossierAgeing implements Ageing {
    /** A dossier is about so many rows. */
    private static final int ROWS_EACH = 10;

    private static final String DESTINATIONS =
            """
            WITH RECURSIVE told (id) AS (SELECT MIN(destination) FROM delivery UNION ALL
            SELECT (SELECT MIN(n.destination) FROM delivery n WHERE n.destination > told.id) FROM told
            WHERE told.id IS NOT NULL)\s""";
    private static final String OLD = DESTINATIONS
            + """
            SELECT d.id, d.source_no, d.national_code, d.alt_code, d.facts_id FROM dossier d
            WHERE d.present_status IN (3, 8, 10) AND d.as_of < ? AND NOT EXISTS (SELECT 1 FROM told
            JOIN delivery l ON l.destination = told.id AND l.dossier_id = d.id WHERE l.waiting_since IS NOT NULL)
            ORDER BY d.as_of LIMIT ?""";
    private static final String ALL_DESTINATIONS = DESTINATIONS + "SELECT id FROM told WHERE id IS NOT NULL";
    private static final String FACTS = "SELECT DISTINCT facts_id FROM status_change WHERE dossier_id = ?";

    private final Database database;
    private final JdbcStatusStore store;

    DossierAgeing(Database database, JdbcStatusStore store) {
        this.database = database;
        this.store = store;
    }

    private record Old(long id, long facts, Set<String> codes) {
        static Old read(ResultSet row) throws SQLException {
            Set<String> codes = new HashSet<>();
            for (int column = 2; column <= 4; column++) {
                String code = row.getString(column);
                if (code != null) {
                    codes.add(code);
                }
            }
            return new Old(row.getLong(1), row.getLong(5), codes);
        }
    }

    @Override
    public String name() {
        return "dossiers";
    }

    @Override
    public int removeSome(Instant before, int most) {
        return database.write(new Removal(Micros.of(before), Math.max(1, most / ROWS_EACH), most));
    }

    /** Finds and removes some in one transaction, so that none is told to anybody in between. */
    private final class Removal implements Database.Work<Integer> {
        private final long before;
        private final int dossiers;
        private final int most;
        private Set<String> gone = Set.of();

        Removal(long before, int dossiers, int most) {
            this.before = before;
            this.dossiers = dossiers;
            this.most = most;
        }

        @Override
        public Integer in(WriteSession session) throws SQLException {
            List<Old> old = session.query(OLD, Old::read, before, dossiers);
            List<@Nullable String> destinations = session.query(ALL_DESTINATIONS, row -> row.getString(1));
            gone = new HashSet<>();
            int rows = 0;
            for (Old dossier : old) {
                rows += remove(session, dossier, destinations);
                gone.addAll(dossier.codes);
            }
            return old.size() == dossiers ? Math.max(rows, most) : Math.min(rows, most - 1);
        }

        private int remove(WriteSession session, Old dossier, List<@Nullable String> destinations) throws SQLException {
            int rows = 1;
            for (String destination : destinations) {
                rows += session.update(
                        "DELETE FROM delivery WHERE destination = ? AND dossier_id = ?", destination, dossier.id);
            }
            Set<Long> facts = new HashSet<>(session.query(FACTS, row -> row.getLong(1), dossier.id));
            facts.add(dossier.facts);
            rows += session.update("DELETE FROM hop WHERE dossier_id = ?", dossier.id);
            rows += session.update("DELETE FROM status_change WHERE dossier_id = ?", dossier.id);
            session.update("DELETE FROM dossier WHERE id = ?", dossier.id);
            for (Long fact : facts) {
                rows += session.update("DELETE FROM dossier_facts WHERE id = ?", fact);
            }
            return rows;
        }

        @Override
        public void committed() {
            store.forget(gone);
        }
    }
}

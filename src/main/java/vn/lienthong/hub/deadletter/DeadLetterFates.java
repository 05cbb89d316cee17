package vn.lienthong.hub.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/** What failed of one dossier, and what became of it, without the originals. */
@Component
public class DeadLetterFates {
    private static final int MOST = 200;
    private static final String OF_DOSSIER =
            """
            SELECT id, connector, kind, stage, state, times, first_at, closed_at FROM dead_letter
            WHERE dossier_no = ? ORDER BY id DESC LIMIT ?""";

    private final Database database;

    DeadLetterFates(Database database) {
        this.database = database;
    }

    /**
     * One dead letter's fate.
     *
     * @param problem the kind's key
     * @param state {@code open}, {@code replayed}, {@code discarded}
     */
    public record Fate(
            long id,
            SystemId connector,
            String problem,
            String stage,
            String state,
            int times,
            Instant firstAt,
            @Nullable Instant closedAt) {}

    /** @param dossierNo the number at its own system */
    public List<Fate> of(String dossierNo) {
        return database.reader()
                .sql(OF_DOSSIER)
                .params(dossierNo, MOST)
                .query((row, number) -> new Fate(
                        row.getLong(1),
                        SystemId.of(row.getString(2)),
                        key(row.getString(3)),
                        row.getString(4),
                        key(row.getString(5)),
                        row.getInt(6),
                        Micros.read(row, 7),
                        Micros.readNullable(row, 8)))
                .list();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package vn.lienthong.hub.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/** Goes through the dossiers of a system in the order of their numbers, page by page, with how far each destination was told. */
@Component
public class Census {
    private static final String PAGE =
            """
            SELECT d.id, d.source_no, d.present_status, d.present_rank FROM dossier d
            WHERE d.source_no > ? AND d.source_system = ? ORDER BY d.source_no LIMIT ?""";
    private static final String TOLD =
            """
            SELECT l.told_position >= l.pending_position, l.waiting_since, l.due_at, l.problem FROM delivery l
            WHERE l.destination = ? AND l.dossier_id = ?""";
    private static final String TELL_AGAIN =
            """
            UPDATE delivery SET told_position = 0, doubt = 1, attempts = 0, lane = 1, due_at = ?,
            waiting_since = COALESCE(waiting_since, ?) WHERE destination = ? AND dossier_id =
            (SELECT d.id FROM dossier d WHERE d.source_no = ? AND d.source_system = ?)""";
    private static final String TELL_LAST =
            """
            UPDATE delivery SET told_position = COALESCE((SELECT MAX(c.position) FROM status_change c
            WHERE c.dossier_id = delivery.dossier_id AND c.flag <> 'LATE' AND c.position < delivery.pending_position), 0),
            doubt = 0, attempts = 0, lane = 1, due_at = ?, waiting_since = COALESCE(waiting_since, ?)
            WHERE destination = ? AND dossier_id =
            (SELECT d.id FROM dossier d WHERE d.source_no = ? AND d.source_system = ?)""";
    private static final String TELL_FIRST =
            """
            INSERT INTO delivery (destination, dossier_id, told_position, pending_position, waiting_since, due_at, lane)
            SELECT ?, d.id, 0, MAX(c.position), ?, ?, 1 FROM dossier d JOIN status_change c ON c.dossier_id = d.id
            WHERE d.source_no = ? AND d.source_system = ? AND c.flag <> 'LATE' GROUP BY d.id
            ON CONFLICT (destination, dossier_id) DO NOTHING""";

    private final Database database;

    Census(Database database) {
        this.database = database;
    }

    /** A dossier at present. */
    public record Present(long id, DossierKey key, DossierStatus status, long rank) {}

    /**
     * How far a destination was told of a dossier.
     *
     * @param waitingSince since when something waits to be told, or null
     * @param givenUp whether it waits for somebody to mend something
     * @param problem what came in the way last, in a line
     */
    public record Standing(@Nullable Instant waitingSince, boolean givenUp, @Nullable String problem) {}

    /** @param after a number, empty for the first page */
    public List<Present> page(SystemId system, String after, int most) {
        return database.reader()
                .sql(PAGE)
                .params(after, system.value(), most)
                .query((row, number) -> new Present(
                        row.getLong(1),
                        new DossierKey(system, row.getString(2)),
                        ChangeRow.status(row.getInt(3)),
                        row.getLong(4)))
                .list();
    }

    /** How many dossiers a system has here. */
    public long count(SystemId system) {
        return database.reader()
                .sql("SELECT COUNT(*) FROM dossier WHERE source_system = ?")
                .param(system.value())
                .query(Long.class)
                .single();
    }

    /** @return none if the destination was never to be told of the dossier */
    public Optional<Standing> standing(SystemId destination, Present dossier) {
        return database.reader()
                .sql(TOLD)
                .params(destination.value(), dossier.id)
                .query((row, number) -> {
                    Instant waiting = Micros.readNullable(row, 2);
                    boolean due = Micros.readNullable(row, 3) != null;
                    return new Standing(waiting, waiting != null && !due, row.getString(4));
                })
                .optional();
    }

    /**
     * Has a destination told all of a dossier again, behind what just happens: it is asked what it has, and told what it lacks.
     *
     * @return whether there is such a dossier
     */
    public boolean tellAgain(SystemId destination, DossierKey dossier, Instant now) {
        long at = Micros.of(now);
        String number = dossier.sourceDossierNo();
        String system = dossier.sourceSystem().value();
        return database.write(session -> session.update(TELL_AGAIN, at, at, destination.value(), number, system) > 0
                || session.update(TELL_FIRST, destination.value(), at, at, number, system) > 0);
    }

    /**
     * Has a destination told the last step of a dossier again, whatever it has: it has got another one since.
     *
     * @return whether it was ever told of it
     */
    public boolean tellLastAgain(SystemId destination, DossierKey dossier, Instant now) {
        long at = Micros.of(now);
        String number = dossier.sourceDossierNo();
        String system = dossier.sourceSystem().value();
        return database.write(session -> session.update(TELL_LAST, at, at, destination.value(), number, system) > 0);
    }
}

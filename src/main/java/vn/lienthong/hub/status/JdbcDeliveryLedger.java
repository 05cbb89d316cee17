package vn.lienthong.hub.status;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;
import vn.lienthong.hub.wire.CanonicalJson;

/** The delivery ledger in the hub's database. */
@Component
final class JdbcDeliveryLedger implements DeliveryLedger {
    private static final String DUE =
            " FROM delivery l WHERE l.destination = ? AND l.waiting_since IS NOT NULL AND l.due_at <= ?";
    private static final String ANY_DUE = "SELECT 1" + DUE + " LIMIT 1";
    private static final String OLDEST_DUE =
            "SELECT l.dossier_id, l.told_position, l.attempts, l.doubt, (SELECT f.facts FROM dossier d"
                    + " JOIN dossier_facts f ON f.id = d.facts_id WHERE d.id = l.dossier_id)" + DUE
                    + " ORDER BY l.due_at, l.waiting_since LIMIT ?";
    private static final String FROM_THE_TOLD = "SELECT " + ChangeRow.COLUMNS
            + " FROM status_change c WHERE c.dossier_id = ? AND c.position >= ? AND c.flag <> 'LATE'"
            + " ORDER BY c.position";
    private static final String DOUBT = "UPDATE delivery SET doubt = 1 WHERE destination = ? AND dossier_id = ?";

    private static final String OF_DOSSIER = " WHERE destination = ? AND dossier_id ="
            + " (SELECT d.id FROM dossier d WHERE d.source_no = ? AND d.source_system = ?)";
    private static final String DELIVERED =
            """
            UPDATE delivery SET told_position = ?, attempts = 0, doubt = 0, problem = NULL,
            due_at = CASE WHEN pending_position > ? THEN ? END,
            waiting_since = CASE WHEN pending_position > ? THEN (SELECT MIN(c.accepted_at) FROM status_change c
            WHERE c.dossier_id = delivery.dossier_id AND c.position > ? AND c.flag <> 'LATE') END"""
                    + OF_DOSSIER + " AND told_position < ?";
    private static final String SUCCEEDED =
            """
            INSERT INTO destination (id, last_success_at) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET last_success_at = excluded.last_success_at""";
    private static final String FAILED = "UPDATE delivery SET attempts = attempts + 1, problem = ?, due_at = ?"
            + OF_DOSSIER + " AND waiting_since IS NOT NULL";
    private static final String PUT_BACK =
            "UPDATE delivery SET due_at = ?" + OF_DOSSIER + " AND waiting_since IS NOT NULL";
    private static final String RETRY = "UPDATE delivery SET due_at = ?, attempts = 0";
    private static final String GIVEN_UP = " AND waiting_since IS NOT NULL AND due_at IS NULL";
    private static final String RETRY_ALL = RETRY + " WHERE destination = ?" + GIVEN_UP;
    private static final String RETRY_ONE = RETRY + OF_DOSSIER + GIVEN_UP;
    private static final String BACKLOG =
            """
            SELECT COUNT(due_at), COUNT(*) - COUNT(due_at), MIN(CASE WHEN due_at IS NOT NULL THEN waiting_since END),
            MIN(due_at), (SELECT s.last_success_at FROM destination s WHERE s.id = ?)
            FROM delivery WHERE destination = ? AND waiting_since IS NOT NULL""";

    private final Database database;

    JdbcDeliveryLedger(Database database) {
        this.database = database;
    }

    @Override
    public List<Pending> take(SystemId destination, Instant now, int most) {
        // Most wake-ups find nothing, and need not wait for the writer to hear that.
        boolean nothing = database.reader()
                .sql(ANY_DUE)
                .params(destination.value(), Micros.of(now))
                .query()
                .listOfRows()
                .isEmpty();
        return nothing ? List.of() : database.write(session -> take(session, destination, now, most));
    }

    private static List<Pending> take(WriteSession session, SystemId destination, Instant now, int most)
            throws SQLException {
        List<Taken> due = session.query(
                OLDEST_DUE,
                row -> new Taken(row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4) != 0, row.getBytes(5)),
                destination.value(),
                Micros.of(now),
                most);
        List<Pending> taken = new ArrayList<>(due.size());
        for (Taken dossier : due) {
            taken.add(pending(session, dossier));
            if (!dossier.inDoubt) {
                session.update(DOUBT, destination.value(), dossier.id);
            }
        }
        return taken;
    }

    private static Pending pending(WriteSession session, Taken taken) throws SQLException {
        Dossier dossier = CanonicalJson.readDossier(taken.facts);
        List<ChangeRow> rows = session.query(FROM_THE_TOLD, ChangeRow::read, taken.id, taken.toldPosition);
        boolean toldSome = rows.get(0).position() == taken.toldPosition;
        List<StatusChange> changes = rows.stream().map(row -> row.of(dossier)).toList();
        return new Pending(
                dossier,
                toldSome ? changes.get(0) : null,
                toldSome ? changes.subList(1, changes.size()) : changes,
                rows.get(rows.size() - 1).position(),
                taken.attempts,
                taken.inDoubt);
    }

    @Override
    public void delivered(SystemId destination, DossierKey dossier, long position, Instant now) {
        beginDelivered(destination, dossier, position, now).run();
    }

    @Override
    public Runnable beginDelivered(SystemId destination, DossierKey dossier, long position, Instant now) {
        long at = Micros.of(now);
        return database.begin(session -> {
            session.update(SUCCEEDED, destination.value(), at);
            return session.update(
                    DELIVERED,
                    position,
                    position,
                    at,
                    position,
                    position,
                    destination.value(),
                    dossier.sourceDossierNo(),
                    dossier.sourceSystem().value(),
                    position);
        });
    }

    @Override
    public void failed(SystemId destination, DossierKey dossier, String problem, @Nullable Instant dueAt) {
        Long due = Micros.ofNullable(dueAt);
        database.write(session -> session.update(
                FAILED,
                problem,
                due,
                destination.value(),
                dossier.sourceDossierNo(),
                dossier.sourceSystem().value()));
    }

    @Override
    public void putBack(SystemId destination, DossierKey dossier, Instant dueAt) {
        long due = Micros.of(dueAt);
        database.write(session -> session.update(
                PUT_BACK,
                due,
                destination.value(),
                dossier.sourceDossierNo(),
                dossier.sourceSystem().value()));
    }

    @Override
    public int retry(SystemId destination, @Nullable DossierKey dossier, Instant now) {
        long due = Micros.of(now);
        return database.write(session -> dossier == null
                ? session.update(RETRY_ALL, due, destination.value())
                : session.update(
                        RETRY_ONE,
                        due,
                        destination.value(),
                        dossier.sourceDossierNo(),
                        dossier.sourceSystem().value()));
    }

    @Override
    public Backlog backlog(SystemId destination) {
        return database.reader()
                .sql(BACKLOG)
                .params(destination.value(), destination.value())
                .query((row, number) -> new Backlog(
                        row.getLong(1),
                        row.getLong(2),
                        Optional.ofNullable(Micros.readNullable(row, 3)),
                        Optional.ofNullable(Micros.readNullable(row, 4)),
                        Optional.ofNullable(Micros.readNullable(row, 5))))
                .single();
    }

    /** A row that is due. */
    private record Taken(long id, long toldPosition, int attempts, boolean inDoubt, byte[] facts) {}
}

package vn.lienthong.hub.status;

import java.sql.ResultSet;
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
import vn.lienthong.hub.store.HubNode;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;
import vn.lienthong.hub.wire.CanonicalJson;

/** The delivery ledger in the hub's database. */
@Component
final class JdbcDeliveryLedger implements DeliveryLedger {
    private static final String DUE =
            """
            FROM delivery l WHERE l.destination = ? AND l.waiting_since IS NOT NULL AND l.lane = ? AND l.due_at <= ?
            AND (l.claimed_until IS NULL OR l.claimed_until <= ? OR l.claimed_until > ?)""";
    private static final String ANY_DUE =
            """
            SELECT 1 FROM delivery l WHERE l.destination = ? AND l.waiting_since IS NOT NULL AND l.lane IN (0, 1)
            AND l.due_at <= ? AND (l.claimed_until IS NULL OR l.claimed_until <= ? OR l.claimed_until > ?) LIMIT 1""";
    private static final String FAR =
            " WHERE destination = ? AND waiting_since IS NOT NULL AND lane IN (0, 1) AND due_at > ?";
    private static final String ANY_FAR = "SELECT 1 FROM delivery" + FAR + " LIMIT 1";
    private static final String BRING_NEAR = "UPDATE delivery SET due_at = ?" + FAR;
    private static final String WHAT =
            "SELECT l.dossier_id, l.told_position, l.attempts, l.doubt, (SELECT f.facts FROM dossier d"
                    + " JOIN dossier_facts f ON f.id = d.facts_id WHERE d.id = l.dossier_id)";
    private static final String OLDEST_DUE = WHAT + " " + DUE + " ORDER BY l.due_at, l.waiting_since LIMIT ?";
    private static final String FROM_THE_TOLD = "SELECT " + ChangeRow.COLUMNS
            + " FROM status_change c WHERE c.dossier_id = ? AND c.position >= ? AND " + concerns("?")
            + " ORDER BY c.position";
    private static final String CLAIM = "UPDATE delivery SET doubt = 1, claimed_by = ?, claimed_until = ?"
            + " WHERE destination = ? AND dossier_id = ?";
    private static final String RENEW = "UPDATE delivery SET claimed_until = ?"
            + " WHERE destination = ? AND waiting_since IS NOT NULL AND claimed_by = ? AND claimed_until > ?";
    private static final String RELEASE = "UPDATE delivery SET claimed_by = NULL, claimed_until = NULL"
            + " WHERE destination = ? AND waiting_since IS NOT NULL AND claimed_by = ?";

    private static final String OF_DOSSIER = " WHERE destination = ? AND dossier_id ="
            + " (SELECT d.id FROM dossier d WHERE d.source_no = ? AND d.source_system = ?)";
    private static final String LOOK = WHAT + " FROM delivery l" + OF_DOSSIER + " AND waiting_since IS NOT NULL";
    private static final String DELIVERED =
            """
            UPDATE delivery SET told_position = ?, attempts = 0, doubt = 0, problem = NULL,
            lane = CASE WHEN pending_position > ? THEN lane ELSE 0 END,
            claimed_by = NULL, claimed_until = NULL,
            due_at = CASE WHEN pending_position > ? THEN ? END,
            waiting_since = CASE WHEN pending_position > ? THEN (SELECT MIN(c.accepted_at) FROM status_change c
            WHERE c.dossier_id = delivery.dossier_id AND c.position > ? AND\
            """
                    + " " + concerns("delivery.destination") + ") END"
                    + OF_DOSSIER + " AND told_position < ?";
    private static final String SUCCEEDED =
            """
            INSERT INTO destination (id, last_success_at) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET last_success_at = excluded.last_success_at""";
    /** A hub that stood still for longer than its lease has nothing more to say. */
    private static final String NOBODY_ELSES = " AND (claimed_by IS NULL OR claimed_by = ?)";

    private static final String FAILED = "UPDATE delivery SET attempts = attempts + 1, problem = ?, due_at = ?,"
            + " claimed_by = NULL, claimed_until = NULL"
            + OF_DOSSIER + " AND waiting_since IS NOT NULL" + NOBODY_ELSES;
    private static final String PUT_BACK = "UPDATE delivery SET due_at = ?, claimed_by = NULL, claimed_until = NULL"
            + OF_DOSSIER + " AND waiting_since IS NOT NULL" + NOBODY_ELSES;
    private static final String RETRY = "UPDATE delivery SET due_at = ?, attempts = 0, lane = 1";
    private static final String GIVEN_UP = " AND waiting_since IS NOT NULL AND due_at IS NULL";
    private static final String RETRY_ALL = RETRY + " WHERE destination = ?" + GIVEN_UP;
    private static final String RETRY_ONE = RETRY + OF_DOSSIER + GIVEN_UP;
    private static final String BACKLOG =
            """
            SELECT COUNT(due_at), COUNT(*) - COUNT(due_at), MIN(CASE WHEN due_at IS NOT NULL THEN waiting_since END),
            MIN(due_at), (SELECT s.last_success_at FROM destination s WHERE s.id = ?)
            FROM delivery WHERE destination = ? AND waiting_since IS NOT NULL""";

    private final Database database;
    private final HubNode node;

    JdbcDeliveryLedger(Database database, HubNode node) {
        this.database = database;
        this.node = node;
    }

    @Override
    public List<Pending> take(SystemId destination, Instant now, int most) {
        // Most wake-ups find nothing, and need not wait for the writer to hear that.
        long at = Micros.of(now);
        boolean nothing = database.reader()
                .sql(ANY_DUE)
                .params(destination.value(), at, at, Micros.of(now.plus(LONGEST_CLAIM)))
                .query()
                .listOfRows()
                .isEmpty();
        return nothing ? List.of() : database.write(session -> take(session, destination, now, most));
    }

    private List<Pending> take(WriteSession session, SystemId destination, Instant now, int most) throws SQLException {
        List<Taken> due = new ArrayList<>(due(session, destination, Traffic.LIVE, now, most));
        if (due.size() < most) {
            due.addAll(due(session, destination, Traffic.AGAIN, now, most - due.size()));
        }
        long until = Micros.of(now.plus(LEASE));
        List<Pending> taken = new ArrayList<>(due.size());
        for (Taken dossier : due) {
            taken.add(pending(session, destination, dossier));
            session.update(CLAIM, node.name(), until, destination.value(), dossier.id);
        }
        return taken;
    }

    /** Which changes a destination is told: all that are not history only, but for what came from it. */
    private static String concerns(String destination) {
        return "c.flag NOT IN ('LATE', 'OVERRULED') AND (c.not_for IS NULL OR c.not_for <> " + destination + ")";
    }

    private static List<Taken> due(WriteSession session, SystemId destination, Traffic traffic, Instant now, int most)
            throws SQLException {
        long at = Micros.of(now);
        long stale = Micros.of(now.plus(LONGEST_CLAIM));
        return session.query(OLDEST_DUE, Taken::read, destination.value(), traffic.lane(), at, at, stale, most);
    }

    @Override
    public int bringNear(SystemId destination, Instant now, Instant furthest) {
        long far = Micros.of(furthest);
        boolean none = database.reader()
                .sql(ANY_FAR)
                .params(destination.value(), far)
                .query()
                .listOfRows()
                .isEmpty();
        return none
                ? 0
                : database.write(session -> session.update(BRING_NEAR, Micros.of(now), destination.value(), far));
    }

    @Override
    public int renew(SystemId destination, Instant now) {
        long until = Micros.of(now.plus(LEASE));
        return database.write(
                session -> session.update(RENEW, until, destination.value(), node.name(), Micros.of(now)));
    }

    @Override
    public void release(SystemId destination) {
        database.write(session -> session.update(RELEASE, destination.value(), node.name()));
    }

    @Override
    public Optional<Pending> look(SystemId destination, DossierKey dossier) {
        List<Taken> found = database.reader()
                .sql(LOOK)
                .params(
                        destination.value(),
                        dossier.sourceDossierNo(),
                        dossier.sourceSystem().value())
                .query((row, number) -> Taken.read(row))
                .list();
        return found.stream()
                .map(taken -> pending(
                        taken,
                        database.reader()
                                .sql(FROM_THE_TOLD)
                                .params(taken.id, taken.toldPosition, destination.value())
                                .query((row, number) -> ChangeRow.read(row))
                                .list()))
                .findFirst();
    }

    private static Pending pending(WriteSession session, SystemId destination, Taken taken) throws SQLException {
        return pending(
                taken,
                session.query(FROM_THE_TOLD, ChangeRow::read, taken.id, taken.toldPosition, destination.value()));
    }

    private static Pending pending(Taken taken, List<ChangeRow> rows) {
        Dossier dossier = CanonicalJson.readDossier(taken.facts);
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
                dossier.sourceSystem().value(),
                node.name()));
    }

    @Override
    public void putBack(SystemId destination, DossierKey dossier, Instant dueAt) {
        long due = Micros.of(dueAt);
        database.write(session -> session.update(
                PUT_BACK,
                due,
                destination.value(),
                dossier.sourceDossierNo(),
                dossier.sourceSystem().value(),
                node.name()));
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
    private record Taken(long id, long toldPosition, int attempts, boolean inDoubt, byte[] facts) {
        static Taken read(ResultSet row) throws SQLException {
            return new Taken(row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4) != 0, row.getBytes(5));
        }
    }
}

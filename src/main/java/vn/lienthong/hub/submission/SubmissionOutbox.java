package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.delivery.Outbox;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.HubNode;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;

/**
 * What each agency's system is to be told of what was handed in for it. A submission waits until its change is in the status store, so
 * that the agency's number finds the dossier it belongs to, and until what was handed in before it for the same dossier is there.
 */
@Component
final class SubmissionOutbox implements Outbox<SubmissionItem> {
    private static final String WAITING = " s.system = ? AND s.state = 'RECEIVED' AND s.due_at IS NOT NULL";
    private static final String DUE = WAITING + " "
            + """
            AND s.due_at <= ? AND (s.claimed_until IS NULL OR s.claimed_until <= ? OR s.claimed_until > ?)
            AND NOT EXISTS (SELECT 1 FROM submission b WHERE b.code = s.code AND b.system = s.system
            AND b.position < s.position AND b.state <> 'DELIVERED')
            AND EXISTS (SELECT 1 FROM dossier d JOIN status_change c ON c.dossier_id = d.id
            WHERE d.source_system = s.system AND (d.portal_code = s.code OR d.source_no = s.dossier_no)
            AND c.change_id = 'submission:' || s.id)""";
    private static final String ANY_DUE = "SELECT 1 FROM submission s WHERE" + DUE + " LIMIT 1";
    private static final String TAKE = "SELECT s.id, s.attempts, s.doubt FROM submission s WHERE" + DUE
            + " ORDER BY s.lane, s.due_at, s.position LIMIT ?";
    private static final String CLAIM =
            "UPDATE submission SET doubt = 1, claimed_by = ?, claimed_until = ? WHERE id = ?";
    /** A hub that stood still for longer than its lease has nothing more to say. */
    private static final String NOBODY_ELSES = " AND (claimed_by IS NULL OR claimed_by = ?)";

    private static final String RENEW = "UPDATE submission SET claimed_until = ? WHERE system = ?"
            + " AND state = 'RECEIVED' AND claimed_by = ? AND claimed_until > ?";
    private static final String RELEASE = "UPDATE submission SET claimed_by = NULL, claimed_until = NULL"
            + " WHERE system = ? AND state = 'RECEIVED' AND claimed_by = ?";
    private static final String LOOK = "SELECT s.id, s.attempts, s.doubt FROM submission s WHERE s.system = ?"
            + " AND s.id = ? AND s.state <> 'DELIVERED'";
    private static final String DELIVERED =
            """
            UPDATE submission SET state = 'DELIVERED', delivered_at = ?, problem = NULL, due_at = NULL, doubt = 0,
            claimed_by = NULL, claimed_until = NULL WHERE id = ? AND state <> 'DELIVERED'""";
    private static final String SUCCEEDED =
            """
            INSERT INTO destination (id, last_success_at) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET last_success_at = excluded.last_success_at""";
    private static final String FAILED =
            "UPDATE submission SET attempts = attempts + 1, problem = ?, due_at = ?, state = ?,"
                    + " claimed_by = NULL, claimed_until = NULL WHERE id = ? AND state = 'RECEIVED'" + NOBODY_ELSES;
    private static final String PUT_BACK = "UPDATE submission SET due_at = ?, claimed_by = NULL, claimed_until = NULL"
            + " WHERE id = ? AND state = 'RECEIVED'" + NOBODY_ELSES;
    private static final String RETRY = "UPDATE submission SET state = 'RECEIVED', due_at = ?, attempts = 0, lane = 1"
            + " WHERE system = ? AND id = ? AND state = 'REFUSED'";
    private static final String FAR = " WHERE system = ? AND state = 'RECEIVED' AND lane IN (0, 1) AND due_at > ?";
    private static final String ANY_FAR = "SELECT 1 FROM submission" + FAR + " LIMIT 1";
    private static final String BRING_NEAR = "UPDATE submission SET due_at = ?" + FAR;
    private static final String BACKLOG =
            """
            SELECT COUNT(CASE WHEN s.state = 'RECEIVED' THEN 1 END), COUNT(CASE WHEN s.state = 'REFUSED' THEN 1 END),
            MIN(CASE WHEN s.state = 'RECEIVED' THEN s.received_at END), MIN(s.due_at),
            (SELECT t.last_success_at FROM destination t WHERE t.id = ?)
            FROM submission s WHERE s.system = ? AND s.state <> 'DELIVERED'""";

    private final Database database;
    private final SubmissionStore store;
    private final HubNode node;

    SubmissionOutbox(Database database, SubmissionStore store, HubNode node) {
        this.node = node;
        this.database = database;
        this.store = store;
    }

    @Override
    public List<SubmissionItem> take(SystemId destination, Instant now, int most) {
        long at = Micros.of(now);
        boolean nothing = database.reader()
                .sql(ANY_DUE)
                .params(destination.value(), at, at, stale(now))
                .query()
                .listOfRows()
                .isEmpty();
        if (nothing) {
            return List.of();
        }
        return database.write(session -> take(session, destination, now, most)).stream()
                .map(this::item)
                .toList();
    }

    private List<Taken> take(WriteSession session, SystemId destination, Instant now, int most) throws SQLException {
        long at = Micros.of(now);
        List<Taken> due = session.query(
                TAKE,
                row -> new Taken(row.getString(1), row.getInt(2), row.getInt(3) != 0),
                destination.value(),
                at,
                at,
                stale(now),
                most);
        for (Taken taken : due) {
            session.update(CLAIM, node.name(), Micros.of(now.plus(LEASE)), taken.id);
        }
        return new ArrayList<>(due);
    }

    private static long stale(Instant now) {
        return Micros.of(now.plus(LONGEST_CLAIM));
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

    private SubmissionItem item(Taken taken) {
        return new SubmissionItem(store.find(taken.id).orElseThrow().submission(), taken.attempts, taken.inDoubt);
    }

    @Override
    public Runnable beginDelivered(SystemId destination, SubmissionItem item, Instant now) {
        long at = Micros.of(now);
        return database.begin(session -> {
            session.update(SUCCEEDED, destination.value(), at);
            return session.update(DELIVERED, at, item.submission().id());
        });
    }

    @Override
    public void failed(SystemId destination, SubmissionItem item, String problem, @Nullable Instant dueAt) {
        Long due = Micros.ofNullable(dueAt);
        String state = (dueAt == null ? Submission.State.REFUSED : Submission.State.RECEIVED).name();
        database.write(session ->
                session.update(FAILED, problem, due, state, item.submission().id(), node.name()));
    }

    @Override
    public void putBack(SystemId destination, SubmissionItem item, Instant dueAt) {
        long due = Micros.of(dueAt);
        database.write(
                session -> session.update(PUT_BACK, due, item.submission().id(), node.name()));
    }

    @Override
    public Form form() {
        return Form.SUBMISSION;
    }

    @Override
    public Original original(SubmissionItem item) {
        JsonNode named = JsonNodeFactory.instance
                .objectNode()
                .put("submission", item.submission().id())
                .put("act", item.submission().act().key());
        return new Original(Form.SUBMISSION, "application/json", SubmissionJson.write(named));
    }

    private static String idIn(Original original) {
        return SubmissionJson.read(original.content()).path("submission").asText();
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
    public Optional<SubmissionItem> look(SystemId destination, Original original) {
        return database.reader()
                .sql(LOOK)
                .params(destination.value(), idIn(original))
                .query((row, number) -> new Taken(row.getString(1), row.getInt(2), row.getInt(3) != 0))
                .optional()
                .map(this::item);
    }

    @Override
    public int retry(SystemId destination, Original original, Instant dueAt) {
        long due = Micros.of(dueAt);
        return database.write(session -> session.update(RETRY, due, destination.value(), idIn(original)));
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

    private record Taken(String id, int attempts, boolean inDoubt) {}
}

package vn.lienthong.hub.status;

import java.sql.SQLException;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.WriteSession;

/** Makes an accepted change due at the destinations that are to be told of it, in the commit that accepts it. */
final class DueRows {
    private static final String MAKE_DUE =
            """
            INSERT INTO delivery (destination, dossier_id, told_position, pending_position, waiting_since, due_at, lane)
            VALUES (?, ?, 0, ?, ?, ?, ?)
            ON CONFLICT (destination, dossier_id) DO UPDATE SET
            pending_position = excluded.pending_position,
            waiting_since = COALESCE(delivery.waiting_since, excluded.waiting_since),
            due_at = CASE WHEN delivery.waiting_since IS NULL THEN excluded.due_at
            WHEN delivery.lane > excluded.lane AND delivery.due_at > excluded.due_at THEN excluded.due_at
            ELSE delivery.due_at END,
            lane = CASE WHEN delivery.waiting_since IS NULL OR delivery.lane > excluded.lane THEN excluded.lane
            ELSE delivery.lane END""";

    // Both conditions on the state: only with the first one is the index of what waits used.
    private static final String ON_ITS_WAY =
            """
            SELECT 1 FROM submission s WHERE s.system = ? AND s.state <> 'DELIVERED' AND s.state = 'RECEIVED'
            AND s.act = 'SUBMIT' AND s.doubt = 1 LIMIT 1""";

    /** As long as an answer usually takes, lost once. */
    private static final long HELD_MICROS = 10_000_000;

    private final WriteSession session;
    private final Traffic traffic;
    private final long now;
    private long dueAt;

    DueRows(WriteSession session, Traffic traffic, long now) {
        this.session = session;
        this.traffic = traffic;
        this.now = now;
        this.dueAt = now;
    }

    /**
     * For a dossier that was not known: while an agency's answer is awaited that tells its number of a submitted dossier, this may
     * be that one, and portals would have it twice. So they are told a little later, unless the answer comes.
     */
    void holdWhileAwaited(StatusChange change) throws SQLException {
        if (change.claim() == null
                && !session.query(ON_ITS_WAY, row -> true, change.system().value())
                        .isEmpty()) {
            dueAt = now + HELD_MICROS;
        }
    }

    void make(SystemId destination, long dossierId, long position) throws SQLException {
        session.update(MAKE_DUE, destination.value(), dossierId, position, now, dueAt, traffic.lane());
    }
}

package vn.lienthong.hub.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.HubNode;
import vn.lienthong.hub.store.Micros;

/** The replays that this hub was asked for, on disk, so that a restart goes on with them. */
@Component
class ReplayRuns {
    private static final String BEGIN =
            """
            INSERT INTO replay_run (node, asked_by, selection, per_second, state, next_id, last_id, total, sent, superseded,
            failed, started_at) VALUES (?, ?, ?, ?, 'RUNNING', 0, ?, ?, 0, 0, 0, ?) RETURNING id""";
    private static final String NOTE =
            """
            UPDATE replay_run SET state = CASE WHEN state = 'RUNNING' THEN ? ELSE state END, next_id = ?, sent = ?,
            superseded = ?, failed = ?, ended_at = COALESCE(ended_at, ?) WHERE id = ?""";
    private static final String STOP =
            "UPDATE replay_run SET state = 'STOPPED', ended_at = ? WHERE id = ? AND state = 'RUNNING'";
    private static final String RUN =
            """
            SELECT id, asked_by, selection, per_second, state, next_id, last_id, total, sent, superseded, failed, started_at,
            ended_at FROM replay_run\s""";
    private static final String ONE = RUN + "WHERE id = ?";
    private static final String LATEST = RUN + "ORDER BY id DESC LIMIT ?";
    private static final String RUNNING = RUN + "WHERE state = 'RUNNING' AND node = ? ORDER BY id";

    private final Database database;
    private final HubNode node;

    ReplayRuns(Database database, HubNode node) {
        this.database = database;
        this.node = node;
    }

    /** @return its id; on disk */
    long begin(String by, Selection selection, int perSecond, long lastId, long total, Instant now) {
        return database.write(session -> session.query(
                        BEGIN,
                        row -> row.getLong(1),
                        node.name(),
                        by,
                        selection.write(),
                        perSecond,
                        lastId,
                        total,
                        Micros.of(now))
                .get(0));
    }

    void note(ReplayRun run) {
        database.write(session -> session.update(
                NOTE,
                run.state().name(),
                run.nextId(),
                run.sent(),
                run.superseded(),
                run.failed(),
                Micros.ofNullable(run.endedAt()),
                run.id()));
    }

    boolean stop(long id, Instant now) {
        return database.write(session -> session.update(STOP, Micros.of(now), id)) == 1;
    }

    Optional<ReplayRun> find(long id) {
        return database.reader()
                .sql(ONE)
                .param(id)
                .query((row, number) -> run(row))
                .optional();
    }

    List<ReplayRun> latest(int most) {
        return database.reader()
                .sql(LATEST)
                .param(most)
                .query((row, number) -> run(row))
                .list();
    }

    /** Those of this hub that have not ended, oldest first. */
    List<ReplayRun> running() {
        return database.reader()
                .sql(RUNNING)
                .param(node.name())
                .query((row, number) -> run(row))
                .list();
    }

    private static ReplayRun run(ResultSet row) throws SQLException {
        return new ReplayRun(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                ReplayRun.State.valueOf(row.getString(5)),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                Micros.read(row, 12),
                Micros.readNullable(row, 13));
    }
}

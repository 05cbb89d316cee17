package vn.lienthong.hub.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.reconciliation.Report.State;
import vn.lienthong.hub.reconciliation.Report.Way;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/** The reports, on disk. */
@Component
class Reports {
    /** So that a system that lost everything does not fill the database with it. */
    static final int MOST = 10_000;

    private static final String COLUMNS =
            "SELECT id, agency, way, state, started_by, started_at, ended_at, compared, asked, counts, persisting, problem"
                    + " FROM reconciliation_report";
    private static final String DIFFERENCES =
            """
            SELECT number, place, cause, dossier_no, there, hub, since, repaired FROM reconciliation_difference
            WHERE report = ? AND number > ? ORDER BY number LIMIT ?""";
    private static final String SINCE =
            """
            SELECT d.since FROM reconciliation_difference d WHERE d.report = ? AND d.dossier_no = ? AND d.place = ?
            AND d.cause = ? LIMIT 1""";

    private final Database database;

    Reports(Database database) {
        this.database = database;
    }

    /** Begins a report, unless one of this agency is running, on whichever hub. */
    Optional<Report> begin(SystemId agency, Way way, String by, Instant now, Instant notAfter) {
        List<Long> id = database.write(session -> session.query(
                """
                INSERT INTO reconciliation_report (agency, way, state, started_by, started_at, compared, asked, counts,
                persisting) SELECT ?, ?, 'RUNNING', ?, ?, 0, 0, '', 0 WHERE NOT EXISTS (SELECT 1 FROM
                reconciliation_report r WHERE r.agency = ? AND (r.started_at > ? OR r.state = 'RUNNING' AND r.started_at > ?))
                RETURNING id""",
                row -> row.getLong(1),
                agency.value(),
                way.name(),
                by,
                Micros.of(now),
                agency.value(),
                Micros.of(notAfter),
                Micros.of(now.minusSeconds(86_400))));
        return id.stream().findFirst().flatMap(this::find);
    }

    void end(
            long id,
            State state,
            Instant now,
            long compared,
            long asked,
            Map<Cause, Long> counts,
            long persisting,
            @Nullable String problem) {
        StringBuilder text = new StringBuilder();
        counts.forEach((cause, count) ->
                text.append(cause.name()).append('=').append(count).append(' '));
        database.write(session -> session.update(
                """
                UPDATE reconciliation_report SET state = ?, ended_at = ?, compared = ?, asked = ?, counts = ?,
                persisting = ?, problem = ? WHERE id = ?""",
                state.name(),
                Micros.of(now),
                compared,
                asked,
                text.toString().strip(),
                persisting,
                problem,
                id));
    }

    Optional<Report> find(long id) {
        return database.reader()
                .sql(COLUMNS + " WHERE id = ?")
                .param(id)
                .query((row, number) -> report(row))
                .optional();
    }

    /** Newest first. */
    List<Report> list(@Nullable SystemId agency, int most) {
        return database.reader()
                .sql(COLUMNS + " WHERE agency = COALESCE(CAST(? AS TEXT), agency) ORDER BY id DESC LIMIT ?")
                .param(agency == null ? null : agency.value())
                .param(most)
                .query((row, number) -> report(row))
                .list();
    }

    /** The last one before a report that came to its end. */
    Optional<Report> before(Report report) {
        return database.reader()
                .sql(COLUMNS + " WHERE agency = ? AND state = 'DONE' AND id < ? ORDER BY id DESC LIMIT 1")
                .params(report.agency().value(), report.id())
                .query((row, number) -> report(row))
                .optional();
    }

    void add(long report, List<Difference> differences) {
        database.write(session -> {
            for (Difference one : differences) {
                session.update(
                        """
                        INSERT INTO reconciliation_difference (report, number, place, cause, dossier_no, there, hub, since)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                        report,
                        one.number(),
                        one.where().value(),
                        one.cause().name(),
                        one.dossierNo(),
                        one.there(),
                        one.hub(),
                        Micros.of(one.since()));
            }
            return differences.size();
        });
    }

    List<Difference> differences(long report, int after, int most) {
        return database.reader()
                .sql(DIFFERENCES)
                .params(report, after, most)
                .query((row, number) -> new Difference(
                        row.getInt(1),
                        SystemId.of(row.getString(2)),
                        Cause.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        Micros.read(row, 7),
                        row.getString(8)))
                .list();
    }

    /** Since when the same difference is known in an earlier report. */
    Optional<Instant> since(long report, SystemId where, Cause cause, String dossierNo) {
        return database.reader()
                .sql(SINCE)
                .params(report, dossierNo, where.value(), cause.name())
                .query((row, number) -> Micros.read(row, 1))
                .optional();
    }

    void repaired(long report, int number, String how) {
        database.write(session -> session.update(
                "UPDATE reconciliation_difference SET repaired = ? WHERE report = ? AND number = ?",
                how,
                report,
                number));
    }

    private static Report report(ResultSet row) throws SQLException {
        Map<Cause, Long> counts = new EnumMap<>(Cause.class);
        String text = row.getString(10);
        for (String count : text.isEmpty() ? new String[0] : text.split(" ")) {
            int equals = count.indexOf('=');
            counts.put(Cause.valueOf(count.substring(0, equals)), Long.parseLong(count.substring(equals + 1)));
        }
        return new Report(
                row.getLong(1),
                SystemId.of(row.getString(2)),
                Way.valueOf(row.getString(3)),
                State.valueOf(row.getString(4)),
                row.getString(5),
                Micros.read(row, 6),
                Micros.readNullable(row, 7),
                row.getLong(8),
                row.getLong(9),
                counts,
                row.getLong(11),
                row.getString(12));
    }
}

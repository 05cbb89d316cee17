package vn.lienthong.hub.reconciliation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.Batch;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;

/**
 * An agency's list, laid down on disk as it is read, and then merged with the hub's dossiers in the order of their numbers, page by
 * page: however long both are, a page of each is in memory.
 */
@Component
class LaidList {
    private static final int PAGE = 500;
    private static final String SEE =
            """
            INSERT INTO reconciliation_seen (report, source_no, status, rank) VALUES (?, ?, ?, ?)
            ON CONFLICT (report, source_no) DO UPDATE SET status = excluded.status, rank = excluded.rank
            WHERE excluded.rank > reconciliation_seen.rank""";
    private static final String THERE =
            """
            SELECT s.source_no, s.status, s.rank, d.present_status, d.present_rank FROM reconciliation_seen s
            LEFT JOIN dossier d ON d.source_no = s.source_no AND d.source_system = ?
            WHERE s.report = ? AND s.source_no > ?
            AND (d.id IS NULL OR d.present_status <> s.status OR d.present_rank <> s.rank)
            ORDER BY s.source_no LIMIT ?""";
    private static final String HERE_ALONE =
            """
            SELECT d.source_no, d.present_status FROM dossier d
            LEFT JOIN reconciliation_seen s ON s.report = ? AND s.source_no = d.source_no
            WHERE d.source_no > ? AND d.source_system = ? AND s.source_no IS NULL ORDER BY d.source_no LIMIT ?""";

    private final Database database;

    LaidList(Database database) {
        this.database = database;
    }

    /** Lays a page down on disk. */
    void lay(SystemId agency, Batch page, Findings found) {
        long report = found.report().id();
        Map<String, StatusChange> newest = newest(page.changes());
        database.write(session -> {
            for (Map.Entry<String, StatusChange> one : newest.entrySet()) {
                session.update(
                        SEE,
                        report,
                        one.getKey(),
                        one.getValue().status().code(),
                        one.getValue().rank());
            }
            return newest.size();
        });
        unmapped(agency, found, page);
    }

    static Map<String, StatusChange> newest(List<StatusChange> changes) {
        Map<String, StatusChange> newest = new HashMap<>();
        for (StatusChange change : changes) {
            newest.merge(
                    change.dossier().key().sourceDossierNo(),
                    change,
                    (one, other) -> other.rank() >= one.rank() ? other : one);
        }
        return newest;
    }

    static void unmapped(SystemId agency, Findings found, Batch page) {
        page.bad()
                .forEach(bad -> found.add(
                        agency,
                        Cause.UNMAPPED,
                        bad.dossierNo() == null ? "?" : bad.dossierNo(),
                        bad.problems().get(0).detail().en(),
                        ""));
    }

    private record There(String number, int status, long rank, int ours, long ourRank) {}

    /** Finds what differs of all that was laid down. */
    void merge(SystemId agency, Findings found) {
        String after = "";
        List<There> page;
        do {
            page = database.reader()
                    .sql(THERE)
                    .params(agency.value(), found.report().id(), after, PAGE)
                    .query((row, number) ->
                            new There(row.getString(1), row.getInt(2), row.getLong(3), row.getInt(4), row.getLong(5)))
                    .list();
            for (There there : page) {
                Cause cause = there.ours == 0
                        ? Cause.UNKNOWN_TO_HUB
                        : there.rank >= there.ourRank ? Cause.HUB_LATER : Cause.AGENCY_LATER;
                found.add(agency, cause, there.number, name(there.status), there.ours == 0 ? "" : name(there.ours));
                after = there.number;
            }
        } while (page.size() == PAGE);
        hereAlone(agency, found);
    }

    private void hereAlone(SystemId agency, Findings found) {
        String after = "";
        List<There> page;
        do {
            page = database.reader()
                    .sql(HERE_ALONE)
                    .params(found.report().id(), after, agency.value(), PAGE)
                    .query((row, number) -> new There(row.getString(1), 0, 0, row.getInt(2), 0))
                    .list();
            for (There here : page) {
                found.add(agency, Cause.UNKNOWN_TO_AGENCY, here.number, "", name(here.ours));
                after = here.number;
            }
        } while (page.size() == PAGE);
    }

    /** Takes away what was laid down, in small transactions, for others write too. */
    void forget(long report) {
        int some;
        do {
            some = database.write(session -> session.update(
                    "DELETE FROM reconciliation_seen WHERE report = ? AND source_no IN (SELECT source_no FROM"
                            + " reconciliation_seen WHERE report = ? LIMIT 1000)",
                    report,
                    report));
        } while (some > 0);
    }

    static String name(int status) {
        return DossierStatus.ofCode(status).map(DossierStatus::key).orElse(Integer.toString(status));
    }
}

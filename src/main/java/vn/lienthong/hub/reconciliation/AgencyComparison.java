package vn.lienthong.hub.reconciliation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.Batch;
import vn.lienthong.hub.agency.SystemCensus;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.status.Census;
import vn.lienthong.hub.status.Census.Present;
import vn.lienthong.hub.store.Database;

/**
 * Compares what an agency has with what the hub has. Its list is laid down on disk as it is read, and then merged with the
 * hub's dossiers in the order of their numbers, page by page: however long both are, a page of each is in memory.
 */
@Component
class AgencyComparison {
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

    private final SystemCensus systems;
    private final Census hub;
    private final Database database;

    AgencyComparison(SystemCensus systems, Census hub, Database database) {
        this.systems = systems;
        this.hub = hub;
        this.database = database;
    }

    /**
     * By its whole list.
     *
     * @param rest waits, and says whether to go on
     */
    void byList(ConnectorDefinition agency, Findings found, int perSecond, Predicate<Duration> rest) {
        long report = found.report().id();
        try {
            systems.list(
                    agency,
                    page -> {
                        lay(report, page);
                        unmapped(agency.id(), found, page);
                        long read = page.changes().size() + page.bad().size();
                        return Duration.ofMillis(Math.max(20, 1_000 * read / perSecond));
                    },
                    pause -> rest.test(pause) && quiet(agency.id(), rest));
            merge(agency.id(), found);
        } finally {
            while (database.write(session -> session.update(
                            "DELETE FROM reconciliation_seen WHERE report = ? AND source_no IN (SELECT source_no FROM"
                                    + " reconciliation_seen WHERE report = ? LIMIT 1000)",
                            report,
                            report))
                    > 0) {
                // In small transactions, for others write too.
                continue;
            }
        }
    }

    /** The system's usual reading goes first. */
    private boolean quiet(SystemId agency, Predicate<Duration> rest) {
        boolean on = true;
        while (on && systems.isBusy(agency)) {
            on = rest.test(Duration.ofMillis(100));
        }
        return on;
    }

    private void lay(long report, Batch page) {
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
    }

    private static Map<String, StatusChange> newest(List<StatusChange> changes) {
        Map<String, StatusChange> newest = new HashMap<>();
        for (StatusChange change : changes) {
            newest.merge(
                    change.dossier().key().sourceDossierNo(),
                    change,
                    (one, other) -> other.rank() >= one.rank() ? other : one);
        }
        return newest;
    }

    private static void unmapped(SystemId agency, Findings found, Batch page) {
        page.bad()
                .forEach(bad -> found.add(
                        agency,
                        Cause.UNMAPPED,
                        bad.dossierNo() == null ? "?" : bad.dossierNo(),
                        bad.problems().get(0).detail().en(),
                        ""));
    }

    private record There(String number, int status, long rank, int ours, long ourRank) {}

    private void merge(SystemId agency, Findings found) {
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

    static String name(int status) {
        return DossierStatus.ofCode(status).map(DossierStatus::key).orElse(Integer.toString(status));
    }

    /** By asking for one of the hub's dossiers. */
    void byLookUp(ConnectorDefinition agency, Present dossier, Findings found) {
        String number = dossier.key().sourceDossierNo();
        String ours = dossier.status().key();
        Batch answer = systems.dossier(agency, new DossierCode(number));
        unmapped(agency.id(), found, answer);
        List<StatusChange> changes = new ArrayList<>(answer.changes());
        changes.removeIf(change -> !change.dossier().key().equals(dossier.key()));
        if (changes.isEmpty()) {
            if (answer.bad().isEmpty()) {
                found.add(agency.id(), Cause.UNKNOWN_TO_AGENCY, number, "", ours);
            }
            return;
        }
        StatusChange last = newest(changes).values().iterator().next();
        if (last.rank() != dossier.rank() || last.status() != dossier.status()) {
            Cause cause = last.rank() >= dossier.rank() ? Cause.HUB_LATER : Cause.AGENCY_LATER;
            found.add(agency.id(), cause, number, last.status().key(), ours);
        }
    }
}

package vn.lienthong.hub.reconciliation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.agency.Batch;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

/** A process of its own, with little memory, that compares a long list with as many dossiers of the hub, and says what it found. */
final class LongListComparison {
    private static final SystemId LAND = SystemId.of("land-office");
    private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
    private static final int PAGE = 100;
    /** One dossier in so many differs, another is unknown to the hub, a third to the agency. */
    private static final int APART = 50;

    private static final String FILL =
            """
            INSERT INTO dossier (source_system, source_no, facts_id, present_change_id, present_rank, present_status, as_of)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            SELECT 'land-office', printf('N%08d', i), 1, 'c1', 1, 2, 0 FROM n WHERE i % ? <> 1""";

    private LongListComparison() {}

    /** @param words the data folder, and how many dossiers there are */
    public static void main(String[] words) {
        int dossiers = Integer.parseInt(words[1]);
        Database database = Databases.sqlite(Path.of(words[0]));
        database.write(session -> session.update("INSERT INTO dossier_facts (facts) VALUES (x'7b7d')"));
        database.write(session -> session.update(FILL, dossiers, APART));
        Reports reports = new Reports(database);
        Report report = reports.begin(LAND, Report.Way.LIST, "test", NOW, NOW).orElseThrow();
        Findings found = new Findings(reports, report, NOW);
        LaidList list = new LaidList(database);

        for (int first = 1; first <= dossiers; first += PAGE) {
            list.lay(LAND, page(first, Math.min(dossiers, first + PAGE - 1)), found);
        }
        list.merge(LAND, found);
        found.flush();
        list.forget(report.id());

        System.out.println(found.counts() + " kept "
                + reports.differences(report.id(), 0, Integer.MAX_VALUE).size());
        Databases.close(database);
    }

    private static Batch page(int first, int last) {
        List<StatusChange> changes = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            if (i % APART != 2) {
                changes.add(change(i));
            }
        }
        return new Batch(LAND, changes, List.of());
    }

    private static StatusChange change(int i) {
        long sequence = i % APART == 3 ? 2 : 1;
        Dossier dossier = new Dossier(
                new DossierKey(LAND, "N%08d".formatted(i)),
                null,
                null,
                AgencyId.of("H27.12"),
                null,
                Dossier.Procedure.UNKNOWN,
                Dossier.Applicant.UNKNOWN,
                null,
                null,
                null,
                Dossier.Dates.UNKNOWN);
        DossierStatus status = sequence == 1 ? DossierStatus.ACCEPTED : DossierStatus.IN_PROGRESS;
        return new StatusChange(
                "c" + sequence,
                dossier,
                status,
                new StatusChange.AgencyCode(Integer.toString(status.code()), null),
                NOW,
                sequence,
                StatusChange.Step.UNKNOWN,
                NOW);
    }
}

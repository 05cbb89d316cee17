package vn.lienthong.hub.reconciliation;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/** Where comparisons are begun, read and acted upon, whichever door an administrator comes through. */
@Component
public class ReconciliationDesk {
    private final Reconciliation reconciliation;
    private final Reports reports;
    private final Repairs repairs;
    private final Connectors connectors;

    ReconciliationDesk(Reconciliation reconciliation, Reports reports, Repairs repairs, Connectors connectors) {
        this.reconciliation = reconciliation;
        this.reports = reports;
        this.repairs = repairs;
        this.connectors = connectors;
    }

    /** @throws Undeliverable if there is no such agency, or it is being compared already */
    public Report begin(@Nullable String connector, String by) {
        ConnectorDefinition agency = SystemId.parse(connector == null ? "" : connector)
                .flatMap(connectors::find)
                .filter(known -> known.mapping() != null)
                .orElseThrow(() -> new Undeliverable(problem(
                        ProblemKind.NOT_FOUND,
                        new Bilingual(
                                "Không có kết nối cơ quan nào có mã đó.", "There is no agency's connector of that id."),
                        new Bilingual("Xem danh sách ở /api/v1/connectors.", "See the list at /api/v1/connectors."))));
        return reconciliation
                .begin(agency, by)
                .orElseThrow(() -> new Undeliverable(problem(
                        ProblemKind.CONFLICT,
                        new Bilingual("Cơ quan này đang được đối soát.", "This agency is being compared already."),
                        new Bilingual("Chờ báo cáo đang chạy xong.", "Wait for the report that is running."))));
    }

    /** Newest first. */
    public List<Report> list(@Nullable String connector, int most) {
        return reports.list(connector == null ? null : SystemId.parse(connector).orElse(SystemId.of("none")), most);
    }

    /** @throws Undeliverable if there is none of this id */
    public Report find(long id) {
        return reports.find(id)
                .orElseThrow(() -> new Undeliverable(problem(
                        ProblemKind.NOT_FOUND,
                        new Bilingual("Không có báo cáo số " + id + ".", "There is no report " + id + "."),
                        new Bilingual(
                                "Xem danh sách ở /api/v1/reconciliation.",
                                "See the list at /api/v1/reconciliation."))));
    }

    public List<Difference> differences(long report, int after, int most) {
        return reports.differences(report, after, most);
    }

    /** @param numbers which differences; empty for all that can be repaired */
    Repairs.Result repair(long report, Set<Integer> numbers, String by) {
        find(report);
        return repairs.some(report, numbers, by);
    }

    /** Repairs all that can be. */
    public void repairAll(long report, String by) {
        var unused = repair(report, Set.of(), by);
    }

    private static Problem problem(ProblemKind kind, Bilingual detail, Bilingual remedy) {
        return new Problem(kind, Origin.PORTAL, "reconciliation", detail, remedy);
    }
}

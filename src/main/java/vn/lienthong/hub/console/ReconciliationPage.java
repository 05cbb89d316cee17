package vn.lienthong.hub.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.reconciliation.Cause;
import vn.lienthong.hub.reconciliation.Difference;
import vn.lienthong.hub.reconciliation.ReconciliationDesk;
import vn.lienthong.hub.reconciliation.Report;

/** The comparisons of agencies, hub and portals: what was found, and the buttons for those who may. */
@Controller
@RequestMapping("/console/reconciliation")
class ReconciliationPage {
    private static final int REPORTS = 50;
    private static final int DIFFERENCES = 500;

    private final ReconciliationDesk desk;
    private final Connectors connectors;
    private final Wording wording;

    ReconciliationPage(ReconciliationDesk desk, Connectors connectors, Wording wording) {
        this.desk = desk;
        this.connectors = connectors;
        this.wording = wording;
    }

    @GetMapping
    String list(
            Model model,
            Locale language,
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Long report) {
        model.addAttribute("mayAct", caller.may(Right.ADMINISTER));
        model.addAttribute(
                "agencies",
                connectors.all().stream()
                        .filter(connector -> connector.mapping() != null)
                        .map(connector -> Map.entry(
                                connector.id().value(), connector.name().in(language) + " (" + connector.id() + ")"))
                        .toList());
        model.addAttribute(
                "reports",
                desk.list(null, REPORTS).stream().map(ReconciliationPage::row).toList());
        if (report != null) {
            List<Row> rows = desk.differences(report, 0, DIFFERENCES).stream()
                    .map(one -> row(one, language))
                    .toList();
            model.addAttribute("report", report);
            model.addAttribute("differences", rows);
        }
        return "console/reconciliation";
    }

    @PostMapping
    String begin(
            @RequestParam String connector,
            Locale language,
            @AuthenticationPrincipal Caller caller,
            RedirectAttributes next) {
        try {
            next.addAttribute("report", desk.begin(connector, caller.id()).id());
        } catch (ProblemException told) {
            next.addFlashAttribute("told", told.problem().detail().in(language));
        }
        return "redirect:/console/reconciliation";
    }

    @PostMapping("/{id}/repair")
    String repair(@PathVariable long id, @AuthenticationPrincipal Caller caller, RedirectAttributes next) {
        desk.repairAll(id, caller.id());
        next.addAttribute("report", id);
        return "redirect:/console/reconciliation";
    }

    private static ReportRow row(Report report) {
        return new ReportRow(
                report.id(),
                report.agency().value(),
                report.state() == Report.State.RUNNING,
                VietnamTime.minutes(report.startedAt()),
                VietnamTime.minutes(report.endedAt()),
                report.compared(),
                report.differences(),
                report.persisting(),
                report.problem());
    }

    private Row row(Difference one, Locale language) {
        return new Row(
                one.dossierNo(),
                one.where().value(),
                one.cause().text().in(language),
                status(one.there(), language),
                status(one.hub(), language),
                VietnamTime.minutes(one.since()),
                one.cause().repair() != Cause.Repair.NONE,
                wording.repaired(one.repaired(), language));
    }

    /** A status by the name that people read; anything else, such as a portal's problem, as it is. */
    private static String status(String told, Locale language) {
        return Stream.of(DossierStatus.values())
                .filter(status -> status.key().equals(told))
                .map(status -> status.label().in(language))
                .findFirst()
                .orElse(told);
    }

    /** A report, as the page shows it. */
    record ReportRow(
            long id,
            String agency,
            boolean running,
            String startedAt,
            String endedAt,
            long compared,
            long differences,
            long persisting,
            @Nullable String problem) {}

    /** A difference, as the page shows it. */
    record Row(
            String dossierNo,
            String where,
            String cause,
            String there,
            String hub,
            String since,
            boolean repairable,
            @Nullable String repaired) {}
}

package vn.lienthong.hub.reconciliation;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.Resyncs;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.delivery.DeliveryWakeUps;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.status.Census;
import vn.lienthong.hub.trail.Trail;

/** Does what the hub can do about differences: reads the agency again, tells the portal again. */
@Component
class Repairs {
    private static final int PAGE = 200;

    private final Reports reports;
    private final Connectors connectors;
    private final Resyncs resyncs;
    private final Census hub;
    private final DeliveryWakeUps wakeUps;
    private final ReconciliationSettings settings;
    private final Trail trail;
    private final Clock clock;

    Repairs(
            Reports reports,
            Connectors connectors,
            Resyncs resyncs,
            Census hub,
            DeliveryWakeUps wakeUps,
            ReconciliationSettings settings,
            Trail trail,
            Clock clock) {
        this.reports = reports;
        this.connectors = connectors;
        this.resyncs = resyncs;
        this.hub = hub;
        this.wakeUps = wakeUps;
        this.settings = settings;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * How repairs went.
     *
     * @param begun what was asked or told again; the next comparison shows what came of it
     * @param failed what could not be
     * @param left what a human has to look at
     */
    record Result(int begun, int failed, int left) {}

    Result all(long report, String by) {
        return some(report, Set.of(), by);
    }

    /** @param numbers which differences; empty for all */
    Result some(long report, Set<Integer> numbers, String by) {
        SystemId agency = reports.find(report).orElseThrow().agency();
        Counts counts = new Counts();
        int after = 0;
        List<Difference> page = reports.differences(report, after, PAGE);
        while (!page.isEmpty()) {
            for (Difference one : page) {
                if (numbers.isEmpty() || numbers.contains(one.number())) {
                    repair(report, agency, one, by, counts);
                }
            }
            after = page.get(page.size() - 1).number();
            page = reports.differences(report, after, PAGE);
        }
        return new Result(counts.begun, counts.failed, counts.left);
    }

    private static final class Counts {
        private int begun;
        private int failed;
        private int left;
        private boolean wholeList;
    }

    private void repair(long report, SystemId agency, Difference one, String by, Counts counts) {
        String how;
        try {
            how = switch (one.cause().repair()) {
                case READ_AGAIN -> readAgain(agency, one, counts);
                case TELL_AGAIN -> tellAgain(agency, one);
                case NONE -> "";
            };
        } catch (ProblemException told) {
            how = "failed: " + told.problem().kind().key();
        }
        if (how.isEmpty()) {
            counts.left++;
            return;
        }
        if (how.startsWith("failed")) {
            counts.failed++;
        } else {
            counts.begun++;
        }
        reports.repaired(report, one.number(), how);
        String subject = one.dossierNo() + " " + one.cause().key() + " " + one.where();
        trail.note(new Trail.Act(clock.instant(), by, "repair-difference", subject, how, "hub"));
    }

    private String readAgain(SystemId agency, Difference one, Counts counts) {
        ConnectorDefinition connector = connectors.find(agency).orElse(null);
        if (connector == null) {
            return "failed: no such connector";
        }
        if (connector.lookup() != null) {
            return resyncs.dossier(connector, new DossierCode(one.dossierNo())) > 0
                    ? "read again"
                    : "failed: the agency does not know it";
        }
        // Without look-ups its whole list is read again, once for all of them.
        if (!counts.wholeList) {
            resyncs.begin(connector, null, null, settings.perSecond());
            counts.wholeList = true;
        }
        return "list is read again";
    }

    private String tellAgain(SystemId agency, Difference one) {
        boolean known = one.cause() == Cause.PORTAL_DIFFERS
                ? hub.tellLastAgain(one.where(), new DossierKey(agency, one.dossierNo()), clock.instant())
                : hub.tellAgain(one.where(), new DossierKey(agency, one.dossierNo()), clock.instant());
        if (known) {
            wakeUps.wake(one.where());
        }
        return known ? "is told again" : "failed: the hub no longer has it";
    }
}

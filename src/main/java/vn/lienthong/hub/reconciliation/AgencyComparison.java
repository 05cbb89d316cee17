package vn.lienthong.hub.reconciliation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.Batch;
import vn.lienthong.hub.agency.SystemCensus;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.status.Census.Present;

/** Compares what an agency has with what the hub has: its whole list, or one dossier by asking. */
@Component
class AgencyComparison {
    private final SystemCensus systems;
    private final LaidList list;

    AgencyComparison(SystemCensus systems, LaidList list) {
        this.systems = systems;
        this.list = list;
    }

    /**
     * By its whole list.
     *
     * @param rest waits, and says whether to go on
     */
    void byList(ConnectorDefinition agency, Findings found, int perSecond, Predicate<Duration> rest) {
        try {
            systems.list(
                    agency,
                    page -> {
                        list.lay(agency.id(), page, found);
                        long read = page.changes().size() + page.bad().size();
                        return Duration.ofMillis(Math.max(20, 1_000 * read / perSecond));
                    },
                    pause -> rest.test(pause) && quiet(agency.id(), rest));
            list.merge(agency.id(), found);
        } finally {
            list.forget(found.report().id());
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

    /** By asking for one of the hub's dossiers. */
    void byLookUp(ConnectorDefinition agency, Present dossier, Findings found) {
        String number = dossier.key().sourceDossierNo();
        String ours = dossier.status().key();
        Batch answer = systems.dossier(agency, new DossierCode(number));
        LaidList.unmapped(agency.id(), found, answer);
        List<StatusChange> changes = new ArrayList<>(answer.changes());
        changes.removeIf(change -> !change.dossier().key().equals(dossier.key()));
        if (changes.isEmpty()) {
            if (answer.bad().isEmpty()) {
                found.add(agency.id(), Cause.UNKNOWN_TO_AGENCY, number, "", ours);
            }
            return;
        }
        StatusChange last = LaidList.newest(changes).values().iterator().next();
        if (last.rank() != dossier.rank() || last.status() != dossier.status()) {
            Cause cause = last.rank() >= dossier.rank() ? Cause.HUB_LATER : Cause.AGENCY_LATER;
            found.add(agency.id(), cause, number, last.status().key(), ours);
        }
    }
}

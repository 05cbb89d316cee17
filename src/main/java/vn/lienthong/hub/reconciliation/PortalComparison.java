package vn.lienthong.hub.reconciliation;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.portal.PortalQuestions;
import vn.lienthong.hub.status.Census;
import vn.lienthong.hub.status.Census.Present;
import vn.lienthong.hub.status.Census.Standing;
import vn.lienthong.hub.status.StatusStore;

/** Compares what a portal has with what the hub has: what still waits, what was refused, and, by asking, what it says itself. */
@Component
class PortalComparison {
    private final Census hub;
    private final StatusStore store;
    private final PortalQuestions portals;

    PortalComparison(Census hub, StatusStore store, PortalQuestions portals) {
        this.hub = hub;
        this.store = store;
        this.portals = portals;
    }

    /** Whether it can be asked what it has. */
    boolean asks(ConnectorDefinition portal) {
        return portals.asks(portal);
    }

    /**
     * Compares one dossier by what the hub knows of its deliveries.
     *
     * @return whether the portal is said to have all of it, so that it can be asked
     */
    boolean byLedger(ConnectorDefinition portal, Present dossier, Findings found) {
        Optional<Standing> standing = hub.standing(portal.id(), dossier);
        String number = dossier.key().sourceDossierNo();
        String ours = dossier.status().key();
        if (standing.isEmpty()) {
            found.add(portal.id(), Cause.NEVER_TOLD, number, "", ours);
            return false;
        }
        if (standing.get().waitingSince() == null) {
            return true;
        }
        String problem = standing.get().problem();
        found.add(
                portal.id(),
                standing.get().givenUp() ? Cause.REFUSED : Cause.NOT_SENT,
                number,
                problem == null ? "" : problem,
                ours);
        return false;
    }

    /** @throws vn.lienthong.hub.problem.TryAgainLater if the portal does not answer */
    void byAsking(ConnectorDefinition portal, Present dossier, Findings found) {
        Optional<DossierState> state = store.find(dossier.key());
        if (state.isEmpty()) {
            return;
        }
        found.asked++;
        PortalQuestions.Told told = portals.ask(portal, state.get());
        String number = dossier.key().sourceDossierNo();
        String ours = state.get().present().change().status().key();
        String there = there(told.status());
        switch (told.view()) {
            case SAME -> {
                return;
            }
            case UNKNOWN -> found.add(portal.id(), Cause.UNKNOWN_TO_PORTAL, number, "", ours);
            case BEHIND -> found.add(portal.id(), Cause.PORTAL_LATER, number, there, ours);
            case DIFFERS -> found.add(portal.id(), Cause.PORTAL_DIFFERS, number, there, ours);
        }
    }

    private static String there(String status) {
        return status.matches("\\d{1,2}") ? LaidList.name(Integer.parseInt(status)) : status;
    }
}

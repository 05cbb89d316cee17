package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.delivery.DossierChanges;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.status.DeliveryLedger.Pending;

/** One dossier on its way to a national-style portal, and how far it has come. */
final class NationalErrand {
    /** What is to be done next. */
    enum Stage {
        /** Find out what the portal has already. */
        ASK,
        ADD,
        UPDATE,
        /** Tell the next change. */
        PROGRESS
    }

    private final DossierChanges item;
    private final Pending pending;
    private final ObjectNode facts;
    private final List<ObjectNode> steps;
    private int stepsThere;
    private int switches;
    private Stage stage;
    private boolean alone;

    /** @throws Undeliverable if it lacks what the portal requires */
    NationalErrand(DossierChanges item) {
        this.item = item;
        this.pending = item.pending();
        List<StatusChange> changes = pending.changes();
        StatusChange last = changes.get(changes.size() - 1);
        this.facts = NationalDossier.facts(pending.dossier(), changes.get(0), last.status());
        this.steps = changes.stream()
                .map(change -> NationalDossier.step(pending.dossier(), change))
                .toList();
        // After a refusal part of it may be there as well, so that counts as doubt.
        if (pending.inDoubt() || pending.attempts() > 0) {
            this.stage = Stage.ASK;
        } else {
            this.stage = pending.told() == null ? Stage.ADD : Stage.UPDATE;
        }
    }

    DossierChanges item() {
        return item;
    }

    /** The code the portal knows it by. */
    String code() {
        return pending.dossier().quotedCode().value();
    }

    Stage stage() {
        return stage;
    }

    boolean goesAlone() {
        return alone;
    }

    /** The portal refused a call without saying whose fault it was: from now on this dossier travels alone. */
    void goAlone() {
        alone = true;
    }

    void goTo(Stage next) {
        stage = next;
    }

    /**
     * Goes from adding to updating or back, as the portal says.
     *
     * @return false if it has done so before, and so the portal contradicts itself
     */
    boolean switchTo(Stage next) {
        stage = next;
        return ++switches <= 2;
    }

    /** What the portal would be sent of it, for people to read. */
    String translated() {
        ObjectNode whole = facts.objectNode();
        whole.set("DongBoHoSoMC", facts);
        whole.putArray("CapNhatTienDoHoSoMC").addAll(steps);
        return whole.toPrettyString();
    }

    ObjectNode facts() {
        return facts;
    }

    ObjectNode nextStep() {
        return steps.get(stepsThere);
    }

    /** The next change is there; says whether it was the last. */
    boolean stepTaken() {
        return ++stepsThere == steps.size();
    }

    /** The portal has these steps of the dossier; says whether nothing is left to tell. */
    boolean portalHas(List<PortalStep> there) {
        StatusChange told = pending.told();
        stepsThere = PortalStep.alreadyThere(
                told == null ? null : PortalStep.of(NationalDossier.step(pending.dossier(), told)),
                steps.stream().map(PortalStep::of).toList(),
                there);
        return stepsThere == steps.size();
    }
}

package vn.lienthong.hub.portal;

import java.util.List;
import java.util.function.Consumer;
import vn.lienthong.hub.delivery.DeliveryOutcomes;
import vn.lienthong.hub.delivery.DossierChanges;
import vn.lienthong.hub.portal.NationalAnswer.Outcome;
import vn.lienthong.hub.portal.NationalAnswer.Said;
import vn.lienthong.hub.portal.NationalAnswer.Verdict;
import vn.lienthong.hub.portal.NationalCall.Step;
import vn.lienthong.hub.portal.NationalErrand.Stage;

/** Draws the consequences of what a portal said, for each dossier that the call was about. */
final class NationalVerdicts {
    private final DeliveryOutcomes<DossierChanges> outcomes;
    private final List<NationalErrand> errands;
    private final Consumer<Verdict> busy;

    /**
     * @param errands under way; those that have ended are taken out
     * @param busy told when the portal wants no call at all for now
     */
    NationalVerdicts(DeliveryOutcomes<DossierChanges> outcomes, List<NationalErrand> errands, Consumer<Verdict> busy) {
        this.outcomes = outcomes;
        this.errands = errands;
        this.busy = busy;
    }

    void hear(NationalCall call, Said said) {
        if (call.kind() == Step.ASK_WHAT_IT_HAS) {
            asked(call.about().get(0), said);
        } else if (said.verdict().outcome() == Outcome.TAKEN
                || !said.items().isEmpty()
                || call.about().size() == 1) {
            call.about().forEach(errand -> one(errand, said, call.kind()));
        } else if (said.verdict().outcome() == Outcome.NOT_NOW) {
            busy.accept(said.verdict());
        } else {
            call.about().forEach(NationalVerdicts::findTheCulprit);
        }
        outcomes.finish();
    }

    private void one(NationalErrand errand, Said said, Step step) {
        Verdict whole = said.verdict();
        Verdict verdict = said.items().get(errand.code());
        if (verdict != null) {
            judge(errand, verdict, step);
        } else if (whole.outcome() == Outcome.TAKEN || said.items().isEmpty()) {
            judge(errand, whole, step);
        } else if (errand.goesAlone()) {
            notNow(errand, whole, step);
        } else {
            findTheCulprit(errand);
        }
    }

    /** Which dossier of the batch it was, the portal did not say, nor whether it took the others. */
    private static void findTheCulprit(NationalErrand errand) {
        errand.goAlone();
        if (errand.stage() == Stage.PROGRESS) {
            errand.goTo(Stage.ASK);
        }
    }

    private void asked(NationalErrand errand, Said said) {
        Verdict verdict = said.verdict();
        switch (verdict.outcome()) {
            case TAKEN -> {
                var record = PortalRecord.in(said.body());
                if (record.isEmpty()) {
                    errand.goTo(Stage.ADD);
                } else if (errand.portalHas(record.get().steps())) {
                    delivered(errand);
                } else {
                    errand.goTo(Stage.UPDATE);
                }
            }
            case UNKNOWN -> errand.goTo(Stage.ADD);
            case EXISTS, NOT_NOW, REFUSED -> notNow(errand, verdict, Step.ASK_WHAT_IT_HAS);
        }
    }

    private void judge(NationalErrand errand, Verdict verdict, Step step) {
        switch (verdict.outcome()) {
            case TAKEN -> taken(errand);
            case EXISTS -> {
                switch (errand.stage()) {
                    case ADD -> switchTo(Stage.UPDATE, errand, verdict, step);
                    // A portal that recognises a repeated step has it.
                    case PROGRESS -> taken(errand);
                    case ASK, UPDATE -> givenUp(errand, verdict, step);
                }
            }
            case UNKNOWN -> {
                switch (errand.stage()) {
                    case UPDATE, PROGRESS -> switchTo(Stage.ADD, errand, verdict, step);
                    case ASK, ADD -> givenUp(errand, verdict, step);
                }
            }
            case NOT_NOW -> notNow(errand, verdict, step);
            case REFUSED -> givenUp(errand, verdict, step);
        }
    }

    private void taken(NationalErrand errand) {
        if (errand.stage() != Stage.PROGRESS) {
            errand.goTo(Stage.PROGRESS);
        } else if (errand.stepTaken()) {
            delivered(errand);
        }
    }

    private void switchTo(Stage stage, NationalErrand errand, Verdict verdict, Step step) {
        if (!errand.switchTo(stage)) {
            notNow(errand, verdict, step);
        }
    }

    private void delivered(NationalErrand errand) {
        errands.remove(errand);
        outcomes.delivered(errand.item());
    }

    private void notNow(NationalErrand errand, Verdict verdict, Step step) {
        errands.remove(errand);
        outcomes.notNow(errand.item(), NationalProblems.refused(verdict, step.id()));
    }

    private void givenUp(NationalErrand errand, Verdict verdict, Step step) {
        errands.remove(errand);
        outcomes.givenUp(errand.item(), NationalProblems.refused(verdict, step.id()));
    }
}

package vn.lienthong.hub.portal;

import java.util.List;
import java.util.function.Consumer;
import vn.lienthong.hub.portal.DeliveryAnswer.Outcome;
import vn.lienthong.hub.portal.DeliveryAnswer.Said;
import vn.lienthong.hub.portal.DeliveryAnswer.Verdict;
import vn.lienthong.hub.portal.DeliveryCall.Step;
import vn.lienthong.hub.portal.DeliveryErrand.Stage;

/** Draws the consequences of what a portal said, for each dossier that the call was about. */
final class DeliveryVerdicts {
    private final DeliveryOutcomes outcomes;
    private final List<DeliveryErrand> errands;
    private final Consumer<Verdict> busy;

    /**
     * @param errands under way; those that have ended are taken out
     * @param busy told when the portal wants no call at all for now
     */
    DeliveryVerdicts(DeliveryOutcomes outcomes, List<DeliveryErrand> errands, Consumer<Verdict> busy) {
        this.outcomes = outcomes;
        this.errands = errands;
        this.busy = busy;
    }

    void hear(DeliveryCall call, Said said) {
        if (call.step() == Step.ASK_WHAT_IT_HAS) {
            asked(call.about().get(0), said);
        } else if (said.verdict().outcome() == Outcome.TAKEN
                || !said.items().isEmpty()
                || call.about().size() == 1) {
            call.about().forEach(errand -> one(errand, said, call.step()));
        } else if (said.verdict().outcome() == Outcome.NOT_NOW) {
            busy.accept(said.verdict());
        } else {
            call.about().forEach(DeliveryVerdicts::findTheCulprit);
        }
        outcomes.finish();
    }

    private void one(DeliveryErrand errand, Said said, Step step) {
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
    private static void findTheCulprit(DeliveryErrand errand) {
        errand.goAlone();
        if (errand.stage() == Stage.PROGRESS) {
            errand.goTo(Stage.ASK);
        }
    }

    private void asked(DeliveryErrand errand, Said said) {
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

    private void judge(DeliveryErrand errand, Verdict verdict, Step step) {
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

    private void taken(DeliveryErrand errand) {
        if (errand.stage() != Stage.PROGRESS) {
            errand.goTo(Stage.PROGRESS);
        } else if (errand.stepTaken()) {
            delivered(errand);
        }
    }

    private void switchTo(Stage stage, DeliveryErrand errand, Verdict verdict, Step step) {
        if (!errand.switchTo(stage)) {
            notNow(errand, verdict, step);
        }
    }

    private void delivered(DeliveryErrand errand) {
        errands.remove(errand);
        outcomes.delivered(errand.pending());
    }

    private void notNow(DeliveryErrand errand, Verdict verdict, Step step) {
        errands.remove(errand);
        outcomes.notNow(errand.pending(), DeliveryProblems.refused(verdict, step.id()));
    }

    private void givenUp(DeliveryErrand errand, Verdict verdict, Step step) {
        errands.remove(errand);
        outcomes.givenUp(errand.pending(), DeliveryProblems.refused(verdict, step.id()));
    }
}

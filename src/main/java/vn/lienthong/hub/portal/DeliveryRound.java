package vn.lienthong.hub.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.portal.DeliveryAnswer.Away;
import vn.lienthong.hub.portal.DeliveryAnswer.Outcome;
import vn.lienthong.hub.portal.DeliveryAnswer.Said;
import vn.lienthong.hub.portal.DeliveryAnswer.SessionEnded;
import vn.lienthong.hub.portal.DeliveryAnswer.Verdict;
import vn.lienthong.hub.portal.DeliveryCall.Step;
import vn.lienthong.hub.portal.DeliveryErrand.Stage;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.status.DeliveryLedger;
import vn.lienthong.hub.status.DeliveryLedger.Pending;

/**
 * What follows one wake-up: says which call comes next, and hears what came of it, until nothing is due.
 *
 * <p>A batch holds at most one change of each dossier, so that a refused change never lets the next one of its dossier pass.
 * A call that gets no proper answer does not tell whether the portal is away or cannot stand one dossier: the next call
 * is a log-in, and the dossiers then go one at a time. If another one goes through, the silent one has itself to
 * blame; if none does, the portal is away and the destination is held.
 */
final class DeliveryRound {
    /** So many calls in a row without a proper answer mean that the portal is away, although it lets us log in. */
    private static final int SILENCES = 3;

    private static final int SESSION_LOSSES = 2;

    private final SystemId destination;
    private final NationalPortalDesk desk;
    private final DeliveryLedger ledger;
    private final DeliveryOutcomes outcomes;
    private final DeliveryHold hold;
    private final DeliveryCaution caution;
    private final Clock clock;
    private final Duration settle;
    private final Duration firstPause;
    private final BooleanSupplier enough;
    private final List<DeliveryErrand> errands = new ArrayList<>();
    private final List<Pending> suspects = new ArrayList<>();
    private @Nullable Problem silence;
    private int silences;
    private int sessionLosses;
    private boolean moreIsDue;

    /** @param enough whether no more dossiers are to be taken in this round */
    DeliveryRound(
            SystemId destination,
            NationalPortalDesk desk,
            DeliveryLedger ledger,
            DeliveryOutcomes outcomes,
            DeliveryHold hold,
            DeliveryCaution caution,
            DeliverySettings settings,
            Clock clock,
            BooleanSupplier enough) {
        this.destination = destination;
        this.desk = desk;
        this.ledger = ledger;
        this.outcomes = outcomes;
        this.hold = hold;
        this.caution = caution;
        this.settle = settings.settle();
        this.firstPause = settings.firstPause();
        this.clock = clock;
        this.enough = enough;
    }

    /** The next call to make; none when the round is over. */
    Optional<DeliveryCall> next() {
        if (hold.lastsAt(clock.instant())) {
            return Optional.empty();
        }
        if (!desk.hasSession()) {
            return Optional.of(desk.logIn());
        }
        if (errands.isEmpty()) {
            takeWhatIsDue();
        }
        if (errands.isEmpty()) {
            holdIfNobodyWasHeard();
            return Optional.empty();
        }
        return Optional.of(nextCall());
    }

    /** Whether the round ended for other reasons than that nothing was due. */
    boolean moreIsDue() {
        return moreIsDue;
    }

    private void takeWhatIsDue() {
        while (errands.isEmpty()) {
            if (enough.getAsBoolean()) {
                moreIsDue = true;
                return;
            }
            List<Pending> due = ledger.take(destination, clock.instant(), caution.mostAtOnce(desk.batch()));
            if (due.isEmpty()) {
                return;
            }
            due.forEach(this::setOut);
        }
    }

    private void setOut(Pending pending) {
        try {
            var errand = new DeliveryErrand(pending);
            // Two agencies may use one local number; the portal's answers could not be told apart.
            if (errands.stream().anyMatch(other -> other.code().equals(errand.code()))) {
                errand.goAlone();
            }
            errands.add(errand);
        } catch (Undeliverable lacking) {
            outcomes.givenUp(pending, lacking.problem());
        }
    }

    private DeliveryCall nextCall() {
        for (Stage stage : Stage.values()) {
            List<DeliveryErrand> there =
                    errands.stream().filter(errand -> errand.stage() == stage).toList();
            if (!there.isEmpty()) {
                List<DeliveryErrand> together =
                        there.stream().filter(errand -> !errand.goesAlone()).toList();
                boolean one = stage == Stage.ASK || together.isEmpty();
                return desk.call(Step.of(stage), one ? List.of(there.get(0)) : together);
            }
        }
        throw new IllegalStateException("every errand has a stage");
    }

    /** Hears what came of a call. */
    void hear(DeliveryCall call, DeliveryAnswer answer) {
        if (answer instanceof Away away) {
            hearNothing(call, away);
        } else if (answer instanceof SessionEnded ended) {
            sessionEnded(call, ended);
        } else if (call.step() == Step.LOG_IN) {
            loggedIn((Said) answer);
        } else {
            Said said = (Said) answer;
            if (said.verdict().outcome() != Outcome.NOT_NOW) {
                heardOfDossiers(call.about().size());
            }
            new DeliveryVerdicts(outcomes, errands, this::holdForBusyPortal).hear(call, said);
        }
    }

    private void loggedIn(Said answer) {
        if (!desk.keepSession(answer)) {
            holdNow(DeliveryProblems.loginRefused(answer.verdict()), null, List.of());
        }
    }

    private void sessionEnded(DeliveryCall call, SessionEnded ended) {
        desk.forgetSession();
        if (call.step() == Step.LOG_IN || ++sessionLosses > SESSION_LOSSES) {
            holdNow(DeliveryProblems.loginRefused(ended.verdict()), null, List.of());
        }
    }

    private void heardOfDossiers(int dossiers) {
        hold.end();
        caution.easeBy(dossiers);
        silences = 0;
        sessionLosses = 0;
        Problem why = silence;
        if (why != null) {
            suspects.forEach(suspect -> outcomes.silentAlone(suspect, why));
        }
        suspects.clear();
    }

    private void hearNothing(DeliveryCall call, Away away) {
        desk.forgetSession();
        silence = away.problem();
        if (call.step() == Step.LOG_IN || away.patience() != null || ++silences >= SILENCES) {
            putBack(call.about(), away);
            holdNow(away.problem(), away.patience(), call.about());
            return;
        }
        putBack(call.about(), away);
        if (call.about().size() == 1) {
            suspects.add(call.about().get(0).pending());
        } else {
            caution.begin(desk.batch());
        }
    }

    private void putBack(List<DeliveryErrand> gone, Away away) {
        Instant dueAt = clock.instant().plus(away.mayStillArrive() ? settle : firstPause);
        gone.forEach(errand -> outcomes.putBack(errand.pending(), dueAt));
        errands.removeAll(gone);
    }

    private void holdForBusyPortal(Verdict verdict) {
        holdNow(DeliveryProblems.refused(verdict, "deliver"), null, List.of());
    }

    private void holdIfNobodyWasHeard() {
        Problem why = silence;
        if (!suspects.isEmpty() && why != null) {
            holdNow(why, null, List.of());
        }
    }

    private void holdNow(Problem why, @Nullable Duration asked, List<DeliveryErrand> alreadyBack) {
        Instant end = hold.begin(why, asked, clock.instant());
        errands.removeAll(alreadyBack);
        errands.forEach(errand -> outcomes.putBack(errand.pending(), end));
        errands.clear();
        suspects.clear();
        outcomes.holdUntil(end);
    }
}

package vn.lienthong.hub.portal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery.Deliver;
import vn.lienthong.hub.delivery.ChangesOutbox;
import vn.lienthong.hub.delivery.DeliveryHold;
import vn.lienthong.hub.delivery.DeliveryOutcomes;
import vn.lienthong.hub.delivery.DeliverySettings;
import vn.lienthong.hub.delivery.DossierChanges;
import vn.lienthong.hub.delivery.HttpAnswer;
import vn.lienthong.hub.delivery.Round;
import vn.lienthong.hub.portal.NationalAnswer.Away;
import vn.lienthong.hub.portal.NationalAnswer.Outcome;
import vn.lienthong.hub.portal.NationalAnswer.Said;
import vn.lienthong.hub.portal.NationalAnswer.SessionEnded;
import vn.lienthong.hub.portal.NationalAnswer.Verdict;
import vn.lienthong.hub.portal.NationalCall.Step;
import vn.lienthong.hub.problem.Problem;

/**
 * What follows one wake-up: says which call comes next, and hears what came of it, until nothing is due.
 *
 * <p>A batch holds at most one change of each dossier, so that a refused change never lets the next one of its dossier pass.
 * A call that gets no proper answer does not tell whether the portal is away or cannot stand one dossier: the next call
 * is a log-in, and the dossiers then go one at a time. If another one goes through, the silent one has itself to
 * blame; if none does, the portal is away and the destination is held.
 */
final class NationalRound implements Round {
    private static final Logger LOG = LoggerFactory.getLogger(NationalRound.class);
    /** So many calls in a row without a proper answer mean that the portal is away, although it lets us log in. */
    private static final int SILENCES = 3;

    private static final int SESSION_LOSSES = 2;

    private final SystemId destination;
    private final NationalPortalDesk desk;
    private final NationalAnswerReader reader;
    private final DeliveryOutcomes<DossierChanges> outcomes;
    private final DeliveryHold hold;
    private final NationalCaution caution;
    private final Clock clock;
    private final Duration settle;
    private final Duration firstPause;
    private final BooleanSupplier enough;
    private final NationalErrands errands;
    private final List<DossierChanges> suspects = new ArrayList<>();
    private @Nullable Problem silence;
    private int silences;
    private int sessionLosses;
    private boolean moreIsDue;
    private @Nullable NationalCall underWay;

    /** @param enough whether no more dossiers are to be taken in this round */
    NationalRound(
            SystemId destination,
            NationalPortalDesk desk,
            NationalAnswerReader reader,
            ChangesOutbox outbox,
            DeliveryOutcomes<DossierChanges> outcomes,
            DeliveryHold hold,
            NationalCaution caution,
            DeliverySettings settings,
            Clock clock,
            BooleanSupplier enough) {
        this.destination = destination;
        this.desk = desk;
        this.reader = reader;
        this.outcomes = outcomes;
        this.hold = hold;
        this.caution = caution;
        this.settle = settings.settle();
        this.firstPause = settings.firstPause();
        this.clock = clock;
        this.enough = enough;
        this.errands = new NationalErrands(
                destination, outbox, outcomes, clock, desk.delivery().deliver() == Deliver.LATEST);
    }

    @Override
    public Optional<NationalCall> next() {
        Optional<NationalCall> next = choose();
        underWay = next.orElse(null);
        return next;
    }

    private Optional<NationalCall> choose() {
        if (hold.lastsAt(clock.instant())) {
            return Optional.empty();
        }
        if (!desk.hasSession()) {
            return Optional.of(desk.logIn());
        }
        moreIsDue |= !errands.keepTheLease();
        takeWhatIsDue();
        if (errands.isEmpty()) {
            holdIfNobodyWasHeard();
            return Optional.empty();
        }
        return Optional.of(errands.nextCall(desk));
    }

    @Override
    public boolean moreIsDue() {
        return moreIsDue;
    }

    private void takeWhatIsDue() {
        while (errands.isEmpty()) {
            if (enough.getAsBoolean()) {
                moreIsDue = true;
                return;
            }
            if (!errands.take(caution.mostAtOnce(desk.batch()))) {
                return;
            }
        }
    }

    @Override
    public void hear(Message answer) {
        NationalAnswer read;
        try {
            read = reader.read(HttpAnswer.read(answer));
        } catch (IOException brokenOff) {
            read = reader.noAnswer(brokenOff);
        }
        hear(read);
    }

    @Override
    public void hearNothing(Exception failure) {
        hear(reader.noAnswer(failure));
    }

    /** Hears what came of the call given last. */
    void hear(NationalAnswer answer) {
        NationalCall call = underWay;
        if (call == null) {
            throw new IllegalStateException("no call is under way");
        }
        hear(call, answer);
    }

    private void hear(NationalCall call, NationalAnswer answer) {
        if (answer instanceof Away away) {
            hearNothing(call, away);
        } else if (answer instanceof SessionEnded ended) {
            sessionEnded(call, ended);
        } else if (call.kind() == Step.LOG_IN) {
            loggedIn((Said) answer);
        } else {
            Said said = (Said) answer;
            if (said.verdict().outcome() != Outcome.NOT_NOW) {
                heardOfDossiers(call.about().size());
            }
            new NationalVerdicts(outcomes, errands.onTheirWay(), this::holdForBusyPortal).hear(call, said);
        }
    }

    private void loggedIn(Said answer) {
        if (!desk.keepSession(answer)) {
            holdNow(NationalProblems.loginRefused(answer.verdict()), null);
        }
    }

    private void sessionEnded(NationalCall call, SessionEnded ended) {
        desk.forgetSession();
        if (call.kind() == Step.LOG_IN || ++sessionLosses > SESSION_LOSSES) {
            holdNow(NationalProblems.loginRefused(ended.verdict()), null);
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

    private void hearNothing(NationalCall call, Away away) {
        LOG.warn("{}: {}", destination, away.problem());
        desk.forgetSession();
        silence = away.problem();
        errands.putBack(call.about(), clock.instant().plus(away.mayStillArrive() ? settle : firstPause));
        if (call.kind() == Step.LOG_IN || away.patience() != null || ++silences >= SILENCES) {
            holdNow(away.problem(), away.patience());
        } else if (call.about().size() == 1) {
            suspects.add(call.about().get(0).item());
        } else {
            caution.begin(desk.batch());
        }
    }

    private void holdForBusyPortal(Verdict verdict) {
        holdNow(NationalProblems.refused(verdict, "deliver"), null);
    }

    private void holdIfNobodyWasHeard() {
        Problem why = silence;
        if (!suspects.isEmpty() && why != null) {
            holdNow(why, null);
        }
    }

    private void holdNow(Problem why, @Nullable Duration asked) {
        Instant end = hold.begin(why, asked, clock.instant());
        errands.putBack(List.copyOf(errands.onTheirWay()), end);
        suspects.clear();
        outcomes.holdUntil(end);
    }
}

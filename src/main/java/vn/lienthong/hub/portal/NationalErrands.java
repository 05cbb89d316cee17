package vn.lienthong.hub.portal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.delivery.ChangesOutbox;
import vn.lienthong.hub.delivery.DeliveryOutcomes;
import vn.lienthong.hub.delivery.DossierChanges;
import vn.lienthong.hub.delivery.Outbox;
import vn.lienthong.hub.portal.NationalCall.Step;
import vn.lienthong.hub.portal.NationalErrand.Stage;
import vn.lienthong.hub.problem.Undeliverable;

/** The dossiers that one round has on their way, which are its own as long as the lease on them lasts. */
final class NationalErrands {
    private static final Logger LOG = LoggerFactory.getLogger(NationalErrands.class);

    private final SystemId destination;
    private final ChangesOutbox outbox;
    private final DeliveryOutcomes<DossierChanges> outcomes;
    private final Clock clock;
    private final boolean latestOnly;
    private final List<NationalErrand> errands = new ArrayList<>();
    private Instant leaseEnds = Instant.MIN;

    /** @param latestOnly whether of each dossier only the newest of the changes that wait is told */
    NationalErrands(
            SystemId destination,
            ChangesOutbox outbox,
            DeliveryOutcomes<DossierChanges> outcomes,
            Clock clock,
            boolean latestOnly) {
        this.destination = destination;
        this.outbox = outbox;
        this.outcomes = outcomes;
        this.clock = clock;
        this.latestOnly = latestOnly;
    }

    boolean isEmpty() {
        return errands.isEmpty();
    }

    /** Those on their way; who hears that one has come to its end takes it out. */
    List<NationalErrand> onTheirWay() {
        return errands;
    }

    /**
     * Renews the lease in time. A hub that stood still for too long leaves its dossiers to the one that has taken them over.
     *
     * @return whether the dossiers are still its own
     */
    boolean keepTheLease() {
        Instant now = clock.instant();
        if (errands.isEmpty() || now.isBefore(leaseEnds.minus(Outbox.LEASE.dividedBy(2)))) {
            return true;
        }
        boolean kept = now.isBefore(leaseEnds) && outbox.renew(destination, now) >= errands.size();
        if (!kept) {
            LOG.warn("{}: {} dossiers were on their way for too long and are left", destination, errands.size());
            errands.clear();
        }
        leaseEnds = now.plus(Outbox.LEASE);
        return kept;
    }

    /**
     * Takes some of what is due.
     *
     * @return whether anything was; it may still be that none of it can set out
     */
    boolean take(int most) {
        Instant now = clock.instant();
        List<DossierChanges> due = outbox.take(destination, now, most);
        due.forEach(item -> setOut(latestOnly ? item.latest() : item));
        if (!due.isEmpty()) {
            leaseEnds = now.plus(Outbox.LEASE);
        }
        return !due.isEmpty();
    }

    private void setOut(DossierChanges item) {
        try {
            var errand = new NationalErrand(item);
            // Two agencies may use one local number; the portal's answers could not be told apart.
            if (errands.stream().anyMatch(other -> other.code().equals(errand.code()))) {
                errand.goAlone();
            }
            errands.add(errand);
        } catch (Undeliverable lacking) {
            outcomes.givenUp(item, lacking.problem());
        }
    }

    /** The next call there is to make for them, of whom there are some. */
    NationalCall nextCall(NationalPortalDesk desk) {
        for (Stage stage : Stage.values()) {
            List<NationalErrand> there =
                    errands.stream().filter(errand -> errand.stage() == stage).toList();
            if (!there.isEmpty()) {
                List<NationalErrand> together =
                        there.stream().filter(errand -> !errand.goesAlone()).toList();
                boolean one = stage == Stage.ASK || together.isEmpty();
                return desk.call(Step.of(stage), one ? List.of(there.get(0)) : together);
            }
        }
        throw new IllegalStateException("every errand has a stage");
    }

    /** Takes some out that have not come to their end, to be told again. */
    void putBack(List<NationalErrand> gone, Instant dueAt) {
        gone.forEach(errand -> outcomes.putBack(errand.item(), dueAt));
        errands.removeAll(gone);
    }
}

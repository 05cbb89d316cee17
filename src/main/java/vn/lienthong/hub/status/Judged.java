package vn.lienthong.hub.status;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.StatusChange.Claim;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.IntakeRows.Known;

/**
 * Where a change stands among those of its dossier. The agency decides: what a portal claims stands right after what the agency
 * had told until then, so that whatever the agency tells next comes after it; and what contradicts an end that the agency
 * told changes nothing.
 *
 * @param rank its place
 * @param status the status it comes to
 * @param isPresent whether it becomes the dossier's present change
 * @param withdrawnAt when a portal asked for the dossier back, while the agency has not answered to that
 * @param notFor the portal that is not told this change, for it told the hub the same
 */
record Judged(
        long rank,
        DossierStatus status,
        ChangeFlag flag,
        boolean isPresent,
        @Nullable Long withdrawnAt,
        @Nullable SystemId notFor) {
    /** Before whatever the agency will tell, by its count or by its time. */
    private static final long BEFORE_ALL = -1;

    /** The first change of a dossier. */
    static Judged first(StatusChange change) {
        Claim claim = change.claim();
        return new Judged(
                claim == null ? change.rank() : BEFORE_ALL,
                change.status(),
                ChangeFlag.NONE,
                true,
                null,
                claim == null ? null : claim.by());
    }

    /** A further change of a dossier. */
    static Judged next(StatusChange change, Known known, long happenedAt) {
        Claim claim = change.claim();
        return claim == null ? told(change, known) : claimed(change, claim, known, happenedAt);
    }

    private static Judged told(StatusChange change, Known known) {
        boolean late = change.rank() < known.presentRank();
        boolean overrules = !late && known.withdrawnAt() != null && isServed(change.status());
        boolean answered = !late && (overrules || isEnded(change.status()));
        ChangeFlag flag = late
                ? ChangeFlag.LATE
                : overrules ? ChangeFlag.OVERRULES : ChangeFlag.of(known.presentStatus(), change.status());
        String teller = known.presentStatus() == change.status() ? known.presentTeller() : null;
        return new Judged(
                change.rank(),
                change.status(),
                flag,
                !late,
                answered ? null : known.withdrawnAt(),
                teller == null ? null : SystemId.of(teller));
    }

    private static boolean isServed(DossierStatus status) {
        return status == DossierStatus.COMPLETED || status == DossierStatus.RESULT_RETURNED;
    }

    private static boolean isEnded(DossierStatus status) {
        return status == DossierStatus.STOPPED || status == DossierStatus.REFUSED;
    }

    private static Judged claimed(StatusChange change, Claim claim, Known known, long happenedAt) {
        DossierStatus present = known.presentStatus();
        DossierStatus status = claim.act().status().orElse(present);
        if (claim.act() == PortalAct.SUBMIT && known.presentRank() > BEFORE_ALL) {
            return history(BEFORE_ALL, status, ChangeFlag.LATE, known, claim);
        }
        if (claim.act() == PortalAct.WITHDRAW && present.endsProcessing()) {
            return history(known.presentRank() - 1, status, ChangeFlag.OVERRULED, known, claim);
        }
        boolean withdraws = claim.act() == PortalAct.WITHDRAW;
        return new Judged(
                known.presentRank(),
                status,
                ChangeFlag.of(present, status),
                claim.act().status().isPresent(),
                withdraws ? Long.valueOf(happenedAt) : known.withdrawnAt(),
                claim.by());
    }

    private static Judged history(long rank, DossierStatus status, ChangeFlag flag, Known known, Claim claim) {
        return new Judged(rank, status, flag, false, known.withdrawnAt(), claim.by());
    }

    /** Whether this is told to a destination. */
    boolean concerns(SystemId destination) {
        return !flag.isHistoryOnly() && !destination.equals(notFor);
    }
}

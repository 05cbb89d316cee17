package vn.lienthong.hub.portal;

import java.util.List;
import java.util.Optional;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusChange;

/**
 * That a portal and the agency say of a dossier what cannot both be: it was asked back, and it was served. The agency's word
 * counts; see the decision record on conflicting claims.
 *
 * @param claim what the portal said
 * @param word what the agency said
 */
record Contradiction(StatusChange claim, StatusChange word) {
    /** The last contradiction in a dossier's history. */
    static Optional<Contradiction> in(DossierState state) {
        List<DossierState.Entry> history = state.history();
        for (int i = history.size() - 1; i >= 0; i--) {
            ChangeFlag flag = history.get(i).flag();
            if (flag == ChangeFlag.OVERRULES || flag == ChangeFlag.OVERRULED) {
                boolean ofAgency = flag == ChangeFlag.OVERRULES;
                return of(history.get(i).change(), ofAgency, ofAgency ? history.subList(0, i) : history);
            }
        }
        return Optional.empty();
    }

    private static Optional<Contradiction> of(StatusChange marked, boolean ofAgency, List<DossierState.Entry> others) {
        Optional<StatusChange> other = others.stream()
                .map(DossierState.Entry::change)
                .filter(change -> ofAgency ? isWithdrawal(change) : isEnd(change))
                .reduce((earlier, later) -> later);
        return other.map(found -> ofAgency ? new Contradiction(found, marked) : new Contradiction(marked, found));
    }

    private static boolean isWithdrawal(StatusChange change) {
        return change.claim() != null && change.claim().act().status().isPresent();
    }

    private static boolean isEnd(StatusChange change) {
        return change.claim() == null && change.status().endsProcessing();
    }
}

package vn.lienthong.hub.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;

/**
 * Where a dossier stands by what the agency has just told, together with what was known before. The store comes to the
 * same by itself, a moment later, when it takes the told changes in their turn.
 */
final class ToldState {
    private ToldState() {}

    /** @param told changes of one dossier, at least one */
    static DossierState of(@Nullable DossierState known, List<StatusChange> told) {
        List<DossierState.Entry> history = new ArrayList<>(known == null ? List.of() : known.history());
        Set<String> before =
                history.stream().map(entry -> entry.change().changeId()).collect(Collectors.toSet());
        Dossier dossier = known == null ? null : known.dossier();
        Instant asOf = known == null ? Instant.MIN : known.asOf();
        for (StatusChange change : told.stream()
                .sorted(Comparator.comparingLong(StatusChange::rank))
                .toList()) {
            dossier = dossier == null ? change.dossier() : dossier.updatedBy(change.dossier());
            asOf = change.observedAt().isAfter(asOf) ? change.observedAt() : asOf;
            if (before.add(change.changeId())) {
                insert(history, change);
            }
        }
        if (dossier == null) {
            throw new IllegalArgumentException("an agency that tells of a dossier tells at least one change");
        }
        return new DossierState(dossier, DossierState.presentOf(history), history, asOf);
    }

    private static void insert(List<DossierState.Entry> history, StatusChange change) {
        // A portal's claim stands where it was accepted; only what the agency told has a rank to compare.
        int place = 0;
        while (place < history.size() && !isAfter(history.get(place).change(), change)) {
            place++;
        }
        DossierStatus before =
                place == 0 ? null : history.get(place - 1).change().status();
        ChangeFlag flag = place < history.size() ? ChangeFlag.LATE : ChangeFlag.of(before, change.status());
        history.add(place, new DossierState.Entry(change, flag));
    }

    private static boolean isAfter(StatusChange known, StatusChange told) {
        return known.claim() == null && known.rank() > told.rank();
    }
}

package vn.lienthong.hub.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;

/** Where dossiers go next: along the expected transitions, mostly the straight way. */
final class Walk {
    private final Set<DossierStatus> known;

    /** @param known the statuses the agency's software has a code for */
    Walk(Set<DossierStatus> known) {
        this.known = EnumSet.copyOf(known);
    }

    DossierStatus first() {
        return known.contains(DossierStatus.SUBMITTED) ? DossierStatus.SUBMITTED : DossierStatus.ACCEPTED;
    }

    /** The next status; empty at the end of the way. */
    Optional<DossierStatus> next(@Nullable DossierStatus now, Random random) {
        if (now == null) {
            return Optional.of(first());
        }
        List<DossierStatus> weighted = new ArrayList<>();
        for (DossierStatus next : now.expectedNext()) {
            int weight = known.contains(next) ? weight(now, next) : 0;
            for (int i = 0; i < weight; i++) {
                weighted.add(next);
            }
        }
        return weighted.isEmpty() ? Optional.empty() : Optional.of(InventedPeople.one(weighted, random));
    }

    /** A status that is not expected next. */
    DossierStatus jump(@Nullable DossierStatus now, Random random) {
        Set<DossierStatus> unexpected = EnumSet.copyOf(known);
        if (now != null) {
            unexpected.removeAll(now.expectedNext());
            unexpected.remove(now);
        }
        return unexpected.isEmpty() ? first() : InventedPeople.one(List.copyOf(unexpected), random);
    }

    private static int weight(DossierStatus now, DossierStatus next) {
        return switch (next) {
            case SUBMITTED -> 0;
            case ACCEPTED -> 30;
            case IN_PROGRESS -> now == DossierStatus.COMPLETED ? 1 : 40;
            case COMPLETED -> now == DossierStatus.ACCEPTED ? 1 : 20;
            case RESULT_RETURNED -> 30;
            case SUPPLEMENT_REQUIRED, PAYMENT_REQUIRED -> 4;
            case WITHDRAWAL_REQUESTED, STOPPED, REFUSED -> 1;
        };
    }
}

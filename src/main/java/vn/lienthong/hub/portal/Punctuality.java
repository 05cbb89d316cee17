package vn.lienthong.hub.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.OnTime;

/**
 * Whether a dossier keeps its due time. Time spent waiting for the citizen's supplement does not count against the
 * agency, so it moves the due time. Source of the rule: the QĐ 766 formula.
 *
 * @param dueAt the moved due time, or null where none is known
 * @param waited time spent waiting for supplements; a wait that goes on is counted in whole minutes, so that two
 *     answers in one minute are the same
 */
public record Punctuality(OnTime state, @Nullable Instant dueAt, Duration waited) {
    public static Punctuality of(DossierState dossier, Instant now) {
        Duration waited = waitedForSupplement(dossier.history(), now);
        Instant due = dossier.dossier().dates().dueAt();
        Instant moved = due == null ? null : due.plus(waited);
        return new Punctuality(OnTime.of(moved, endOf(dossier), now), moved, waited);
    }

    private static Duration waitedForSupplement(List<DossierState.Entry> history, Instant now) {
        Duration waited = Duration.ZERO;
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).change().status() == DossierStatus.SUPPLEMENT_REQUIRED) {
                Instant from = history.get(i).change().at();
                boolean over = i + 1 < history.size();
                Duration wait = over
                        ? Duration.between(from, history.get(i + 1).change().at())
                        : Duration.between(from, now).truncatedTo(ChronoUnit.MINUTES);
                // The agency's sequence decides the order, and its times may contradict it.
                waited = wait.isNegative() ? waited : waited.plus(wait);
            }
        }
        return waited;
    }

    /** The time of the completion, else of the return of the result, else of the refusal or stop; null while it goes on. */
    private static @Nullable Instant endOf(DossierState dossier) {
        if (!dossier.present().change().status().endsProcessing()) {
            return null;
        }
        Dossier.Dates dates = dossier.dossier().dates();
        return first(
                lastOf(dossier.history(), EnumSet.of(DossierStatus.COMPLETED)),
                dates.completedAt(),
                lastOf(dossier.history(), EnumSet.of(DossierStatus.RESULT_RETURNED)),
                dates.returnedAt(),
                lastOf(dossier.history(), EnumSet.of(DossierStatus.REFUSED, DossierStatus.STOPPED)),
                dossier.present().change().at());
    }

    /** The last such step since processing was last open. */
    private static @Nullable Instant lastOf(List<DossierState.Entry> history, Set<DossierStatus> statuses) {
        for (int i = history.size() - 1; i >= 0; i--) {
            DossierStatus status = history.get(i).change().status();
            if (!status.endsProcessing()) {
                return null;
            }
            if (statuses.contains(status)) {
                return history.get(i).change().at();
            }
        }
        return null;
    }

    private static @Nullable Instant first(@Nullable Instant... candidates) {
        for (Instant candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }
}

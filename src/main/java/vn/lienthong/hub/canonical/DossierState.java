package vn.lienthong.hub.canonical;

import java.time.Instant;
import java.util.List;

/**
 * Where a dossier stands: what is known of it, its present status, and how it came there.
 *
 * @param present the newest change known
 * @param history every change known, oldest first, the present one and late ones among them
 * @param asOf when the agency last told or confirmed this
 */
public record DossierState(Dossier dossier, Entry present, List<Entry> history, Instant asOf) {
    public DossierState {
        history = List.copyOf(history);
    }

    /** The present change of a history, oldest first: the newest that moves the status. */
    public static Entry presentOf(List<Entry> history) {
        for (int i = history.size() - 1; i > 0; i--) {
            StatusChange.Claim claim = history.get(i).change().claim();
            if (claim == null || claim.act().status().isPresent()) {
                return history.get(i);
            }
        }
        return history.get(0);
    }

    /** A change in the dossier's history, and what was unusual about it. */
    public record Entry(StatusChange change, ChangeFlag flag) {}
}

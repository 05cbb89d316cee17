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

    /** A change in the dossier's history, and what was unusual about it. */
    public record Entry(StatusChange change, ChangeFlag flag) {}
}
